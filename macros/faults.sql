{# A fault is `reason code:column`; a row has the first one found. These find what typing could not read. #}
{% macro is_unreadable(column, parsed) -%}
    ({{ parsed }} is null and {{ parse_text(column) }} is not null)
{%- endmacro %}

{% macro bad_numbers(columns, type="decimal(18,4)") -%}
    coalesce({% for column in columns %}
        case when {{ is_unreadable(column, parse_decimal(column, type)) }} then 'bad_number:{{ column }}' end
        {{- "," if not loop.last }}
    {% endfor %})
{%- endmacro %}

{% macro bad_integers(columns) -%}
    coalesce({% for column in columns %}
        case when {{ is_unreadable(column, parse_integer(column)) }} then 'bad_number:{{ column }}' end
        {{- "," if not loop.last }}
    {% endfor %})
{%- endmacro %}

{# MySQL writes `0000-00-00` for no date. #}
{% macro bad_dates(columns) -%}
    coalesce({% for column in columns %}
        case
            when {{ is_unreadable(column, parse_date(column)) }} and {{ column }} not like '0000-00-00%'
                then 'bad_date:{{ column }}'
        end
        {{- "," if not loop.last }}
    {% endfor %})
{%- endmacro %}

{% macro bad_timestamps(columns) -%}
    coalesce({% for column in columns %}
        case
            when {{ is_unreadable(column, parse_timestamp(column)) }} and {{ column }} not like '0000-00-00%'
                then 'bad_date:{{ column }}'
        end
        {{- "," if not loop.last }}
    {% endfor %})
{%- endmacro %}

{% macro bad_booleans(columns) -%}
    coalesce({% for column in columns %}
        case when {{ is_unreadable(column, parse_boolean(column)) }} then 'bad_value:{{ column }}' end
        {{- "," if not loop.last }}
    {% endfor %})
{%- endmacro %}

{# More than a day after the file landed: no clock or zone is that wrong. #}
{% macro is_in_the_future(column) -%}
    {{ column }} > {{ add_hours("loaded_at", 24) }}
{%- endmacro %}

{# Before online shops were, no order was: 1970-01-01, 1900-01-01 and the like stand for a date nobody kept. #}
{% macro is_before_online_shops(column) -%}
    {{ column }} < cast('1990-01-01' as timestamp)
{%- endmacro %}

{% macro fault_code(fault) -%}
    split_part({{ fault }}, ':', 1)
{%- endmacro %}

{% macro fault_sentence(fault) -%}
    split_part({{ fault }}, ':', 2) || case {{ fault_code(fault) }}
        when 'missing_key' then ' is empty or was cut short by a spreadsheet (9.01E+12), so the row has no key'
        when 'conflicting_key' then ' is the same as that of another row of this file, which says something else'
        when 'bad_number' then ' is not a number'
        when 'bad_date' then ' is not a date in ISO 8601 or in the date_format of its source'
        when 'bad_value' then ' is none of the values that the contract accepts'
        when 'missing_value' then ' is empty'
        when 'negative_amount' then ' is below zero, or zero where something must have been sold'
        when 'unknown_order' then ' names an order that no readable row delivers'
        when 'missing_rate' then ' is empty, and the currency is not the shop''s'
        when 'sentinel_date' then ' is before 1990, a day that systems put down for none'
        when 'future_date' then ' is more than a day after the file landed'
    end
{%- endmacro %}
