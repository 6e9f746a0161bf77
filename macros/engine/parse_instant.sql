{# UTC timestamp without zone of an ISO 8601 text with an offset; null when it is none. #}
{% macro parse_instant(text) -%}
    {{ return(adapter.dispatch("parse_instant", "tresse")(text)) }}
{%- endmacro %}

{% macro duckdb__parse_instant(text) -%}
    timezone('UTC', try_cast({{ text }} as timestamptz))
{%- endmacro %}

{# The session is in UTC. Spark reads no offset behind a time without seconds. #}
{% macro spark__parse_instant(text) -%}
    {%- set with_seconds = regex_replace(text, "([T ]\\d{2}:\\d{2})([+-])", "\\1:00\\2") -%}
    cast(try_cast({{ with_seconds }} as timestamp_ltz) as timestamp_ntz)
{%- endmacro %}
