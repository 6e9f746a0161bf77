{# Exact median: the middle value, or halfway between the two in the middle. #}
{% macro middle_value(expression) -%}
    {{ return(adapter.dispatch("middle_value", "tresse")(expression)) }}
{%- endmacro %}

{% macro duckdb__middle_value(expression) -%}
    quantile_cont({{ expression }}, 0.5)
{%- endmacro %}

{% macro spark__middle_value(expression) -%}
    percentile({{ expression }}, 0.5)
{%- endmacro %}
