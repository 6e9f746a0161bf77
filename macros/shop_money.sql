{# An amount in the shop's currency, rounded once per row so that sums add up; 0 when there is none. #}
{% macro shop_money(amount, rate) -%}
    cast(round(coalesce({{ amount }}, 0) * {{ rate }}, 4) as decimal(18, 4))
{%- endmacro %}
