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

{# A table over the Parquet that landing and the last publication wrote, or over the copy of a loader's table, which
   raw.loaded_tables knows. A schema that is not ours is left alone. #}
{% macro spark__prepare_sources() -%}
    {% for source in graph.sources.values() if source.schema == target.schema ~ "_" ~ source.source_name %}
        {% do declare_source(source, source.source_name ~ "/" ~ source.name) %}
    {% endfor %}
    {%- set copies = run_query("select source_table, folder from " ~ target.schema ~ "_raw.loaded_tables") -%}
    {%- set folders = dict(copies.rows | map("list")) -%}
    {% for source in graph.sources.values() if source.source_name == "raw" and source.name in folders %}
        {% do declare_source(source, folders[source.name]) %}
    {% endfor %}
{%- endmacro %}

{# Made anew each time: Spark remembers the files of a folder. #}
{% macro declare_source(source, folder) -%}
    {%- set relation = source_relation(source) -%}
    {% do adapter.create_schema(relation) %}
    {% call statement("forget_" ~ source.name) %}drop table if exists {{ relation }}{% endcall %}
    {% call statement("declare_" ~ source.name) -%}
        create table {{ relation }} ({{ source_columns(source) }})
        using parquet location 'file://{{ env_var("TRESSE_DATA") }}/lake/{{ folder }}'
    {%- endcall %}
{%- endmacro %}

{% macro source_relation(source) -%}
    {{ return(api.Relation.create(database=source.database, schema=source.schema, identifier=source.name)) }}
{%- endmacro %}

{% macro source_columns(source) -%}
    {% for column in source.columns.values() %}{{ column.name }} {{ column.data_type }}{{ ", " if not loop.last }}{% endfor %}
{%- endmacro %}
