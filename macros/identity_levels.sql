{# How alike the first names of two profiles are. Two names that people have are two names, however much
   alike they are (Jean, Jeanne); one that hardly anybody has is a misspelling. #}
{% macro first_name_level(l, r) -%}
    case
        when {{ l }}.first_name_key = {{ r }}.first_name_key then 'same'
        when {{ l }}.first_name_key = {{ r }}.last_name_key and {{ l }}.last_name_key = {{ r }}.first_name_key then 'swapped'
        when {{ are_alike(l ~ ".first_name_key", r ~ ".first_name_key") }}
            then case
                when {{ is_misspelling(l, r) }} or {{ is_misspelling(r, l) }} then 'misspelt'
                else 'alike'
            end
        when {{ begins_with(l ~ ".first_name_key", r ~ ".first_name_key", 3) }} then 'part'
        else 'different'
    end
{%- endmacro %}

{# Seen far less than what it is much like; of a name that no list has, less is enough. #}
{% macro is_misspelling(rare, common) -%}
    {{ rare }}.first_name_count * 20 <= {{ common }}.first_name_count
    or (
        not {{ rare }}.is_listed_name
        and ({{ rare }}.first_name_count <= 2 or {{ rare }}.first_name_count * 4 <= {{ common }}.first_name_count)
    )
{%- endmacro %}

{% macro last_name_level(l, r) -%}
    case
        when {{ l }}.last_name_key is null or {{ r }}.last_name_key is null then 'missing'
        when {{ l }}.last_name_key = {{ r }}.last_name_key
            then case
                when greatest({{ l }}.full_name_count, {{ r }}.full_name_count) <= 3 then 'same_rare'
                when greatest({{ l }}.full_name_count, {{ r }}.full_name_count) <= 20 then 'same'
                else 'same_common'
            end
        when {{ l }}.first_name_key = {{ r }}.last_name_key and {{ l }}.last_name_key = {{ r }}.first_name_key then 'swapped'
        when {{ are_alike(l ~ ".last_name_key", r ~ ".last_name_key") }} then 'alike'
        when {{ begins_with(l ~ ".last_name_key", r ~ ".last_name_key", 4) }} then 'part'
        else 'different'
    end
{%- endmacro %}

{# close: day and month swapped, or one of year, month and day differs. #}
{% macro birth_date_level(left_date, right_date) -%}
    case
        when {{ left_date }} is null or {{ right_date }} is null then 'missing'
        when {{ left_date }} = {{ right_date }} then 'same'
        when year({{ left_date }}) = year({{ right_date }})
            and month({{ left_date }}) = day({{ right_date }})
            and day({{ left_date }}) = month({{ right_date }}) then 'swapped'
        when case when year({{ left_date }}) = year({{ right_date }}) then 1 else 0 end
            + case when month({{ left_date }}) = month({{ right_date }}) then 1 else 0 end
            + case when day({{ left_date }}) = day({{ right_date }}) then 1 else 0 end = 2 then 'close'
        else 'different'
    end
{%- endmacro %}

{# Engines agree on this likeness in ASCII and from 0.88 upwards only. #}
{% macro are_alike(left_name, right_name) -%}
    {{ regex_matches_whole(left_name, "[a-z0-9]{3,}") }}
    and {{ regex_matches_whole(right_name, "[a-z0-9]{3,}") }}
    and (
        {{ jaro_winkler(left_name, right_name) }} >= 0.92
        or (least(length({{ left_name }}), length({{ right_name }})) >= 4 and levenshtein({{ left_name }}, {{ right_name }}) <= 1)
    )
{%- endmacro %}

{% macro begins_with(left_name, right_name, letters) -%}
    (
        length({{ left_name }}) >= {{ letters }} and length({{ right_name }}) >= {{ letters }}
        and (
            {{ left_name }} = left({{ right_name }}, length({{ left_name }}))
            or {{ right_name }} = left({{ left_name }}, length({{ right_name }}))
        )
    )
{%- endmacro %}

{# Whether a mailbox is named after somebody of the same last name and another initial. #}
{% macro is_mailbox_of_namesake(mailbox_name, person) -%}
    {%- set rest = regex_replace("replace(" ~ mailbox_name ~ ", " ~ person ~ ".last_name_key, '')", "[^a-z]", "") -%}
    coalesce(
        length({{ person }}.last_name_key) >= 3
        and replace({{ mailbox_name }}, {{ person }}.last_name_key, '') <> {{ mailbox_name }}
        and {{ rest }} <> ''
        and left({{ rest }}, 1) <> {{ person }}.initial,
        false
    )
{%- endmacro %}
