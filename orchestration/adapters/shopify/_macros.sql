-- Where an order was placed, of its source_name; what the contract has no word for is passed on.
create or replace temp macro shopify_channel(source_name) as (
    case
        when lower(source_name) in ('iphone', 'android', 'app') then 'mobile_app'
        when lower(source_name) in ('online', 'online_store') then 'web'
        when lower(source_name) = 'point_of_sale' then 'pos'
        when lower(source_name) = 'shopify_draft_order' then 'draft'
        when lower(source_name) like 'subscription%' then 'subscription'
        when lower(source_name) in ('facebook', 'instagram', 'google', 'amazon', 'ebay', 'tiktok')
            then 'marketplace'
        else lower(source_name)
    end
);

-- How an order was paid, of the gateway of its first payment or of the admin's Payment Method.
create or replace temp macro shopify_payment_method(gateway) as (
    case
        when gateway is null then null
        when lower(gateway) in ('shopify_payments', 'shopify payments', 'stripe', 'adyen') then 'card'
        when lower(gateway) like '%paypal%' then 'paypal'
        when lower(gateway) like '%klarna%' or lower(gateway) in ('afterpay', 'alma')
            then 'instalments'
        when lower(gateway) in ('manual', 'bank_deposit', 'bank deposit') then 'transfer'
        when lower(gateway) in ('gift_card', 'gift card') then 'gift_card'
        when lower(gateway) = 'cash' then 'cash'
        else 'other'
    end
);

-- Shopify calls an account that nobody ever opened disabled: its owner bought as a guest.
create or replace temp macro shopify_account_state(state) as (
    case when lower(state) = 'disabled' then 'guest' else lower(state) end
);

create or replace temp macro shopify_financial_status(status) as (
    case when lower(status) = 'expired' then 'voided' else lower(status) end
);

create or replace temp macro shopify_fulfilment_status(status) as (
    case lower(coalesce(status, 'unfulfilled'))
        when 'partially_fulfilled' then 'partial'
        when 'restocked' then 'returned'
        else lower(coalesce(status, 'unfulfilled'))
    end
);

create or replace temp macro shopify_refund_kind(restock_type) as (
    case lower(restock_type) when 'return' then 'return' when 'cancel' then 'cancellation' else 'refund' end
);

-- The admin's export has one cell for a name: its first word, and the rest.
create or replace temp macro shopify_first_name(name) as (split_part(trim(name), ' ', 1));

create or replace temp macro shopify_last_name(name) as (
    nullif(trim(substr(trim(name), length(split_part(trim(name), ' ', 1)) + 1)), '')
);
