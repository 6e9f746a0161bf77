{# What a strategy of the seed survivorship_rules orders by: the smallest survives. #}
{% macro survivorship_score(strategy) -%}
    case {{ strategy }}
        when 'most_complete' then missing_parts
        when 'source_priority' then priority
        when 'most_recent' then recency_rank
        when 'most_frequent' then -record_count
        when 'verified_first' then verification_rank
    end
{%- endmacro %}

{# Whether a name is but initials: J, J.-P. or J. P., not Jo, nor a name of one sign in other scripts. #}
{% macro is_initials(name) -%}
    {%- set letter = "[A-Za-zÀ-ÖØ-öø-ÿ]" -%}
    {{ regex_matches_whole(name, "\\s*" ~ letter ~ "[.]?(?:[\\s-]+" ~ letter ~ "[.]?|" ~ letter ~ "[.])*\\s*") }}
{%- endmacro %}

{# How far a name or street is from how its owner writes it: all in capitals or all small, then without accents. #}
{% macro spelling_faults(text) -%}
    {%- set has_small, has_capital = regex_matches(text, "\\p{Ll}"), regex_matches(text, "\\p{Lu}") -%}
    case
        when {{ has_small }} and {{ has_capital }}
            then case when {{ text }} = {{ drop_accents(text) }} then 1 else 0 end
        when {{ has_small }} or {{ has_capital }} then 2
        else 0
    end
{%- endmacro %}
