{# Exact median: the middle value, or halfway between the two in the middle. #}
{% macro median(expression) -%}
    {{ return(adapter.dispatch("median", "tresse")(expression)) }}
{%- endmacro %}

{% macro duckdb__median(expression) -%}
    quantile_cont({{ expression }}, 0.5)
{%- endmacro %}
