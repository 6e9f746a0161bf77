{# What is left of a phone number without separators, extension, (0) and the ways to write +: digits,
   after a + when it names its country; null when letters or other signs are left (6.12E+08). #}
{% macro phone_digits(phone) -%}
    {%- set extension = "(?:;?ext[.=]?|x|#) *[0-9]{1,6}$" -%}
    {%- set number = regex_replace(lower_case(phone), "^tel:|" ~ extension ~ "|[.]0$|[(]0[)]", "") -%}
    {%- set joined = regex_replace(number, "[\\s\\pZ\\x{2010}-\\x{2015}\\x{200B}-\\x{200F}\\x{202A}-\\x{202E}\\x{FEFF}().\\x27/_-]", "") -%}
    {{ regex_only(regex_replace(joined, "^00", "+"), "[+]?[0-9]{4,17}") }}
{%- endmacro %}

{# The calling code that an international number begins with: its first digits say how long it is. #}
{% macro calling_code(digits) -%}
    {%- set of_two_digits = "2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]" -%}
    {{ regex_group(digits, "^[+](1|7|" ~ of_two_digits ~ "|[0-9]{3})", 1) }}
{%- endmacro %}

{# E.164 of phone_digits by a row of country_calling_codes (columns of the relation `plan`). First that
   has a length of that country: without trunk prefix, as it is, without a calling code lacking its +. #}
{% macro normalise_phone(digits, plan) -%}
    {%- set code, trunk = plan ~ ".calling_code", plan ~ ".trunk_prefix" -%}
    {%- set rest = "case when " ~ digits ~ " like '+%' then substr(" ~ digits ~ ", length(" ~ code ~ ") + 2) else " ~ digits ~ " end" -%}
    case
        when {{ code }} is null then {{ regex_only(digits, "[+][1-9][0-9]{7,14}") }}
        else '+' || {{ code }} || coalesce(
            {{ national_number(rest, trunk, plan) }}, {{ national_number(rest, "''", plan) }}, {{ national_number(rest, code, plan) }}
        )
    end
{%- endmacro %}

{# The number without a prefix; null when it does not begin with it or would have another length. #}
{% macro national_number(number, prefix, plan) -%}
    case
        when left({{ number }}, length({{ prefix }})) = {{ prefix }}
            and length({{ number }}) - length({{ prefix }}) between {{ plan }}.minimum_length and {{ plan }}.maximum_length
            then substr({{ number }}, length({{ prefix }}) + 1)
    end
{%- endmacro %}

{# Key of the row of numbering_plans that reads phone_digits. #}
{% macro numbering_plan_key(digits, country_code) -%}
    case when {{ digits }} like '+%' then '+' || {{ calling_code(digits) }} else {{ country_code }} end
{%- endmacro %}
