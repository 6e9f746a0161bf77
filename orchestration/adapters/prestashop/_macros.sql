-- What MySQL writes where nothing is known.
create or replace temp macro prestashop_time(written) as (
    case when written not like '0000-00-00%' then written end
);

create or replace temp macro prestashop_id(id) as (nullif(id, '0'));

-- How an order was paid, of the module that took the money.
create or replace temp macro prestashop_payment_method(module) as (
    case
        when module is null then null
        when lower(module) like '%paypal%' then 'paypal'
        when lower(module) in ('ps_wirepayment', 'bankwire') then 'transfer'
        when lower(module) in ('ps_cashondelivery', 'cashondelivery') then 'cash'
        when lower(module) like '%alma%' or lower(module) like '%klarna%' or lower(module) like '%oney%'
            then 'instalments'
        when lower(module) like '%gift%' then 'gift_card'
        when lower(module) like '%stripe%' or lower(module) like '%card%' or lower(module) like '%payplug%'
            or lower(module) like '%systempay%' or lower(module) like '%payline%'
            then 'card'
        else 'other'
    end
);
