{# The larger, the more restrictive. #}
{% macro consent_severity(state) -%}
    case {{ state }} when 'withdrawn' then 4 when 'refused' then 3 when 'pending' then 2 else 1 end
{%- endmacro %}

{# When a statement counts as made: a permission without a date is the oldest, anything else the newest. #}
{% macro consent_moment(stated_at, state) -%}
    coalesce({{ stated_at }}, case
        when {{ state }} = 'granted' then cast('0001-01-01' as timestamp)
        else cast('9999-12-31' as timestamp)
    end)
{%- endmacro %}
