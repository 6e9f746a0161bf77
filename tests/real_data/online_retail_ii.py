"""Converts UCI Online Retail II (one invoice line per row) to the contract's files.

Invoices are orders; C-invoices are refunds of the customer's latest earlier invoice with that
article; service codes are lines, not products; A-invoices (bad debt) stay orders with a negative
total, which staging must refuse.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

AS_OF = date(2010, 12, 9)

VARIABLES: dict[str, Any] = {
    "time_zone": "Europe/London",
    "shop_currency": "GBP",
    "sources": [
        {
            "id": "shop",
            "vendor": "canonical",
            "time_zone": "Europe/London",
            "decimal_mark": ".",
            "shop": "shop",
            "tables": ["shop_customers", "shop_orders", "shop_order_lines", "shop_refunds"],
        }
    ],
}

COUNTRY_CODES = {
    "United Kingdom": "GB", "EIRE": "IE", "Germany": "DE", "France": "FR", "Netherlands": "NL",
    "Spain": "ES", "Switzerland": "CH", "Portugal": "PT", "Belgium": "BE", "Sweden": "SE",
    "Italy": "IT", "Australia": "AU", "Cyprus": "CY", "Austria": "AT", "Greece": "GR",
    "United Arab Emirates": "AE", "Denmark": "DK", "Norway": "NO", "Finland": "FI", "USA": "US",
    "Japan": "JP", "Poland": "PL", "Malta": "MT", "Lithuania": "LT", "Singapore": "SG",
    "RSA": "ZA", "Bahrain": "BH", "Canada": "CA", "Thailand": "TH", "Hong Kong": "HK",
    "Israel": "IL", "Iceland": "IS", "Korea": "KR", "Brazil": "BR", "Bermuda": "BM",
    "Nigeria": "NG", "Lebanon": "LB",
}  # fmt: skip

LINES = """
create table lines as
select
    row_number() over () as line_number,
    "Invoice" as invoice,
    upper(trim("StockCode")) as article,
    trim("Description") as title,
    "Quantity" as quantity,
    cast("Price" as decimal(18, 4)) as price,
    cast("Quantity" * cast("Price" as decimal(18, 4)) as decimal(18, 4)) as amount,
    cast("Customer ID" as varchar) as customer_id,
    "Country" as country,
    "InvoiceDate" as invoiced_at,
    case
        when "StockCode" in ('POST', 'DOT', 'C2') then 'shipping'
        when "StockCode" in ('BANK CHARGES', 'AMAZONFEE', 'CRUK') then 'fee'
        when "StockCode" like 'GIFT%' then 'gift_card'
        when "StockCode" in ('M', 'D', 'S', 'B', 'ADJUST', 'ADJUST2', 'PADS') then 'adjustment'
        when "StockCode" like 'TEST%' then 'service'
        else 'product'
    end as line_type
from read_parquet($path)
"""

ORDERS = """
select
    invoice as order_id,
    max(customer_id) as customer_id,
    min(invoiced_at) as ordered_at,
    'paid' as financial_status,
    'GBP' as currency,
    sum(amount) as total_amount,
    'web' as channel
from lines
where invoice not like 'C%'
group by invoice
order by invoice
"""

ORDER_LINES = """
select
    invoice || '-' || line_number as order_line_id,
    invoice as order_id,
    line_type,
    article as product_id,
    article as sku,
    title,
    quantity,
    price as unit_price,
    amount as line_amount
from lines
where invoice not like 'C%'
order by line_number
"""

# A credit note names no invoice: the latest earlier one of that customer with that article is
# taken. Where there is none it keeps its own number, which no order has, and is quarantined.
REFUNDS = """
with credited as (
    select
        credit.line_number,
        max_by(sale.invoice, (sale.invoiced_at, sale.line_number)) as invoice
    from lines as credit
    inner join lines as sale
        on credit.customer_id = sale.customer_id
        and credit.article = sale.article
        and sale.invoice not like 'C%'
        and sale.invoiced_at <= credit.invoiced_at
    where credit.invoice like 'C%'
    group by credit.line_number
)
select
    lines.invoice || '-' || lines.line_number as refund_line_id,
    lines.invoice as refund_id,
    coalesce(credited.invoice, lines.invoice) as order_id,
    'return' as kind,
    -lines.quantity as quantity,
    -lines.amount as amount,
    lines.invoiced_at as refunded_at
from lines
left join credited on lines.line_number = credited.line_number
where lines.invoice like 'C%'
order by lines.line_number
"""

CUSTOMERS = """
select
    lines.customer_id,
    min_by(countries.code, lines.line_number) as country_code,
    'enabled' as account_state
from lines
left join countries on lines.country = countries.name
where lines.customer_id is not null
group by lines.customer_id
order by lines.customer_id
"""


@dataclass(frozen=True)
class DirectSums:
    """What the file itself says, summed without tresse. Amounts in pounds."""

    order_count: int
    customer_count: int
    revenue: str


def convert(parquet: Path, inbox: Path) -> DirectSums:
    """Write the contract's files of the one shop; return the sums straight from the file."""
    folder = inbox / "shop"
    folder.mkdir(parents=True)
    connection = duckdb.connect()
    connection.execute(LINES, {"path": str(parquet)})
    connection.execute("create table countries (name varchar, code varchar)")
    connection.executemany("insert into countries values (?, ?)", list(COUNTRY_CODES.items()))
    for table, query in {
        "shop_orders": ORDERS,
        "shop_order_lines": ORDER_LINES,
        "shop_refunds": REFUNDS,
        "shop_customers": CUSTOMERS,
    }.items():
        connection.execute(f"copy ({query}) to '{folder / table}.csv' (header)")
    ((orders, customers, revenue),) = connection.execute(
        """
        select
            count(distinct case when invoice not like 'C%' then invoice end),
            count(distinct customer_id),
            cast(sum(amount) as varchar)
        from lines
        """
    ).fetchall()
    connection.close()
    return DirectSums(orders, customers, revenue)
