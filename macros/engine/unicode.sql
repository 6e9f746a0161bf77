{# Letter by letter, whatever the language and the letters around: a Σ at the end of a word, an İ. #}
{% macro lower_case(text) -%}
    {{ return(adapter.dispatch("lower_case", "tresse")(text)) }}
{%- endmacro %}

{% macro duckdb__lower_case(text) -%}
    lower({{ text }})
{%- endmacro %}

{% macro spark__lower_case(text) -%}
    lower(translate({{ text }}, 'Σİ', 'σi'))
{%- endmacro %}

{# Composed form, so that the same letters typed on two systems compare equal. #}
{% macro compose_unicode(text) -%}
    {{ return(adapter.dispatch("compose_unicode", "tresse")(text)) }}
{%- endmacro %}

{% macro duckdb__compose_unicode(text) -%}
    nfc_normalize({{ text }})
{%- endmacro %}

{# Spark has no such function, but ships ICU, which has. Plain ASCII, nearly all text, is spared the call. #}
{% macro spark__compose_unicode(text) -%}
    case
        when {{ text }} rlike r'[^\x00-\x7F]' then reflect('com.ibm.icu.text.Normalizer', 'compose', {{ text }}, false)
        else {{ text }}
    end
{%- endmacro %}

{# Letters without their accents. #}
{% macro drop_accents(text) -%}
    {{ return(adapter.dispatch("drop_accents", "tresse")(text)) }}
{%- endmacro %}

{% macro duckdb__drop_accents(text) -%}
    strip_accents({{ text }})
{%- endmacro %}

{% macro spark__drop_accents(text) -%}
    {%- set decomposed = "reflect('com.ibm.icu.text.Normalizer', 'decompose', " ~ text ~ ", false)" -%}
    case
        when {{ text }} rlike r'[^\x00-\x7F]'
            then reflect('com.ibm.icu.text.Normalizer', 'compose', regexp_replace({{ decomposed }}, r'\p{M}', ''), false)
        else {{ text }}
    end
{%- endmacro %}
