{# Local calendar day, in the shop's zone, of a UTC timestamp without zone. #}
{% macro local_date(timestamp_utc) -%}
    cast({{ utc_to_local(timestamp_utc, "'" ~ var("time_zone") ~ "'") }} as date)
{%- endmacro %}

{# UTC timestamp without zone of the local midnight that begins a day. #}
{% macro local_midnight_utc(day) -%}
    {{ local_to_utc("cast(" ~ day ~ " as timestamp)", "'" ~ var("time_zone") ~ "'") }}
{%- endmacro %}
