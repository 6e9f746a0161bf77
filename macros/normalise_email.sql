{# An e-mail address as a key, null when it has not the shape of one. Gmail ignores dots and +tags, so
   they do not make another address; elsewhere a +tag may be another person's. #}
{% macro normalise_email(email) -%}
    case
        when {{ clean_email(email) }} like '%@gmail.com'
            then {{ regex_only(bare_gmail(clean_email(email)), email_shape()) }}
        else {{ regex_only(clean_email(email), email_shape()) }}
    end
{%- endmacro %}

{# Lower case, composed, without what mail programs and spreadsheets add around or inside. #}
{% macro clean_email(email) -%}
    {%- set visible = regex_replace(email, "[\\x{00AD}\\x{200B}-\\x{200F}\\x{2060}\\x{FEFF}]", "") -%}
    {%- set bare = regex_replace(visible, "^.*<|(?i)^[^a-z0-9@]*mailto:|>.*$|[?].*$", "") -%}
    {%- set trimmed = regex_replace(bare, "^[\\s\\x{00A0}\"''(]+|[\\s\\x{00A0}\"''),.:;]+$", "") -%}
    {{ regex_replace(compose_unicode("lower(" ~ trimmed ~ ")"), "@googlemail[.]com$", "@gmail.com") }}
{%- endmacro %}

{% macro bare_gmail(email) -%}
    replace({{ regex_replace("split_part(" ~ email ~ ", '@', 1)", "[+].*$", "") }}, '.', '') || '@gmail.com'
{%- endmacro %}

{# No two dots in a row, no dot at an end of the local part, a domain of at least two labels. #}
{% macro email_shape() -%}
    {%- set atom = "[^@\\s\\pZ.,:;<>()\"\\[\\]\\\\]+" -%}
    {{ atom }}(?:[.]{{ atom }})*@(?:[\pL\pN](?:[\pL\pN-]*[\pL\pN])?[.])+(?:\pL{2,}|xn--[a-z0-9-]+)
{%- endmacro %}
