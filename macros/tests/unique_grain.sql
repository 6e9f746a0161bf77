{# Fails with every key that is null in a part or stands on more than one row. #}
{% test unique_grain(model, columns) %}
select
    {{ columns | join(", ") }},
    count(*) as row_count

from {{ model }}

group by {{ columns | join(", ") }}

having count(*) > 1 or {{ columns | join(" is null or ") }} is null
{% endtest %}
