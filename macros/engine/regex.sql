{# Patterns are of RE2: no look-around, no back-reference, `$` only as the end of the text, a quote as \x27. #}

{# Whether the pattern is found anywhere in the text. #}
{% macro regex_matches(text, pattern) -%}
    {{ return(adapter.dispatch("regex_matches", "tresse")(text, pattern)) }}
{%- endmacro %}

{% macro duckdb__regex_matches(text, pattern) -%}
    regexp_matches({{ text }}, '{{ pattern }}')
{%- endmacro %}

{% macro spark__regex_matches(text, pattern) -%}
    {{ text }} rlike r'{{ java_pattern(pattern) }}'
{%- endmacro %}

{# Whether the pattern is the whole text. #}
{% macro regex_matches_whole(text, pattern) -%}
    {{ return(adapter.dispatch("regex_matches_whole", "tresse")(text, pattern)) }}
{%- endmacro %}

{% macro duckdb__regex_matches_whole(text, pattern) -%}
    regexp_full_match({{ text }}, '{{ pattern }}')
{%- endmacro %}

{% macro spark__regex_matches_whole(text, pattern) -%}
    {{ text }} rlike r'{{ java_pattern("^(?:" ~ pattern ~ ")$") }}'
{%- endmacro %}

{# Every match replaced. #}
{% macro regex_replace(text, pattern, replacement) -%}
    {{ return(adapter.dispatch("regex_replace", "tresse")(text, pattern, replacement)) }}
{%- endmacro %}

{% macro duckdb__regex_replace(text, pattern, replacement) -%}
    regexp_replace({{ text }}, '{{ pattern }}', '{{ replacement }}', 'g')
{%- endmacro %}

{% macro spark__regex_replace(text, pattern, replacement) -%}
    regexp_replace({{ text }}, r'{{ java_pattern(pattern) }}', '{{ replacement | replace("\\", "$") }}')
{%- endmacro %}

{# What one group of the pattern matched, null when nothing did. #}
{% macro regex_group(text, pattern, group_number) -%}
    {{ return(adapter.dispatch("regex_group", "tresse")(text, pattern, group_number)) }}
{%- endmacro %}

{% macro duckdb__regex_group(text, pattern, group_number) -%}
    nullif(regexp_extract({{ text }}, '{{ pattern }}', {{ group_number }}), '')
{%- endmacro %}

{% macro spark__regex_group(text, pattern, group_number) -%}
    nullif(regexp_extract({{ text }}, r'{{ java_pattern(pattern) }}', {{ group_number }}), '')
{%- endmacro %}

{# The text when the pattern is the whole of it, else null. #}
{% macro regex_only(text, pattern) -%}
    {{ regex_group(text, "^(?:" ~ pattern ~ ")$", 0) }}
{%- endmacro %}

{# Java's way to say the same: only a line feed ends a line, `$` is the very end of the text, letters of every
   script have two cases. #}
{% macro java_pattern(pattern) -%}
    (?d){{ pattern | replace("(?i)", "(?iu)") | replace("$", "\\z") }}
{%- endmacro %}
