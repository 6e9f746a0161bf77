{# Writes the models that Python reads after a build as Parquet: <folder>/<schema>/<model>. Run as an operation. #}
{% macro export_models(folder) -%}
    {{ return(adapter.dispatch("export_models", "tresse")(folder)) }}
{%- endmacro %}

{% macro duckdb__export_models(folder) -%}
    {{ exceptions.raise_compiler_error("DuckDB builds into the warehouse file itself: there is nothing to export.") }}
{%- endmacro %}

{# A statement, as no row of it is fetched: the executors write, each its part. #}
{% macro spark__export_models(folder) -%}
    {% for node in graph.nodes.values() if node.resource_type == "model" and (node.config.access == "public" or node.config.meta.get("exported")) %}
    {% call statement("export_" ~ node.name) %}
        insert overwrite directory 'file://{{ folder }}/{{ node.config.schema }}/{{ node.name }}' using parquet
        select * from {{ api.Relation.create(schema=node.schema, identifier=node.alias) }}
    {% endcall %}
    {% endfor %}
{%- endmacro %}
