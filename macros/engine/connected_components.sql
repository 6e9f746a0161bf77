{# Table expression: one row (node, component) per node of an edge table (left_node, right_node), the
   component being its smallest node. Runs to the fixpoint on any shape: a round lowers only the labels
   of the neighbours of what the last round lowered. #}
{% macro connected_components(edges) -%}
    {{ return(adapter.dispatch("connected_components", "tresse")(edges)) }}
{%- endmacro %}

{% macro duckdb__connected_components(edges) -%}
(
    with recursive neighbours as (
        select left_node as node, right_node as neighbour from {{ edges }}
        union all
        select right_node, left_node from {{ edges }}
    ),

    labels(node, component) using key (node) as (
        select node, least(node, min(neighbour)) from neighbours group by node
        union
        select neighbours.neighbour, min(labels.component)
        from labels
        inner join neighbours on labels.node = neighbours.node
        inner join recurring.labels as known on neighbours.neighbour = known.node
        where labels.component < known.component
        group by neighbours.neighbour
    )

    select node, component from labels
)
{%- endmacro %}
