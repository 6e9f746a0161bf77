"""Whom a question is about: a record, a customer, or an id that a customer had before."""

from dataclasses import dataclass

import duckdb

from orchestration.errors import TresseError

LOOKS = (
    "a record is record_type:source:key, as shop_customer:shop:C000001, and a customer is c_ and "
    "20 letters or digits, as customer_id in identity.customer_identities"
)
# The record that a customer stands for is the one that was seen first.
KNOWN = """
    select record_id, customer_id from identity.customer_identities
    where record_id = $id or customer_id = $id
    order by first_seen_at nulls last, record_id limit 1
"""
MERGED = """
    select record_id, customer_id from identity.customer_identities
    where customer_id in (
        select other_customer_id from identity.identity_events
        where customer_id = $id and event = 'merged'
    )
    order by first_seen_at nulls last, record_id limit 1
"""
# Since the last publication: the first of its records that are where most of them are.
PUBLISHED = """
    with moved as (
        select identities.record_id, identities.customer_id, identities.first_seen_at,
            count(*) over (partition by identities.customer_id) as record_count
        from published.customer_identities as published
        inner join identity.customer_identities as identities using (record_id)
        where published.customer_id = $id
    )
    select record_id, customer_id from moved
    order by record_count desc, customer_id, first_seen_at nulls last, record_id limit 1
"""


@dataclass(frozen=True)
class Subject:
    """A record and its customer; `old_id` when the question named an id that is no longer used."""

    record: str
    customer: str
    old_id: str | None = None


def subject(connection: duckdb.DuckDBPyConnection, named: str) -> Subject:
    """Whom the name means; of a customer, its record seen first."""
    if found := _first(connection, KNOWN, named):
        return Subject(*found)
    for query in (PUBLISHED, MERGED):
        if found := _first(connection, query, named):
            return Subject(*found, old_id=named)
    raise TresseError(f"{named!r} is no record and no customer of this warehouse: {LOOKS}.")


def _first(connection: duckdb.DuckDBPyConnection, query: str, named: str) -> tuple[str, str] | None:
    try:
        row = connection.execute(query, {"id": named}).fetchone()
    except duckdb.CatalogException:
        if query is KNOWN:
            raise
        return None  # A warehouse that has never published has no memory of ids.
    return (str(row[0]), str(row[1])) if row else None
