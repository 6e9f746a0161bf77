{# Every match of an RE2 pattern replaced: no look-around and no back-reference, so that it ports. #}
{% macro regex_replace(text, pattern, replacement) -%}
    {{ return(adapter.dispatch("regex_replace", "tresse")(text, pattern, replacement)) }}
{%- endmacro %}

{% macro duckdb__regex_replace(text, pattern, replacement) -%}
    regexp_replace({{ text }}, '{{ pattern }}', '{{ replacement }}', 'g')
{%- endmacro %}

{# The text when the whole of it matches, else null. #}
{% macro regex_only(text, pattern) -%}
    {{ return(adapter.dispatch("regex_only", "tresse")(text, pattern)) }}
{%- endmacro %}

{% macro duckdb__regex_only(text, pattern) -%}
    nullif(regexp_extract({{ text }}, '^(?:{{ pattern }})$'), '')
{%- endmacro %}

{# What one group of the pattern matched, null when nothing did. #}
{% macro regex_group(text, pattern, group_number) -%}
    {{ return(adapter.dispatch("regex_group", "tresse")(text, pattern, group_number)) }}
{%- endmacro %}

{% macro duckdb__regex_group(text, pattern, group_number) -%}
    nullif(regexp_extract({{ text }}, '{{ pattern }}', {{ group_number }}), '')
{%- endmacro %}
