{# An address of the web without the query parameters that carry an e-mail, a phone number or a token. #}
{% macro without_personal_parameters(column) -%}
    {{ adapter.dispatch("without_personal_parameters", "tresse")(column) }}
{%- endmacro %}

{# First the parameters with the `&` that follows each, then a `?` or `&` left with nothing behind it. #}
{% macro duckdb__without_personal_parameters(column) -%}
    {%- set parameter = "[a-z0-9_-]*(email|token|phone)[a-z0-9_-]*=" -%}
    case
        when regexp_matches({{ column }}, '(?i){{ parameter }}') then regexp_replace(
            regexp_replace({{ parse_text(column) }}, '(?i)([?&])({{ parameter }}[^&#]*&?)+', '\1', 'g'),
            '[?&]+(#|$)', '\1'
        )
        else {{ parse_text(column) }}
    end
{%- endmacro %}
