{# Whether the rows of two relations are one line of one landing of a file. #}
{% macro same_row(left, right) -%}
    {{ left }}.loaded_at = {{ right }}.loaded_at
    and {{ left }}.source_file = {{ right }}.source_file
    and {{ left }}.source_line = {{ right }}.source_line
{%- endmacro %}
