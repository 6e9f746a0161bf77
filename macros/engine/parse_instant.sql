{# UTC timestamp without zone of an ISO 8601 text with an offset; null when it is none. #}
{% macro parse_instant(text) -%}
    {{ return(adapter.dispatch("parse_instant", "tresse")(text)) }}
{%- endmacro %}

{% macro duckdb__parse_instant(text) -%}
    timezone('UTC', try_cast({{ text }} as timestamptz))
{%- endmacro %}

{# The session is in UTC. #}
{% macro spark__parse_instant(text) -%}
    cast(try_cast({{ text }} as timestamp_ltz) as timestamp_ntz)
{%- endmacro %}
