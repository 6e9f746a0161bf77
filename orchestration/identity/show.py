"""All that is known of one customer: records, identifiers, golden record, links."""

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from orchestration.errors import TresseError
from orchestration.identity.masking import masked, masked_value
from orchestration.identity.subjects import Subject, subject
from orchestration.settings import Settings
from orchestration.warehouse import open_warehouse

Rows = Sequence[tuple[object, ...]]

OF_CUSTOMER = """
    select {columns} from {table}
    inner join identity.customer_identities using (record_id)
    where customer_identities.customer_id = $customer
    {rest}
"""
RECORDS = """
    select record_id, record_type, source_id, first_seen_at from identity.customer_identities
    where customer_id = $customer order by first_seen_at nulls last, record_id
"""
IDENTIFIERS = OF_CUSTOMER.format(
    columns="identifier_type, identifier_value, block_reason, count(*)",
    table="identity.int_identity__identifiers",
    rest="group by all order by identifier_type, count(*) desc, identifier_value",
)
VALUES = """
    select attribute, attribute_value, bool_or(is_survivor), count(*),
        min_by(record_id, survivor_rank), min_by(decided_by, survivor_rank)
    from customer.customer_attribute_values where customer_id = $customer
    group by attribute, attribute_value
    order by attribute, min(survivor_rank), attribute_value
"""
LINKS = """
    select links.rule, links.decision, count(*), min(links.weight), max(links.weight)
    from identity.identity_links as links
    inner join identity.customer_identities as l on links.left_record_id = l.record_id
    inner join identity.customer_identities as r on links.right_record_id = r.record_id
    where $customer in (l.customer_id, r.customer_id)
    group by all order by 2, 3 desc, 1
"""


@dataclass(frozen=True)
class Portrait:
    """What the warehouse holds of one customer, in the order in which it is shown."""

    who: Subject
    records: Rows
    identifiers: Rows
    values: Rows
    links: Rows


def show(settings: Settings, named: str) -> Portrait:
    """The customer that an id, an old id or one of its records names."""
    try:
        with open_warehouse(settings, read_only=True) as connection:
            who = subject(connection, named)
            of = {"customer": who.customer}
            return Portrait(
                who,
                *(
                    connection.execute(query, of).fetchall()
                    for query in (RECORDS, IDENTIFIERS, VALUES, LINKS)
                ),
            )
    except (duckdb.CatalogException, duckdb.BinderException):
        raise TresseError(
            f"{settings.warehouse} has no customers with all their values yet: run `tresse run` "
            "first."
        ) from None


def portrait_text(portrait: Portrait, with_values: bool = False) -> str:
    """The portrait in four parts; e-mails and phones are masked unless the values are asked for."""
    old = f"{portrait.who.old_id} is " if portrait.who.old_id else ""
    lines = [
        f"{old}customer {portrait.who.customer}: {len(portrait.records)} records",
        "\nrecords",
        *(
            f"  {record}: {kind} of {source}, first seen {seen or 'nobody knows when'}"
            for record, kind, source, seen in portrait.records
        ),
        "\nidentifiers",
        *(
            f"  {kind} {_value(kind, value, with_values)}: {count} records, "
            + (f"blocked as {blocked}, links nothing" if blocked else "a key")
            for kind, value, blocked, count in portrait.identifiers
        ),
        "\ngolden record, and what did not survive",
        *(_value_line(row, with_values) for row in portrait.values),
        "\nlinks",
        *(
            f"  {decision} by {rule}: {count}, weights {low:.1f} to {high:.1f}"
            for rule, decision, count, low, high in portrait.links
        ),
    ]
    text = "\n".join(lines)
    return text if with_values else masked(text)


def _value_line(row: tuple[object, ...], with_values: bool) -> str:
    attribute, value, survives, count, record, decided_by = row
    told = f"{_value(attribute, value, with_values)}, of {record}"
    if isinstance(count, int) and count > 1:
        told += f" and {count - 1} more"
    return f"  {attribute}: {told}" if survives else f"    lost by {decided_by}: {told}"


def _value(kind: object, value: object, with_values: bool) -> str:
    return str(value) if with_values else masked_value(str(kind), str(value))
