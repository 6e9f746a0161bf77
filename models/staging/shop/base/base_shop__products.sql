with

typed as (

    select
        source_id,
        source_file,
        source_line,
        row_hash,
        loaded_at,
        {{ parse_timestamp('source_updated_at') }} as source_updated_at,
        coalesce({{ parse_boolean('is_deleted') }}, false) as is_deleted,
        {{ source_key('product_id') }} as product_id,
        coalesce({{ parse_text('variant_id') }}, '') as variant_id,
        {{ parse_text('sku') }} as sku,
        {{ parse_text('title') }} as title,
        {{ parse_text('brand') }} as brand,
        {{ parse_text('category_path') }} as category_path,
        {{ parse_decimal('price') }} as price,
        {{ parse_decimal('unit_cost') }} as unit_cost,
        {{ parse_code('status', ['active', 'draft', 'archived']) }} as status,
        {{ parse_timestamp('created_at') }} as created_at,
        {{ parse_text('life_event_tag') }} as life_event_tag,
        {{ parse_text('occasion_tag') }} as occasion_tag,
        {{ parse_integer('replenish_days') }} as replenish_days,
        {{ parse_code('target_gender', ['f', 'm', 'unisex']) }} as target_gender,
        coalesce(
            {{ bad_timestamps(['source_updated_at', 'created_at']) }},
            {{ bad_booleans(['is_deleted']) }},
            {{ bad_numbers(['price', 'unit_cost']) }},
            {{ bad_integers(['replenish_days']) }}
        ) as unreadable

    from {{ source('raw', 'shop_products') }}

)

select
    *,
    case
        when product_id is null then 'missing_key:product_id'
        when is_deleted then null
        when unreadable is not null then unreadable
    end as fault

from typed
