{# The same day of the month some months later, or before when negative; the month's last day where
   that month is shorter. #}
{% macro add_months(day, months) -%}
    {{ return(adapter.dispatch("add_months", "tresse")(day, months)) }}
{%- endmacro %}

{% macro duckdb__add_months(day, months) -%}
    cast({{ day }} + interval ({{ months }}) month as date)
{%- endmacro %}

{% macro spark__add_months(day, months) -%}
    add_months({{ day }}, {{ months }})
{%- endmacro %}
