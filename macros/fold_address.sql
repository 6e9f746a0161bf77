{# A line of an address for comparison: its words in small letters without accents, one space around each, what
   is often abbreviated as its abbreviation. Null when nothing is left. #}
{% macro fold_address(line) -%}
    {%- set latin = "replace(replace(replace(" ~ lower_case(line) ~ ", 'œ', 'oe'), 'æ', 'ae'), 'ß', 'ss')" -%}
    {%- set words = namespace(sql=regex_replace(drop_accents(latin), "[^\\pL\\pN]+", " ")) -%}
    {%- for short, written in address_abbreviations().items() -%}
        {%- set words.sql = regex_replace(words.sql, "\\b(?:" ~ written ~ ")\\b", short) -%}
    {%- endfor -%}
    {#- 12 bis and 12bis are one door. -#}
    {%- set joined = regex_replace(words.sql, "([0-9]) ?(bis|ter|quater)\\b", "\\1\\2") -%}
    nullif(' ' || trim({{ regex_replace(joined, " +", " ") }}) || ' ', '  ')
{%- endmacro %}

{# Articles are left out as often as not. A saint and a street share an abbreviation, as they do on letters. #}
{% macro address_abbreviations() -%}
    {{ return({
        "av": "avenue|ave|aven", "bd": "boulevard|bld|blvd|boul", "r": "rue", "pl": "place|plc", "imp": "impasse",
        "all": "allee|allees|al", "ch": "chemin|che|chem", "rte": "route", "sq": "square", "crs": "cours",
        "fg": "faubourg|fbg", "qu": "quai|q", "res": "residence|resid", "lot": "lotissement", "pass": "passage",
        "apt": "appartement|appt|app|appart", "bat": "batiment|bt", "esc": "escalier", "etg": "etage|et",
        "st": "saint|sainte|ste|street", "gal": "general", "mal": "marechal", "dr": "docteur", "rd": "road",
        "": "de|du|des|d|l|la|le|les|no|numero"
    }) }}
{%- endmacro %}

{# The door that a street line and a postal code name; null unless both are there. #}
{% macro address_key(address_line, postal_code) -%}
    replace({{ fold_address(address_line) }}, ' ', '') || '|' || {{ fold_name(postal_code) }}
{%- endmacro %}
