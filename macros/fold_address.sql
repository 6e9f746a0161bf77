{# A line of an address for comparison: its words in small letters without accents, one space around each, what
   is often abbreviated as its abbreviation. Null when nothing is left. Articles are left out as often as not; a
   saint and a street share an abbreviation, as they do on letters. #}
{% macro fold_address(line) -%}
    {%- set abbreviations = {
        "av": "avenue|ave|aven", "bd": "boulevard|bld|blvd|boul", "r": "rue", "pl": "place|plc", "imp": "impasse",
        "all": "allee|allees|al", "ch": "chemin|che|chem", "rte": "route", "sq": "square", "crs": "cours",
        "fg": "faubourg|fbg", "qu": "quai|q", "res": "residence|resid", "lot": "lotissement", "pass": "passage",
        "apt": "appartement|appt|app|appart", "bat": "batiment|bt", "esc": "escalier", "etg": "etage|et",
        "st": "saint|sainte|ste|street", "gal": "general", "mal": "marechal", "dr": "docteur", "rd": "road",
        "": "de|du|des|d|l|la|le|les|no|numero"
    } -%}
    {%- set latin = "replace(replace(replace(" ~ lower_case(line) ~ ", 'œ', 'oe'), 'æ', 'ae'), 'ß', 'ss')" -%}
    {#- Two spaces between words: each has its own on both sides. -#}
    {%- set spaced = regex_replace(drop_accents(latin), "[^\\pL\\pN]+", "  ") -%}
    {%- set words = namespace(sql="(' ' || " ~ spaced ~ " || ' ')") -%}
    {%- for short, written in abbreviations.items() -%}
        {%- set words.sql = regex_replace(words.sql, " (?:" ~ written ~ ") ", " " ~ short ~ " ") -%}
    {%- endfor -%}
    {#- 12 bis and 12bis are one door. -#}
    {%- set joined = regex_replace(words.sql, "([0-9]) +(bis|ter|quater) ", "\\1\\2 ") -%}
    nullif(' ' || trim({{ regex_replace(joined, " +", " ") }}) || ' ', '  ')
{%- endmacro %}

{# The door that a street line and a postal code name; null unless both are there. #}
{% macro address_key(address_line, postal_code) -%}
    replace({{ fold_address(address_line) }}, ' ', '') || '|' || {{ fold_name(postal_code) }}
{%- endmacro %}
