{# Schemas are named as their layer, without the target's prefix: BI reads `activation`, not `main_activation`. #}
{% macro generate_schema_name(custom_schema_name, node) -%}
    {{ custom_schema_name or target.schema }}
{%- endmacro %}
