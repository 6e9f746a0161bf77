{# A date as ISO 8601 writes it, where its source declares that it puts the day first (`date_format: dmy`) or the
   month (`mdy`): nobody can tell from 11/01/2025, so nothing is guessed. Everything else stays as it is. #}
{% macro iso_text(column) -%}
    {%- set formats = var("sources") | map(attribute="date_format", default="iso") | unique | list -%}
    {%- if formats == ["iso"] -%}
        {{ column }}
    {%- else -%}
        case
            {% for source in var("sources") if source.date_format in ["dmy", "mdy"] -%}
            when source_id = '{{ source.id }}' then {{ iso_of_parts(column, source.date_format) }}
            {% endfor %}
            else {{ column }}
        end
    {%- endif -%}
{%- endmacro %}

{# `3/15/2024 2:30 PM` as `2024-03-15 14:30`. #}
{% macro iso_of_parts(column, date_format) -%}
    {%- set date = "^ *(\\d{1,2})[/.-](\\d{1,2})[/.-](\\d{4})" -%}
    {%- set order = "\\3-\\2-\\1" if date_format == "dmy" else "\\3-\\1-\\2" -%}
    {%- set parts = regex_replace(column, date, order) -%}
    {%- set month_padded = regex_replace(parts, "^(\\d{4})-(\\d)-", "\\1-0\\2-") -%}
    {{ hour_of_day(regex_replace(month_padded, "^(\\d{4}-\\d{2})-(\\d)( |$)", "\\1-0\\2\\3")) }}
{%- endmacro %}

{# A time of day said with AM or PM, as a clock of 24 hours says it. #}
{% macro hour_of_day(text) -%}
    {%- set time = "^(.{10}) (\\d{1,2})(:\\d{2}(:\\d{2})?) ?([aApP])[.]?[mM][.]? *$" -%}
    {%- set hour = "try_cast(" ~ regex_group(text, time, 2) ~ " as integer)" -%}
    {%- set afternoon = "case when lower(" ~ regex_group(text, time, 5) ~ ") = 'p' then 12 else 0 end" -%}
    case
        when {{ hour }} between 1 and 12
            then {{ regex_group(text, time, 1) }} || ' ' || lpad(cast({{ hour }} % 12 + {{ afternoon }} as string), 2, '0') || {{ regex_group(text, time, 3) }}
        else {{ regex_replace(text, "^(.{10}) (\\d:)", "\\1 0\\2") }}
    end
{%- endmacro %}
