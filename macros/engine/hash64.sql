{# A 64-bit hash that stays the same over versions of the engine. #}
{% macro hash64(text) -%}
    {{ return(adapter.dispatch("hash64", "tresse")(text)) }}
{%- endmacro %}

{% macro duckdb__hash64(text) -%}
    md5_number_lower({{ text }})
{%- endmacro %}
