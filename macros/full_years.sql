{# Completed years from one date to a later one, an age: who was born on 29 February has them on 1 March. #}
{% macro full_years(earlier, later) -%}
    cast(year({{ later }}) - year({{ earlier }}) - case
        when month({{ later }}) * 100 + day({{ later }}) < month({{ earlier }}) * 100 + day({{ earlier }}) then 1
        else 0
    end as integer)
{%- endmacro %}
