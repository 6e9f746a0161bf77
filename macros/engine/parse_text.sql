{# Text without blanks at its ends (no-break ones too); NULL when nothing or a token for nothing is left. #}
{% macro parse_text(column) -%}
    nullif(nullif(nullif(nullif({{ trimmed(column) }}, ''), 'NULL'), 'N/A'), '\N')
{%- endmacro %}

{% macro trimmed(column) -%}
    {{ adapter.dispatch("trimmed", "tresse")(column) }}
{%- endmacro %}

{# trim() with a set of characters costs five times the test that spares it for most values. #}
{% macro duckdb__trimmed(column) -%}
    case
        when regexp_matches({{ column }}, '^[\s\x{a0}\x{202f}]|[\s\x{a0}\x{202f}]$')
            then trim({{ column }}, {{ "' \t\r\n\u00a0\u202f'" }})
        else {{ column }}
    end
{%- endmacro %}

{% macro parse_lower(column) -%}
    lower({{ parse_text(column) }})
{%- endmacro %}

{% macro parse_upper(column) -%}
    upper({{ parse_text(column) }})
{%- endmacro %}

{# An optional code: one that the contract does not know becomes `otherwise`. #}
{% macro parse_code(column, accepted, otherwise=none) -%}
    case
        when {{ parse_lower(column) }} in ('{{ accepted | join("', '") }}') then {{ parse_lower(column) }}
        when {{ parse_text(column) }} is not null then {{ "'" ~ otherwise ~ "'" if otherwise else "null" }}
    end
{%- endmacro %}

{% macro parse_boolean(column) -%}
    case
        when {{ parse_lower(column) }} in ('true', '1', 'oui', 'yes', 'vrai') then true
        when {{ parse_lower(column) }} in ('false', '0', 'non', 'no', 'faux') then false
    end
{%- endmacro %}
