"""Why two records are one customer, or are not: the rows of identity_links that decide it."""

from dataclasses import dataclass
from decimal import Decimal

import duckdb

from orchestration.errors import TresseError
from orchestration.identity.paths import Link, strongest_path
from orchestration.identity.subjects import Subject, subject
from orchestration.settings import Settings
from orchestration.warehouse import open_warehouse

COMPARISONS = ("first_name", "last_name", "birth_date", "email", "phone", "address")
LEVELS = ", ".join(f"links.{comparison}_level" for comparison in COMPARISONS)
COLUMNS = f"""
    links.left_record_id, links.right_record_id, links.rule, links.weight,
    links.identifier_hash, links.version, {LEVELS}
"""
OF_CUSTOMER = f"""
    with records as (
        select record_id from identity.customer_identities where customer_id = $customer
    )
    select {COLUMNS} from identity.identity_links as links
    inner join records as l on links.left_record_id = l.record_id
    inner join records as r on links.right_record_id = r.record_id
    where links.decision = 'auto'
"""
# The row of the two records themselves, else the strongest between their two customers.
BETWEEN = f"""
    select {COLUMNS}, links.decision, links.reason from identity.identity_links as links
    inner join identity.customer_identities as l on links.left_record_id = l.record_id
    inner join identity.customer_identities as r on links.right_record_id = r.record_id
    where links.decision <> 'auto'
        and (l.customer_id, r.customer_id) in (($one, $other), ($other, $one))
    order by (links.left_record_id in ($record, $other_record)
        and links.right_record_id in ($record, $other_record)) desc,
        links.weight desc, links.left_record_id, links.right_record_id
    limit 1
"""
RULES = "select rule, description from seeds.identity_rules"
WEIGHTS = """
    select comparison, level, weight from seeds.identity_weights where version = $version
"""
IDENTIFIERS = """
    select distinct identifier_type, identifier_value from identity.int_identity__identifiers
    where identifier_hash = $hash
"""
COMPARED = """
    select concat_ws(' ', first_name, last_name), birth_date, email, phone,
        concat_ws(' ', address_line, postal_code)
    from identity.int_identity__records where record_id = $record
"""


@dataclass(frozen=True)
class Step:
    """One link of an answer, with the words for it and, where asked for, the values behind it."""

    link: Link
    description: str
    level_weights: tuple[tuple[str, str, Decimal], ...]
    values: tuple[str, ...]


@dataclass(frozen=True)
class Answer:
    """Two records and what is between them: the path, or the row that kept them apart."""

    one: Subject
    other: Subject
    path: tuple[Step, ...]
    apart: Step | None
    decision: str | None
    reason: str | None

    @property
    def is_one_customer(self) -> bool:
        """Both records are of one customer."""
        return self.one.customer == self.other.customer


def why(settings: Settings, one: str, other: str, with_values: bool = False) -> Answer:
    """Look the two up, by record id or customer id; raises for an id that is none."""
    try:
        with open_warehouse(settings, read_only=True) as connection:
            return _answer(
                connection, subject(connection, one), subject(connection, other), with_values
            )
    except (duckdb.CatalogException, duckdb.BinderException):
        raise TresseError(
            f"{settings.warehouse} has no identity.identity_links with decisions yet: run "
            "`tresse run` first."
        ) from None


def _answer(
    connection: duckdb.DuckDBPyConnection, one: Subject, other: Subject, with_values: bool
) -> Answer:
    descriptions = dict(connection.execute(RULES).fetchall())
    if one.customer != other.customer:
        names = {"one": one.customer, "other": other.customer}
        names |= {"record": one.record, "other_record": other.record}
        row = connection.execute(BETWEEN, names).fetchone()
        if row is None:
            return Answer(one, other, (), None, None, None)
        step = _step(connection, _link(row[:-2]), descriptions, with_values)
        return Answer(one, other, (), step, row[-2], row[-1])
    rows = connection.execute(OF_CUSTOMER, {"customer": one.customer}).fetchall()
    path = strongest_path(map(_link, rows), one.record, other.record)
    if path is None:
        raise TresseError(
            f"{one.record} and {other.record} are customer {one.customer}, yet no links join them: "
            "identity.identity_links and customer_identities are of two builds; build again."
        )
    steps = tuple(_step(connection, link, descriptions, with_values) for link in path)
    return Answer(one, other, steps, None, None, None)


def _link(row: tuple[object, ...]) -> Link:
    left, right, rule, weight, identifier_hash, version, *levels = row
    return Link(
        left=str(left),
        right=str(right),
        rule=str(rule),
        weight=Decimal(str(weight)),
        identifier_hash=None if identifier_hash is None else int(str(identifier_hash)),
        version=None if version is None else str(version),
        levels=tuple(
            (comparison, str(level))
            for comparison, level in zip(COMPARISONS, levels, strict=True)
            if level is not None
        ),
    )


def _step(
    connection: duckdb.DuckDBPyConnection,
    link: Link,
    descriptions: dict[str, str],
    with_values: bool,
) -> Step:
    values = _values(connection, link) if with_values else ()
    return Step(link, descriptions.get(link.rule, ""), _level_weights(connection, link), values)


def _level_weights(
    connection: duckdb.DuckDBPyConnection, link: Link
) -> tuple[tuple[str, str, Decimal], ...]:
    """Each level with its weight, the prior first; none for a rule."""
    if not link.levels:
        return ()
    rows = connection.execute(WEIGHTS, {"version": link.version}).fetchall()
    weights = {(comparison, level): Decimal(str(weight)) for comparison, level, weight in rows}
    levels = (("prior", "always"), *link.levels)
    return tuple((*level, weights[level]) for level in levels if level in weights)


def _values(connection: duckdb.DuckDBPyConnection, link: Link) -> tuple[str, ...]:
    """What the two records have in common, or what was compared of each."""
    if link.identifier_hash is not None:
        rows = connection.execute(IDENTIFIERS, {"hash": link.identifier_hash}).fetchall()
        return tuple(f"{kind} {value}" for kind, value in rows)
    return tuple(
        f"{record}: " + ", ".join(str(cell) for cell in row if cell not in (None, ""))
        for record in (link.left, link.right)
        for row in connection.execute(COMPARED, {"record": record}).fetchall()
    )
