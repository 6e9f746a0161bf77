{# UTC timestamp without zone of an ISO 8601 text. An offset is honoured; without one it is local time of the source,
   where an hour that the clocks skip or repeat is read in winter time. #}
{% macro parse_timestamp(column) -%}
    {{ adapter.dispatch("parse_timestamp", "tresse")(column) }}
{%- endmacro %}

{# The patterns are there because a cast alone would read `10:00 PM` as 10:00 and drop an offset. #}
{% macro duckdb__parse_timestamp(column) -%}
    {%- set local = "\s*\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d([.]\d+)?)?)?" -%}
    {%- set zone = source_setting("time_zone") -%}
    case
        when not regexp_matches({{ column }}, '^{{ local }}\s?(Z|[+-]\d\d(:?\d\d)?)?\s*$') then null
        when not regexp_full_match({{ column }}, '{{ local }}\s*')
            then timezone('UTC', try_cast(regexp_replace({{ column }}, '\s([Z+-])', '\1') as timestamptz))
        when {{ zone }} = 'UTC' then try_cast({{ column }} as timestamp)
        else timezone('UTC', timezone({{ zone }}, try_cast({{ column }} as timestamp)))
    end
{%- endmacro %}

{% macro parse_date(column) -%}
    {{ adapter.dispatch("parse_date", "tresse")(column) }}
{%- endmacro %}

{# A time of day after it is dropped: a birth date kept as midnight is still that day. #}
{% macro duckdb__parse_date(column) -%}
    case
        when regexp_full_match({{ column }}, '\s*\d{4}-\d\d-\d\d([T ].*)?\s*')
            then try_cast(left(trim({{ column }}), 10) as date)
    end
{%- endmacro %}

{# The days that forms and systems put down for "not known" are not birth dates. #}
{% macro parse_birth_date(column) -%}
    nullif(nullif({{ parse_date(column) }}, cast('1900-01-01' as date)), cast('1970-01-01' as date))
{%- endmacro %}
