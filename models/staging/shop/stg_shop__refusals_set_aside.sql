-- An account whose newest row cannot be read stays as it was, but not its permission, should that
-- row say no or nothing that can be read. A flag without a date that says no is a default here too.
with

rows_not_replaced as (

    select * from {{ ref('int_staging__rows_not_replaced') }}

    where source_table = 'shop_customers'

),

accounts as (

    select
        source_file,
        source_line,
        loaded_at,
        shop_customer_id,
        email,
        email_optin is null as is_unreadable,
        email_optin_at,
        source_updated_at

    from {{ ref('base_shop__customers') }}

    where
        not is_deleted
        and (not email_optin or (email_optin is null and fault = 'bad_value:email_optin'))

)

select
    concat_ws(
        ':', 'shop_customers', accounts.source_file, cast(accounts.loaded_at as string),
        cast(accounts.source_line as string)
    ) as refusal_id,
    rows_not_replaced.source_id,
    accounts.shop_customer_id,
    accounts.email,
    not accounts.is_unreadable and accounts.email_optin_at is null as is_default,
    least(
        coalesce(accounts.email_optin_at, accounts.source_updated_at, accounts.loaded_at),
        accounts.loaded_at
    ) as refused_at

from accounts

inner join rows_not_replaced
    on
        accounts.loaded_at = rows_not_replaced.loaded_at
        and accounts.source_file = rows_not_replaced.source_file
        and accounts.source_line = rows_not_replaced.source_line
