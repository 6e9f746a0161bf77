{# UTC timestamp without zone of an ISO 8601 text, or of what iso_text() makes one. An offset is honoured; without one it
   is local time of the source. Ten, thirteen or sixteen digits are seconds, milli- or microseconds since 1970.
   The patterns are there because a cast alone would read `10:00 PM` as 10:00, and drop an offset. #}
{% macro parse_timestamp(raw_column) -%}
    {%- set column = iso_text(raw_column) -%}
    {%- set local = " *[0-9]{4}-[0-9]{2}-[0-9]{2}([T ]([01][0-9]|2[0-3]):[0-9]{2}(:[0-9]{2}([.][0-9]+)?)?)?" -%}
    {%- set as_written = "try_cast(trim(" ~ column ~ ") as timestamp)" -%}
    case
        when {{ regex_matches_whole(column, local ~ " ?Z *") }} then {{ as_written }}
        when {{ regex_matches_whole(column, local ~ " *") }} then {{ source_time_to_utc(as_written) }}
        when {{ regex_matches_whole(column, local ~ " ?[+-](0[0-9]|1[0-4])(:?[0-9]{2})? *") }}
            then {{ parse_instant("replace(replace(" ~ column ~ ", ' +', '+'), ' -', '-')") }}
        when {{ regex_matches_whole(column, "[1-9]\\d{9}(\\d{3}(\\d{3})?)?") }}
            then {{ from_epoch("cast(rpad(" ~ column ~ ", 16, '0') as bigint)") }}
        when {{ is_spreadsheet_day(column) }}
            then {{ source_time_to_utc("cast(" ~ spreadsheet_day(column) ~ " as timestamp)") }}
    end
{%- endmacro %}

{% macro source_time_to_utc(timestamp_local) -%}
    {%- set zone = source_setting("time_zone") -%}
    case
        when {{ zone }} = 'UTC' then {{ timestamp_local }}
        else {{ local_to_utc(timestamp_local, zone) }}
    end
{%- endmacro %}

{# A time of day after it is dropped: a birth date kept as midnight is still that day. #}
{% macro parse_date(raw_column) -%}
    {%- set column = iso_text(raw_column) -%}
    case
        when {{ regex_matches_whole(column, " *[0-9]{4}-[0-9]{2}-[0-9]{2}([T ].*)?") }}
            then try_cast(left(trim({{ column }}), 10) as date)
        when {{ is_spreadsheet_day(column) }} then {{ spreadsheet_day(column) }}
    end
{%- endmacro %}

{# A spreadsheet keeps a day as a number, counted from 30 December 1899: here from 1954 to 2064. #}
{% macro is_spreadsheet_day(column) -%}
    {{ regex_matches_whole(column, "[2-5]\\d{4}") }}
{%- endmacro %}

{% macro spreadsheet_day(column) -%}
    {{ add_days("cast('1899-12-30' as date)", "cast(" ~ column ~ " as integer)") }}
{%- endmacro %}

{# The days that forms and systems put down for "not known" are not birth dates. #}
{% macro parse_birth_date(column) -%}
    nullif(nullif({{ parse_date(column) }}, cast('1900-01-01' as date)), cast('1970-01-01' as date))
{%- endmacro %}
