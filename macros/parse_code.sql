{# An optional code: one that the contract does not know becomes `otherwise`. #}
{% macro parse_code(column, accepted, otherwise=none) -%}
    case
        when {{ is_one_of(parse_lower(column), accepted) }} then {{ parse_lower(column) }}
        when {{ parse_text(column) }} is not null
            then {{ "'" ~ otherwise ~ "'" if otherwise else "null" }}
    end
{%- endmacro %}

{% macro parse_boolean(column) -%}
    case
        when {{ is_one_of(parse_lower(column), ["true", "t", "1", "oui", "o", "yes", "y", "vrai"]) }} then true
        when {{ is_one_of(parse_lower(column), ["false", "f", "0", "non", "no", "n", "faux"]) }} then false
    end
{%- endmacro %}

{# ISO 4217, whatever word, sign or number of ISO stands for it. A bare $ is of many countries: it stays, and is refused. #}
{% macro parse_currency(column) -%}
    case
        when {{ is_one_of(parse_lower(column), ["euros?", "€", "978"]) }} then 'EUR'
        when {{ is_one_of(parse_lower(column), ["£", "826"]) }} then 'GBP'
        when {{ is_one_of(parse_lower(column), ["us\\x24", "840"]) }} then 'USD'
        when {{ is_one_of(parse_lower(column), ["756"]) }} then 'CHF'
        when {{ is_one_of(parse_text(column), ["[A-Za-z]{3}"]) }} then {{ parse_upper(column) }}
        else {{ parse_text(column) }}
    end
{%- endmacro %}

{# `in (...)` and list_contains() become joins in DuckDB, which it runs even when nobody reads the column. #}
{% macro is_one_of(expression, accepted) -%}
    {{ regex_matches_whole(expression, accepted | join("|")) }}
{%- endmacro %}
