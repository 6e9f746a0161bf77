{# An address of the web without the query parameters that carry an e-mail, a phone number or a token: first
   the parameters with the `&` that follows each, then a `?` or `&` left with nothing behind it. #}
{% macro without_personal_parameters(column) -%}
    {%- set parameter = "[a-z0-9_-]*(email|token|phone)[a-z0-9_-]*=" -%}
    {%- set without = regex_replace(parse_text(column), "(?i)([?&])(" ~ parameter ~ "[^&#]*&?)+", "\\1") -%}
    case
        when {{ regex_matches(column, "(?i)" ~ parameter) }} then {{ regex_replace(without, "[?&]+(#|$)", "\\1") }}
        else {{ parse_text(column) }}
    end
{%- endmacro %}
