{# The company behind a registration number, whatever it is written as: SIREN, SIRET (a branch of it) or French VAT
   number are FR and nine digits, others their letters and digits after their country. Null for a number of one digit. #}
{% macro registration_key(registration_no, country_code) -%}
    {%- set number = "upper(" ~ regex_replace(registration_no, "[^0-9A-Za-z]", "") ~ ")" -%}
    {%- set country = "coalesce(" ~ country_code ~ ", '" ~ var("default_country") ~ "')" -%}
    case
        when {{ number }} = '' or {{ regex_matches(number, "^(?:[A-Z]{2})?(?:0+|1+|2+|3+|4+|5+|6+|7+|8+|9+)$") }} then null
        when {{ regex_matches(number, "^FR[0-9A-Z]{2}[0-9]{9}$") }} then 'FR' || substr({{ number }}, 5)
        when {{ country }} = 'FR' and {{ regex_matches(number, "^[0-9]{9}(?:[0-9]{5})?$") }} then 'FR' || substr({{ number }}, 1, 9)
        when substr({{ number }}, 1, 2) = {{ country }} then {{ number }}
        else {{ country }} || {{ number }}
    end
{%- endmacro %}

{# The host of a web address or domain, without www; null when it is none. #}
{% macro domain_key(domain) -%}
    {%- set host = regex_replace(lower_case(domain), "^\\s*(?:[a-z]+://)?(?:www[0-9]?[.])?|[/?#:\\s].*$", "") -%}
    {{ regex_only(host, "(?:[\\pL\\pN](?:[\\pL\\pN-]*[\\pL\\pN])?[.])+(?:\\pL{2,}|xn--[a-z0-9-]+)") }}
{%- endmacro %}
