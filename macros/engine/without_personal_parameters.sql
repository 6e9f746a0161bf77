{# An address of the web without the query parameters that carry an e-mail, a phone number or a token. #}
{% macro without_personal_parameters(column) -%}
    {{ adapter.dispatch("without_personal_parameters", "tresse")(column) }}
{%- endmacro %}

{# First the parameters with the `&` that follows each, then a `?` or `&` left with nothing behind it. #}
{% macro duckdb__without_personal_parameters(column) -%}
    {%- set parameters = "(?i)([?&])([\w-]*(email|token|phone)[\w-]*=[^&#]*&?)+" -%}
    regexp_replace(
        regexp_replace({{ parse_text(column) }}, '{{ parameters }}', '\1', 'g'), '[?&]+(#|$)', '\1'
    )
{%- endmacro %}
