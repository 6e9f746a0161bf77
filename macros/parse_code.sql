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
        when {{ is_one_of(parse_lower(column), ["true", "1", "oui", "yes", "vrai"]) }} then true
        when {{ is_one_of(parse_lower(column), ["false", "0", "non", "no", "faux"]) }} then false
    end
{%- endmacro %}

{# `in (...)` and list_contains() become joins in DuckDB, which it runs even when nobody reads the column. #}
{% macro is_one_of(expression, accepted) -%}
    {{ regex_matches_whole(expression, accepted | join("|")) }}
{%- endmacro %}
