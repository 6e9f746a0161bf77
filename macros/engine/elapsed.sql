{# Whole days from one date to a later one. #}
{% macro days_between(earlier, later) -%}
    {{ return(adapter.dispatch("days_between", "tresse")(earlier, later)) }}
{%- endmacro %}

{% macro duckdb__days_between(earlier, later) -%}
    cast(date_diff('day', {{ earlier }}, {{ later }}) as integer)
{%- endmacro %}

{% macro spark__days_between(earlier, later) -%}
    date_diff({{ later }}, {{ earlier }})
{%- endmacro %}

{# Completed years from one date to a later one: an age. #}
{% macro full_years(earlier, later) -%}
    {{ return(adapter.dispatch("full_years", "tresse")(earlier, later)) }}
{%- endmacro %}

{% macro duckdb__full_years(earlier, later) -%}
    cast(date_sub('year', {{ earlier }}, {{ later }}) as integer)
{%- endmacro %}

{% macro spark__full_years(earlier, later) -%}
    cast(timestampdiff(year, {{ earlier }}, {{ later }}) as integer)
{%- endmacro %}
