{# Copies those of the tables that a loader's schema has: <folder>/<table>. The loader's schema is only read. Run as an
   operation. #}
{% macro copy_loaded_tables(schema, tables, folder) -%}
    {{ return(adapter.dispatch("copy_loaded_tables", "tresse")(schema, tables, folder)) }}
{%- endmacro %}

{% macro duckdb__copy_loaded_tables(schema, tables, folder) -%}
    {{ exceptions.raise_compiler_error("raw_schema names a schema of Spark's catalogue, and the target is DuckDB.") }}
{%- endmacro %}

{% macro spark__copy_loaded_tables(schema, tables, folder) -%}
    {% if schema.split(".") | last | lower in graph.sources.values() | map(attribute="schema") | map("lower") %}
        {{ exceptions.raise_compiler_error("raw_schema names " ~ schema ~ ", which tresse fills itself: name the loader's.") }}
    {% endif %}
    {%- set found = run_query("show tables in " ~ schema).columns["tableName"].values() | map("lower") | list -%}
    {% for source in graph.sources.values() if source.source_name == "raw" and source.name in tables and source.name in found %}
        {% do write_parquet("copy_" ~ source.name, folder ~ "/" ~ source.name, loaded_rows(source, schema)) %}
    {% endfor %}
{%- endmacro %}

{# The columns of the contract that the loader's table has, in its own types, which Python judges; and what landing adds
   to the rows of a file. A moment of loading is a delivery, as a file is: rows of another one are no part of it. #}
{% macro loaded_rows(source, schema) -%}
    {%- set relation = api.Relation.create(schema=schema, identifier=source.name) -%}
    {%- set types = {} -%}
    {%- for column in adapter.get_columns_in_relation(relation) -%}
        {%- do types.update({column.name | lower: column.dtype | lower}) -%}
    {%- endfor -%}
    {%- set ours = ["source_file", "source_line", "row_hash"] -%}
    {%- set names = source.columns | select("in", types) | reject("in", ours) | list -%}
    select
        {% for name in names %}
        {% if name == "loaded_at" %}try_cast({{ name }} as timestamp)
        {% elif types[name] == "void" %}cast(null as string)
        {% else %}{{ name }}{% endif %} as {{ name }},
        {% endfor %}
        concat('{{ schema }}.{{ source.name }}/', {{ "loaded_at" if "loaded_at" in names else "null" }}) as source_file,
        monotonically_increasing_id() as source_line,
        cast({{ hash64("to_json(struct(" ~ names | reject("in", ["loaded_at"]) | join(", ") ~ "))") }} as string) as row_hash
    from {{ relation }}
{%- endmacro %}
