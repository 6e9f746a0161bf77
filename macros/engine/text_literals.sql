{# Spark reads a backslash in a text as the start of an escape, but a doubled quote as the standard says. #}
{% macro spark__escape_single_quotes(expression) -%}
    {{ return(expression | replace("\\", "\\\\") | replace("'", "''")) }}
{%- endmacro %}

{# The adapter's own way to load seeds leaves quotes to drivers, which escape them with backslashes or not at all. #}
{% macro spark__load_csv_rows(model, agate_table) -%}
    {%- set types = model["config"].get("column_types", {}) -%}
    {%- set statements = [] -%}
    {% for rows in agate_table.rows | batch(1000) %}
        {%- set statement -%}
            insert into {{ this }} values
            {% for row in rows -%}
            ({% for value in row -%}
                cast({{ "null" if value is none else "'" ~ spark__escape_single_quotes(value | string) ~ "'" }} as {{ types[agate_table.column_names[loop.index0]] }})
                {{- ", " if not loop.last }}
            {%- endfor %}){{ ", " if not loop.last }}
            {% endfor %}
        {%- endset -%}
        {% do statements.append(statement) %}
        {% do adapter.add_query(statement, abridge_sql_log=True) %}
    {% endfor %}
    {{ return(statements[0]) }}
{%- endmacro %}
