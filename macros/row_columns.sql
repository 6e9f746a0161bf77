{# What every base model knows of a raw row, in one order, for the union of them all. #}
{% macro row_columns(source_table, record_key) -%}
    '{{ source_table }}' as source_table, {{ record_key }} as record_key, source_id, source_file, source_line,
    loaded_at, source_updated_at, is_deleted, row_hash, fault
{%- endmacro %}
