{# The query of (node, component) for a query of edges (left_node, right_node). It runs to the fixpoint on any
   shape. Tables that it needs on the way are named after the relation that is being built. #}
{% macro connected_components(edges, relation) -%}
    {{ return(adapter.dispatch("connected_components", "tresse")(edges, relation)) }}
{%- endmacro %}

{# A round lowers only the labels of the neighbours of what the last round lowered. #}
{% macro duckdb__connected_components(edges, relation) -%}
    with recursive edges as (
        {{ edges }}
    ),

    neighbours as (
        select left_node as node, right_node as neighbour from edges
        union all
        select right_node, left_node from edges
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
{%- endmacro %}

{# Without recursion: each round rewires the graph towards the smallest node in sight, until it consists of
   stars (Kiveris et al. 2014, Connected Components in MapReduce and Beyond). The number of rounds grows with
   the logarithm of the longest chain. #}
{% macro default__connected_components(edges, relation) -%}
    {%- set state = namespace(round=0, is_done=false) -%}
    {% do create_round(relation, 0, downward_edges(edges)) %}
    {%- for number in range(100) if execute -%}
        {%- set edges_so_far = round_relation(relation, number) -%}
        {%- set state.is_done = state.is_done or is_made_of_stars(edges_so_far) -%}
        {%- if not state.is_done -%}
            {% do create_round(relation, number + 1, rewired_edges(edges_so_far)) %}
            {% do adapter.drop_relation(edges_so_far) %}
            {%- set state.round = number + 1 -%}
        {%- endif -%}
    {%- endfor -%}
    {%- if execute and not state.is_done -%}
        {{ exceptions.raise_compiler_error(relation ~ " did not settle in 100 rounds: please report its shape.") }}
    {%- endif -%}
    {{ return(labels_of_stars(round_relation(relation, state.round))) }}
{%- endmacro %}

{% macro round_relation(relation, number) -%}
    {{ return(relation.incorporate(path={"identifier": relation.identifier ~ "__round_" ~ number})) }}
{%- endmacro %}

{% macro create_round(relation, number, query) -%}
    {%- set round = round_relation(relation, number) -%}
    {% do adapter.drop_relation(round) %}
    {% call statement("round_" ~ number) -%}
        {{ create_table_as(False, round, query) }}
    {%- endcall %}
{%- endmacro %}

{% macro downward_edges(edges) -%}
    select
        greatest(left_node, right_node) as node,
        least(left_node, right_node) as neighbour
    from (
        {{ edges }}
    ) as edges
    where left_node <> right_node
    group by 1, 2
{%- endmacro %}

{# Large-star, then small-star. An edge always leads down, from a node to a smaller neighbour. #}
{% macro rewired_edges(edges) -%}
    with both_ways as (
        select node, neighbour from {{ edges }}
        union all
        select neighbour as node, node as neighbour from {{ edges }}
    ),

    smallest_in_sight as (
        select node, least(node, min(neighbour)) as smallest from both_ways group by node
    ),

    large_stars as (
        select both_ways.neighbour as node, smallest_in_sight.smallest as neighbour
        from both_ways
        inner join smallest_in_sight on both_ways.node = smallest_in_sight.node
        where both_ways.neighbour > both_ways.node
        group by both_ways.neighbour, smallest_in_sight.smallest
    ),

    smallest_below as (
        select node, min(neighbour) as smallest from large_stars group by node
    )

    select node, smallest as neighbour from smallest_below
    union
    select large_stars.neighbour as node, smallest_below.smallest as neighbour
    from large_stars
    inner join smallest_below on large_stars.node = smallest_below.node
    where large_stars.neighbour > smallest_below.smallest
{%- endmacro %}

{% macro is_made_of_stars(edges) -%}
    {{ return(run_query(unsettled_nodes(edges)).columns[0].values()[0] == 0) }}
{%- endmacro %}

{# In a graph of stars every node leads to one other, which leads nowhere: how many do not? #}
{% macro unsettled_nodes(edges) -%}
    select count(*) as n from (
        select node from {{ edges }} group by node having count(*) > 1
        union all
        select edges.node from {{ edges }} as edges inner join {{ edges }} as next_edges
            on edges.neighbour = next_edges.node
    ) as unsettled
{%- endmacro %}

{% macro labels_of_stars(edges) -%}
    select node, neighbour as component from {{ edges }}
    union all
    select neighbour as node, neighbour as component from {{ edges }} group by neighbour
{%- endmacro %}
