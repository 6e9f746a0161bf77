{# An instant some hours after another, or before it when negative. #}
{% macro add_hours(timestamp, hours) -%}
    ({{ timestamp }} + interval '{{ hours }}' hour)
{%- endmacro %}
