{# UTC timestamp without zone of an ISO 8601 text. An offset is honoured; without one it is local time of the source,
   where an hour that the clocks skip or repeat is read in winter time. #}
{% macro parse_timestamp(column) -%}
    {{ adapter.dispatch("parse_timestamp", "tresse")(column) }}
{%- endmacro %}

{# The patterns are there because a cast alone would read `10:00 PM` as 10:00, and drop an offset. #}
{% macro duckdb__parse_timestamp(column) -%}
    {%- set local = " *[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)?)?" -%}
    {%- set as_written = "try_cast(" ~ column ~ " as timestamp)" -%}
    case
        when regexp_full_match({{ column }}, '{{ local }} ?Z *') then {{ as_written }}
        when regexp_full_match({{ column }}, '{{ local }} *') then {{ local_to_utc(as_written) }}
        when regexp_full_match({{ column }}, '{{ local }} ?[+-][0-9]{2}(:?[0-9]{2})? *')
            then timezone('UTC', try_cast(replace(replace({{ column }}, ' +', '+'), ' -', '-') as timestamptz))
    end
{%- endmacro %}

{% macro local_to_utc(timestamp_local) -%}
    {%- set zone = source_setting("time_zone") -%}
    case
        when {{ zone }} = 'UTC' then {{ timestamp_local }}
        else timezone('UTC', timezone({{ zone }}, {{ timestamp_local }}))
    end
{%- endmacro %}

{% macro parse_date(column) -%}
    {{ adapter.dispatch("parse_date", "tresse")(column) }}
{%- endmacro %}

{# A time of day after it is dropped: a birth date kept as midnight is still that day. #}
{% macro duckdb__parse_date(column) -%}
    case
        when regexp_full_match({{ column }}, ' *[0-9]{4}-[0-9]{2}-[0-9]{2}([T ].*)?')
            then try_cast(left(trim({{ column }}), 10) as date)
    end
{%- endmacro %}

{# The days that forms and systems put down for "not known" are not birth dates. #}
{% macro parse_birth_date(column) -%}
    nullif(nullif({{ parse_date(column) }}, cast('1900-01-01' as date)), cast('1970-01-01' as date))
{%- endmacro %}
