{# A street line and its postal code for comparison: small letters, no accents, words of streets in full. #}
{% macro address_key(address_line, postal_code) -%}
    {%- set words = regex_replace(drop_accents(lower_case(address_line)), "[^a-z0-9]+", " ") -%}
    {%- set long = namespace(words="' ' || " ~ words ~ " || ' '") -%}
    {%- for short, full in [("av", "avenue"), ("ave", "avenue"), ("bd", "boulevard"), ("bld", "boulevard"), ("bvd", "boulevard"), ("blvd", "boulevard"), ("r", "rue"), ("pl", "place"), ("st", "saint"), ("ste", "sainte"), ("ch", "chemin"), ("chem", "chemin"), ("imp", "impasse"), ("all", "allee"), ("rte", "route"), ("fg", "faubourg"), ("fbg", "faubourg"), ("sq", "square")] -%}
        {%- set long.words = "replace(" ~ long.words ~ ", ' " ~ short ~ " ', ' " ~ full ~ " ')" -%}
    {%- endfor -%}
    nullif(replace({{ long.words }}, ' ', ''), '') || '|' || nullif(replace({{ lower_case(postal_code) }}, ' ', ''), '')
{%- endmacro %}
