{# Composed form, so that the same letters typed on two systems compare equal. #}
{% macro compose_unicode(text) -%}
    {{ return(adapter.dispatch("compose_unicode", "tresse")(text)) }}
{%- endmacro %}

{% macro duckdb__compose_unicode(text) -%}
    nfc_normalize({{ text }})
{%- endmacro %}

{# Letters without their accents. #}
{% macro drop_accents(text) -%}
    {{ return(adapter.dispatch("drop_accents", "tresse")(text)) }}
{%- endmacro %}

{% macro duckdb__drop_accents(text) -%}
    strip_accents({{ text }})
{%- endmacro %}
