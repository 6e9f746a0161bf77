{{ config(materialized='connected_components') }}

select
    left_cluster as left_node,
    right_cluster as right_node

from {{ ref('int_identity__decisions') }}

where decision = 'auto'
