{# A name for comparison: lower case, no accents, no spaces or punctuation; null when nothing is left. #}
{% macro fold_name(name) -%}
    {%- set latin = "replace(replace(replace(replace(" ~ lower_case(name) ~ ", 'œ', 'oe'), 'æ', 'ae'), 'ß', 'ss'), 'ø', 'o')" -%}
    nullif({{ regex_replace(drop_accents("replace(replace(" ~ latin ~ ", 'ł', 'l'), 'đ', 'd')"), "[^\\pL\\pN]", "") }}, '')
{%- endmacro %}
