{# Keys carry their source, and what a shop names the shop, so that two shops never collide. #}
{% macro source_key(column) -%}
    source_id || ':' || {{ parse_identifier(column) }}
{%- endmacro %}

{% macro shop_key(column) -%}
    {{ source_setting("shop") }} || ':' || {{ parse_identifier(column) }}
{%- endmacro %}

{# An account of the shop. `0` is what shops put down for a guest, and no account. #}
{% macro account_key(column) -%}
    case when {{ parse_text(column) }} <> '0' then {{ shop_key(column) }} end
{%- endmacro %}

{# An id, phone number or postal code: without the apostrophe that keeps a spreadsheet from reading it as a
   number, nor what stands before the id in `gid://shopify/Order/123`. NULL for what a spreadsheet did read
   so: of `9.01381E+12` the last digits are gone, and all that were cut alike would be one. #}
{% macro parse_identifier(column) -%}
    {%- set text = parse_text(column) -%}
    case
        when {{ regex_matches(column, "^ *(\\x27|gid:)") }}
            then {{ regex_replace(text, "^\\x27?(gid://[a-z]+/[A-Za-z]+/)?", "") }}
        when {{ regex_matches(column, "^ *\\d+([.,]\\d+)?[eE][+]\\d+ *$") }} then null
        else {{ text }}
    end
{%- endmacro %}

{# A spreadsheet takes the zero from the front of a French postal code. #}
{% macro parse_postal_code(column, country_column) -%}
    {%- set code = parse_identifier(column) -%}
    case
        when {{ parse_upper(country_column) }} = 'FR' and {{ regex_matches_whole(code, "\\d{4}") }} then '0' || {{ code }}
        else {{ code }}
    end
{%- endmacro %}
