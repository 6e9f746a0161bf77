{{ config(materialized='connected_components') }}

with

keys as (

    select * from {{ ref('int_customer__company_keys') }}

)

select
    min(company_record_id) over same_key as left_node,
    company_record_id as right_node

from keys

window same_key as (partition by key_kind, company_key)
