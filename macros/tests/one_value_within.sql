{# Fails with every group of this model's rows whose rows of another model hold two values of a column. #}
{% test one_value_within(model, group_column, to, key, column) %}
select
    groups.{{ group_column }},
    count(distinct details.{{ column }}) as value_count

from {{ model }} as groups

inner join {{ to }} as details
    on groups.{{ key }} = details.{{ key }}

group by groups.{{ group_column }}

having count(distinct details.{{ column }}) > 1
{% endtest %}
