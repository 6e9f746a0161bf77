{# A birth date that somebody alive on as_of can have, else null: 1900-01-01 is a form's default. #}
{% macro plausible_birth_date(birth_date) -%}
    case when {{ birth_date }} > {{ months_ago(1320) }} and {{ birth_date }} <= {{ as_of() }} then {{ birth_date }} end
{%- endmacro %}
