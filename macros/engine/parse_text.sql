{# Text without blanks at its ends (no-break ones too); NULL when nothing, or a token for nothing, is left. #}
{% macro parse_text(column) -%}
    {{ adapter.dispatch("parse_text", "tresse")(column) }}
{%- endmacro %}

{# trim() with a set of characters costs five times the test that spares most values. A nullif() for each
   token would double the expression each time. #}
{% macro duckdb__parse_text(column) -%}
    {%- set blank = "[ \t\r\n\u00a0\u202f]" -%}
    case
        when regexp_full_match({{ column }}, '{{ blank }}*(NULL|N/A|\\N)?{{ blank }}*') then null
        when regexp_matches({{ column }}, '^{{ blank }}|{{ blank }}$')
            then trim({{ column }}, '{{ blank[1:-1] }}')
        else {{ column }}
    end
{%- endmacro %}

{% macro parse_lower(column) -%}
    lower({{ parse_text(column) }})
{%- endmacro %}

{% macro parse_upper(column) -%}
    upper({{ parse_text(column) }})
{%- endmacro %}
