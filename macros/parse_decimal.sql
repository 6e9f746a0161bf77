{# Number without any float between. Blanks, apostrophes and currency signs are dropped, `(12.50)` is negative.
   A mark that groups thousands goes; of `,` and `.` the other one is the decimal mark. NULL when unreadable. #}
{% macro parse_decimal(column, type="decimal(18,4)") -%}
    {%- set text = bare_number(column) -%}
    case
        when {{ regex_matches_whole(column, "-?\\d+([.]\\d{1,2})?") }} then try_cast({{ column }} as {{ type }})
        when {{ groups_thousands(text, ".", ",") }}
            then try_cast(replace(replace({{ text }}, '.', ''), ',', '.') as {{ type }})
        when {{ groups_thousands(text, ",", ".") }}
            then try_cast(replace({{ text }}, ',', '') as {{ type }})
        when {{ regex_matches_whole(text, "[+-]?(\\d+[.,]?\\d*|[.,]\\d+)([eE][+-]?\\d+)?") }}
            then try_cast(replace({{ text }}, ',', '.') as {{ type }})
    end
{%- endmacro %}

{# Only digits, marks and an ASCII minus are left of `−1 234,50 €`. #}
{% macro bare_number(column) -%}
    {%- set dropped = " \t\u00a0\u202f€$£¥’''" -%}
    {{ regex_replace("translate(" ~ column ~ ", '\u2212" ~ dropped ~ "', '-')", "^[(](.+)[)]$", "-\\1") }}
{%- endmacro %}

{# Groups of three digits prove it, but `1.234` alone does not: there the decimal mark of the source decides. #}
{% macro groups_thousands(text, mark, decimal_mark) -%}
    {%- set first, group = "-?[1-9]\\d{0,2}", "[" ~ mark ~ "]\\d{3}" -%}
    (
        {{ regex_matches_whole(text, first ~ "(" ~ group ~ ")+([" ~ decimal_mark ~ "]\\d+|" ~ group ~ ")") }}
        or {{ source_setting("decimal_mark") }} = '{{ decimal_mark }}' and {{ regex_matches_whole(text, first ~ group) }}
    )
{%- endmacro %}

{# NULL for a number with a fraction: nothing is rounded. #}
{% macro parse_integer(column) -%}
    case
        when {{ parse_decimal(column) }} % 1 = 0 then try_cast({{ parse_decimal(column) }} as integer)
    end
{%- endmacro %}
