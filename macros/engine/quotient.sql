{# A quotient without a float between, rounded half away from zero to so many digits after the point; null
   when the denominator is 0. Both sides have at most four digits after theirs. #}
{% macro quotient(numerator, denominator, digits) -%}
    {%- set whole, parts = whole_units(numerator), "nullif(" ~ whole_units(denominator) ~ ", 0)" -%}
    {%- set half = "case when " ~ numerator ~ " < 0 then -1 else 1 end * abs(" ~ parts ~ ")" -%}
    (cast({{ whole_quotient("(" ~ whole ~ " * 2" ~ "0" * digits ~ " + " ~ half ~ ")", "(2 * " ~ parts ~ ")") }} as decimal(30, 0))
        * cast('0.{{ "0" * (digits - 1) }}1' as decimal({{ digits + 1 }}, {{ digits }})))
{%- endmacro %}

{# An exact number in ten-thousandths. #}
{% macro whole_units(number) -%}
    {{ return(adapter.dispatch("whole_units", "tresse")(number)) }}
{%- endmacro %}

{% macro duckdb__whole_units(number) -%}
    cast(cast({{ number }} as decimal(38, 4)) * 10000 as hugeint)
{%- endmacro %}

{% macro spark__whole_units(number) -%}
    cast({{ number }} * 10000 as decimal(38, 0))
{%- endmacro %}

{# A quotient of whole numbers, cut off towards zero. #}
{% macro whole_quotient(numerator, denominator) -%}
    {{ return(adapter.dispatch("whole_quotient", "tresse")(numerator, denominator)) }}
{%- endmacro %}

{% macro duckdb__whole_quotient(numerator, denominator) -%}
    {{ numerator }} // {{ denominator }}
{%- endmacro %}

{% macro spark__whole_quotient(numerator, denominator) -%}
    {{ numerator }} div {{ denominator }}
{%- endmacro %}
