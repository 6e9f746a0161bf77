{# Tables that outlive every rebuild (see models/_published__sources.yml), made empty on the first run. #}
{% macro create_published_state() -%}
    {% if execute %}
    {% do adapter.create_schema(api.Relation.create(database=target.database, schema="published")) %}
    {% for source in graph.sources.values() if source.source_name == "published" %}
    {% do run_query("create table if not exists published." ~ source.name ~ " (" ~ published_columns(source) ~ ")") %}
    {% endfor %}
    {% endif %}
{%- endmacro %}

{% macro published_columns(source) -%}
    {% for column in source.columns.values() %}{{ column.name }} {{ column.data_type }}{{ ", " if not loop.last }}{% endfor %}
{%- endmacro %}
