{{ config(materialized='connected_components') }}

-- What would hang together if nothing spoke against it.
select
    left_cluster as left_node,
    right_cluster as right_node

from {{ ref('int_identity__scored_links') }}

where weight >= {{ var('identity_auto_weight') }}
