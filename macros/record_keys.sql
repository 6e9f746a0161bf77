{# Key of a subscriber's record: a tool keeps one person's channels under one id. #}
{% macro subscriber_key(subscriber_id, channel) -%}
    case when {{ channel }} = 'email' then {{ subscriber_id }} else {{ subscriber_id }} || ':' || {{ channel }} end
{%- endmacro %}
