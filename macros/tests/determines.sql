{# Fails with every value of one column that goes with two values of another. #}
{% test determines(model, column, other) %}
select
    {{ column }},
    min({{ other }}) as one_value,
    max({{ other }}) as another_value

from {{ model }}

group by {{ column }}

having min({{ other }}) <> max({{ other }})
{% endtest %}
