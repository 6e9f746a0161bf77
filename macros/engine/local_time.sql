{# The same instant, or the same reading of a clock, in another zone; no timestamp carries a zone. An
   hour that the clocks skip or repeat is read in winter time. Zones are SQL expressions. #}
{% macro utc_to_local(timestamp_utc, zone) -%}
    {{ return(adapter.dispatch("utc_to_local", "tresse")(timestamp_utc, zone)) }}
{%- endmacro %}

{% macro duckdb__utc_to_local(timestamp_utc, zone) -%}
    timezone({{ zone }}, timezone('UTC', {{ timestamp_utc }}))
{%- endmacro %}

{% macro spark__utc_to_local(timestamp_utc, zone) -%}
    convert_timezone('UTC', {{ zone }}, {{ timestamp_utc }})
{%- endmacro %}

{% macro local_to_utc(timestamp_local, zone) -%}
    {{ return(adapter.dispatch("local_to_utc", "tresse")(timestamp_local, zone)) }}
{%- endmacro %}

{% macro duckdb__local_to_utc(timestamp_local, zone) -%}
    timezone('UTC', timezone({{ zone }}, {{ timestamp_local }}))
{%- endmacro %}

{# Spark reads a repeated hour in summer time: where an hour later reads the same, that is the one. #}
{% macro spark__local_to_utc(timestamp_local, zone) -%}
    {%- set earlier = "convert_timezone(" ~ zone ~ ", 'UTC', " ~ timestamp_local ~ ")" -%}
    {%- set later = earlier ~ " + interval '1' hour" -%}
    case
        when {{ spark__utc_to_local(later, zone) }} = {{ timestamp_local }} then {{ later }}
        else {{ earlier }}
    end
{%- endmacro %}
