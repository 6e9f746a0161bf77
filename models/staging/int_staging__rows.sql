select {{ row_columns('crm_contacts', 'contact_id') }}
from {{ ref('base_crm__contacts') }}

union all

select {{ row_columns('crm_companies', 'company_id') }}
from {{ ref('base_crm__companies') }}

union all

select {{ row_columns('loyalty_members', 'member_id') }}
from {{ ref('base_crm__loyalty_members') }}

union all

select {{ row_columns('shop_customers', 'shop_customer_id') }}
from {{ ref('base_shop__customers') }}

union all

select {{ row_columns('shop_orders', 'order_id') }}
from {{ ref('base_shop__orders') }}

union all

select {{ row_columns('shop_order_lines', 'order_line_id') }}
from {{ ref('base_shop__order_lines') }}

union all

select {{ row_columns('shop_order_discounts', 'order_discount_id') }}
from {{ ref('base_shop__order_discounts') }}

union all

select {{ row_columns('shop_refunds', 'refund_line_id') }}
from {{ ref('base_shop__refunds') }}

union all

select {{ row_columns('shop_carts', 'cart_id') }}
from {{ ref('base_shop__carts') }}

union all

select {{ row_columns('shop_products', "product_id || '|' || variant_id") }}
from {{ ref('base_shop__products') }}

union all

select {{ row_columns('msg_subscribers', "subscriber_id || '|' || channel") }}
from {{ ref('base_email__subscribers') }}

union all

select {{ row_columns('msg_consents', 'consent_event_id') }}
from {{ ref('base_email__consents') }}

union all

select {{ row_columns('msg_campaigns', 'campaign_id') }}
from {{ ref('base_email__campaigns') }}

union all

select {{ row_columns('msg_events', 'message_event_id') }}
from {{ ref('base_email__message_events') }}

union all

select {{ row_columns('web_events', 'event_id') }}
from {{ ref('base_web__events') }}
