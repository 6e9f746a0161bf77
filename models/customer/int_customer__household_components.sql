{{ config(materialized='connected_components') }}

-- A graph of its own: it never feeds the one that says which records are one person.
with

links as (

    select * from {{ ref('int_customer__household_links') }}

)

select
    first_customer_id as left_node,
    customer_id as right_node

from links
