{# The e-mail address to write to, as its owner gave it: lower case, composed, without what mail programs
   and spreadsheets add around or inside; null when it has not the shape of one. #}
{% macro clean_email(email) -%}
    {%- set visible = regex_replace(email, "[\\x{00AD}\\x{200B}-\\x{200F}\\x{2060}\\x{FEFF}]", "") -%}
    {%- set bare = regex_replace(visible, "^.*<|(?i)^[^a-z0-9@]*mailto:|>.*$|[?].*$", "") -%}
    {#- Of several in one cell the first is the one that was typed first. -#}
    {%- set first = regex_replace(bare, "(@[^@;,|/\\s]+)[;,|/\\s].*$", "\\1") -%}
    {%- set trimmed = regex_replace(first, "^[\\s\\x{00A0}\"\\x27(]+|[\\s\\x{00A0}\"\\x27),.:;]+$", "") -%}
    {%- set clean = compose_unicode(lower_case(trimmed)) -%}
    case when length({{ clean }}) <= 254 then {{ regex_only(clean, email_shape()) }} end
{%- endmacro %}

{# The key of a clean address, never an address to write to. Gmail ignores dots and +tags, so they do not
   make another address; elsewhere a +tag may be another person's. #}
{% macro email_key(address) -%}
    {%- set name = regex_replace("split_part(" ~ address ~ ", '@', 1)", "[+].*$", "") -%}
    case
        when {{ is_one_of("split_part(" ~ address ~ ", '@', 2)", ["gmail[.]com", "googlemail[.]com"]) }}
            then replace({{ name }}, '.', '') || '@gmail.com'
        else {{ address }}
    end
{%- endmacro %}

{# No two dots in a row, no dot at an end of the local part, a domain of at least two labels; nothing that a
   spreadsheet takes for a formula or that breaks a cell. Publication checks the same shape. #}
{% macro email_shape() -%}
    {%- set unfit = "@\\s\\pZ\\pC.,:;<>()\"\\[\\]\\\\" -%}
    {%- set atom = "[^" ~ unfit ~ "]+" -%}
    [^{{ unfit }}=+-]{{ atom[:-1] }}*(?:[.]{{ atom }})*@(?:[\pL\pN](?:[\pL\pN-]*[\pL\pN])?[.])+(?:\pL{2,}|xn--[a-z0-9-]+)
{%- endmacro %}

{# The part of an e-mail key before the @, without dots and dashes: what its owner takes to the next provider. #}
{% macro mailbox_name(email_key) -%}
    {{ regex_replace("split_part(" ~ email_key ~ ", '@', 1)", "[._-]", "") }}
{%- endmacro %}
