{# Before the first model: everything that models read and nobody built is there, if only empty. #}
{% macro prepare_sources() -%}
    {% if execute %}{{ adapter.dispatch("prepare_sources", "tresse")() }}{% endif %}
{%- endmacro %}

{# Landing has made the raw tables; what publications leave behind is made empty on the first run. #}
{% macro duckdb__prepare_sources() -%}
    {% for source in graph.sources.values() if source.source_name == "published" %}
    {% do adapter.create_schema(source_relation(source)) %}
    {% do run_query("create table if not exists " ~ source_relation(source) ~ " (" ~ source_columns(source) ~ ")") %}
    {% endfor %}
{%- endmacro %}

{# A table over the Parquet that landing and the last publication wrote. Made anew each time: Spark remembers the
   files of a folder. A schema that a loader fills by itself is left alone. #}
{% macro spark__prepare_sources() -%}
    {% for source in graph.sources.values() if source.schema == target.schema ~ "_" ~ source.source_name %}
    {%- set relation = source_relation(source) -%}
    {%- set folder = "file://" ~ env_var("TRESSE_DATA") ~ "/lake/" ~ source.source_name ~ "/" ~ source.name -%}
    {% do adapter.create_schema(relation) %}
    {% call statement("forget_" ~ source.name) %}drop table if exists {{ relation }}{% endcall %}
    {% call statement("declare_" ~ source.name) -%}
        create table {{ relation }} ({{ source_columns(source) }}) using parquet location '{{ folder }}'
    {%- endcall %}
    {% endfor %}
{%- endmacro %}

{% macro source_relation(source) -%}
    {{ return(api.Relation.create(database=source.database, schema=source.schema, identifier=source.name)) }}
{%- endmacro %}

{% macro source_columns(source) -%}
    {% for column in source.columns.values() %}{{ column.name }} {{ column.data_type }}{{ ", " if not loop.last }}{% endfor %}
{%- endmacro %}
