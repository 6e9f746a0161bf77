{# What `vars: sources:` says of the row's source: its time_zone, decimal_mark or shop.
   A value that all share is a constant, which the engine reads faster. #}
{% macro source_setting(name) -%}
    {%- set values = var("sources") | map(attribute=name) | unique | list -%}
    {%- if values | length == 1 -%}
        '{{ values[0] }}'
    {%- else -%}
        case source_id
            {% for source in var("sources") %}when '{{ source.id }}' then '{{ source[name] }}' {% endfor %}
        end
    {%- endif -%}
{%- endmacro %}
