{# The date some days after another, or before it when negative. No interval: DuckDB holds 90 days
   and 3 months to be equal, and computes only once two aggregates that differ by nothing else. #}
{% macro add_days(day, days) -%}
    {{ return(adapter.dispatch("add_days", "tresse")(day, days)) }}
{%- endmacro %}

{% macro duckdb__add_days(day, days) -%}
    ({{ day }} + ({{ days }}))
{%- endmacro %}

{% macro spark__add_days(day, days) -%}
    date_add({{ day }}, {{ days }})
{%- endmacro %}
