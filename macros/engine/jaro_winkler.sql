{# Likeness of two texts from 0 to 1 (Winkler 1990). Engines agree on it in ASCII and from 0.88 upwards. #}
{% macro jaro_winkler(left_text, right_text) -%}
    {{ return(adapter.dispatch("jaro_winkler", "tresse")(left_text, right_text)) }}
{%- endmacro %}

{% macro duckdb__jaro_winkler(left_text, right_text) -%}
    jaro_winkler_similarity({{ left_text }}, {{ right_text }})
{%- endmacro %}

{% macro spark__jaro_winkler(left_text, right_text) -%}
    jaro_winkler_similarity({{ left_text }}, {{ right_text }})
{%- endmacro %}
