{# A hash of 63 bits as a bigint: the same in every engine and every version of it. #}
{% macro hash64(text) -%}
    {{ return(adapter.dispatch("hash64", "tresse")(text)) }}
{%- endmacro %}

{% macro duckdb__hash64(text) -%}
    cast(cast('0x' || left(md5({{ text }}), 16) as ubigint) >> 1 as bigint)
{%- endmacro %}

{% macro spark__hash64(text) -%}
    (cast(conv(left(md5({{ text }}), 16), 16, 10) as decimal(20, 0)) div 2)
{%- endmacro %}
