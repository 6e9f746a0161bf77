{# Writes the models that Python reads after a build as Parquet: <folder>/<schema>/<model>. Run as an operation. #}
{% macro export_models(folder) -%}
    {{ return(adapter.dispatch("export_models", "tresse")(folder)) }}
{%- endmacro %}

{% macro duckdb__export_models(folder) -%}
    {{ exceptions.raise_compiler_error("DuckDB builds into the warehouse file itself: there is nothing to export.") }}
{%- endmacro %}

{% macro spark__export_models(folder) -%}
    {% for node in graph.nodes.values() if node.resource_type == "model" and ((node.config.access == "public" and node.config.materialized != "view") or node.config.meta.get("exported")) %}
        {%- set rows = "select * from " ~ api.Relation.create(schema=node.schema, identifier=node.alias) -%}
        {% do write_parquet("export_" ~ node.name, folder ~ "/" ~ node.config.schema ~ "/" ~ node.name, rows) %}
    {% endfor %}
{%- endmacro %}

{# A statement, as no row of it is fetched: the executors write, each its part. #}
{% macro write_parquet(name, folder, rows) -%}
    {% call statement(name) %}
        insert overwrite directory 'file://{{ folder }}' using parquet {{ rows }}
    {% endcall %}
{%- endmacro %}
