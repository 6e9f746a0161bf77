-- What MySQL writes where nothing is known.
create or replace temp macro prestashop_time(written) as (
    case when written not like '0000-00-00%' then written end
);

-- Loaders make booleans of MySQL's small numbers.
create or replace temp macro prestashop_flag(written) as (
    case lower(written) when 'true' then '1' when 'false' then '0' else written end
);

create or replace temp macro prestashop_id(id) as (nullif(id, '0'));

-- Dumps write NULL, or \N, as a word: one that must not stand before something better.
create or replace temp macro prestashop_text(written) as (nullif(nullif(written, 'NULL'), '\N'));

-- The shop's money for one of the order's, without a float between: the rate has six digits.
create or replace temp macro prestashop_fx_rate(conversion_rate) as (
    cast(
        (
            (200000000000000 + cast(try_cast(conversion_rate as decimal(18, 6)) * 1000000 as hugeint))
            // (2 * nullif(cast(try_cast(conversion_rate as decimal(18, 6)) * 1000000 as hugeint), 0))
        ) as decimal(20, 0)
    ) * 0.00000001
);

-- What one piece was reduced by: an amount, or a share of the price before, of which the rest was paid.
create or replace temp macro prestashop_reduction(price_paid, amount, percent) as (
    coalesce(
        nullif(try_cast(amount as decimal(18, 6)), 0),
        case
            when try_cast(percent as decimal(9, 2)) between 0.01 and 99.99
                then cast(
                    (
                        cast(price_paid * 1000000 as hugeint)
                        * cast(try_cast(percent as decimal(9, 2)) * 100 as hugeint)
                    ) // cast((100 - try_cast(percent as decimal(9, 2))) * 100 as hugeint)
                    as decimal(18, 0)
                ) * 0.000001
        end,
        0
    )
);

-- The states of every new shop: 6 is cancelled, 7 refunded, 8 a failed payment.
create or replace temp macro prestashop_financial_status(state, is_paid, refunded, total) as (
    case
        when state in ('6', '8') then 'voided'
        when state = '7' or refunded >= total and refunded > 0 then 'refunded'
        when refunded > 0 then 'partially_refunded'
        when is_paid = '1' then 'paid'
        when is_paid = '0' then 'pending'
        else 'unknown'
    end
);

-- Why a rule gave something: the voucher that a credit slip becomes is the customer's own money.
create or replace temp macro prestashop_discount_kind(code, discount_type) as (
    case
        when regexp_full_match(code, 'V[0-9]+C[0-9]+O[0-9]+') then 'refund_credit'
        when discount_type = 'free_shipping' then 'shipping'
    end
);

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

-- Why a line of a return is no refund of its own. Of every new shop's states a parcel is there in 3 and 5.
create or replace temp macro prestashop_return_not_used(state, has_slip) as (
    case
        when has_slip then 'a return that a slip pays back'
        when state in ('3', '5') then null
        when state in ('1', '2') then 'a return that has not come back'
        when state = '4' then 'a return that the shop refused'
        else 'a return in a state that only the shop knows'
    end
);
