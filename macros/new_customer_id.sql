{# A surrogate that says nothing of the person and is the same in every rebuild. #}
{% macro new_customer_id(record_id, previous_customer_id, occasion="''") -%}
    'c_' || left(md5(
        '{{ var("customer_id_salt") }}|' || {{ record_id }}
        || '|' || coalesce({{ previous_customer_id }}, '') || '|' || cast({{ occasion }} as string)
    ), 20)
{%- endmacro %}
