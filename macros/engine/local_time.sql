{# Local calendar day, in the shop's zone, of a UTC timestamp without zone. #}
{% macro local_date(timestamp_utc) -%}
    {{ return(adapter.dispatch("local_date", "tresse")(timestamp_utc)) }}
{%- endmacro %}

{% macro duckdb__local_date(timestamp_utc) -%}
    cast(timezone('{{ var("time_zone") }}', timezone('UTC', {{ timestamp_utc }})) as date)
{%- endmacro %}

{# UTC timestamp without zone of the local midnight that begins a day. #}
{% macro local_midnight_utc(day) -%}
    {{ return(adapter.dispatch("local_midnight_utc", "tresse")(day)) }}
{%- endmacro %}

{% macro duckdb__local_midnight_utc(day) -%}
    timezone('UTC', timezone('{{ var("time_zone") }}', cast({{ day }} as timestamp)))
{%- endmacro %}
