{# The one clock: the last complete local day of the shop. Given as the variable as_of or as
   TRESSE_AS_OF; without either, yesterday in the shop's time zone. #}
{% macro as_of() -%}
    cast('{{ var("as_of", env_var("TRESSE_AS_OF", "")) or yesterday() }}' as date)
{%- endmacro %}

{% macro yesterday() -%}
    {{ (run_started_at.astimezone(modules.pytz.timezone(var("time_zone"))) - modules.datetime.timedelta(days=1)).date() }}
{%- endmacro %}

{# First day of a window of N days that ends on as_of: compare with `>`. #}
{% macro days_ago(days) -%}
    {{ add_days(as_of(), -days) }}
{%- endmacro %}

{# The same for calendar months, clamped at the end of the month. #}
{% macro months_ago(months) -%}
    {{ add_months(as_of(), -months) }}
{%- endmacro %}

{# The instant (UTC) at which the as_of day ends: nothing later is known. #}
{% macro as_of_end() -%}
    {{ local_midnight_utc(add_days(as_of(), 1)) }}
{%- endmacro %}

{# An instant N hours before the end of the as_of day. #}
{% macro hours_ago(hours) -%}
    {{ add_hours(as_of_end(), -hours) }}
{%- endmacro %}
