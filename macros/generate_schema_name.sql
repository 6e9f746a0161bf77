{# DuckDB's file is our own, and a schema is named as its layer. A metastore is shared: the names carry the target's
   schema as a prefix. #}
{% macro generate_schema_name(custom_schema_name, node) -%}
    {{ adapter.dispatch("layer_schema", "tresse")(custom_schema_name or target.schema) }}
{%- endmacro %}

{% macro default__layer_schema(name) -%}
    {{ target.schema }}_{{ name }}
{%- endmacro %}

{% macro duckdb__layer_schema(name) -%}
    {{ name }}
{%- endmacro %}
