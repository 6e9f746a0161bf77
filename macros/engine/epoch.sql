{# UTC timestamp without zone of a number of microseconds since 1970. #}
{% macro from_epoch(microseconds) -%}
    {{ return(adapter.dispatch("from_epoch", "tresse")(microseconds)) }}
{%- endmacro %}

{% macro duckdb__from_epoch(microseconds) -%}
    make_timestamp({{ microseconds }})
{%- endmacro %}

{% macro spark__from_epoch(microseconds) -%}
    cast(timestamp_micros({{ microseconds }}) as timestamp_ntz)
{%- endmacro %}
