{# Each file of this source and table holds the whole table, so a record that it lacks is gone: `full_exports` of its source. #}
{% macro is_full_export() -%}
    (
        1 = 0
        {% for source in var("sources") if source.full_exports -%}
        or source_id = '{{ source.id }}' and source_table in ('{{ source.full_exports | join("', '") }}')
        {% endfor %}
    )
{%- endmacro %}
