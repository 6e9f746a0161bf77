{# The texts of a group in order, with a separator between; nulls are left out. #}
{% macro joined_text(text, separator) -%}
    {{ return(adapter.dispatch("joined_text", "tresse")(text, separator)) }}
{%- endmacro %}

{% macro duckdb__joined_text(text, separator) -%}
    string_agg({{ text }}, '{{ separator }}' order by {{ text }})
{%- endmacro %}

{% macro spark__joined_text(text, separator) -%}
    listagg({{ text }}, '{{ separator }}') within group (order by {{ text }})
{%- endmacro %}
