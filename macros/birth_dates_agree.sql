{# Two birth dates that one person may have given: equal, one unknown, or day and month swapped. #}
{% macro birth_dates_agree(left_date, right_date) -%}
    (
        {{ left_date }} is null
        or {{ right_date }} is null
        or {{ left_date }} = {{ right_date }}
        or (
            year({{ left_date }}) = year({{ right_date }})
            and month({{ left_date }}) = day({{ right_date }})
            and day({{ left_date }}) = month({{ right_date }})
        )
    )
{%- endmacro %}
