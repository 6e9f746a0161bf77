"""A new version of the weights, from pairs that somebody has judged, or from the demo's truth."""

import csv
from dataclasses import dataclass
from pathlib import Path

import duckdb

from orchestration.errors import TresseError
from orchestration.identity.fit import Level, Pattern, fit
from orchestration.settings import Settings
from orchestration.warehouse import open_warehouse

COMPARISONS = ("first_name", "last_name", "birth_date", "email", "phone", "address")
COLUMNS = ["version", "comparison", "level", "weight"]
CAUTION = 1.0
LEVELS = ", ".join(f"{comparison}_level" for comparison in COMPARISONS)
COUNTS = f"""
    select {LEVELS}, count(case when is_one_person then 1 end),
        count(case when not is_one_person then 1 end)
    from judged where is_one_person is not null group by {LEVELS} order by {LEVELS}
"""
BY_TRUTH = f"""
    with truth as (
        select record_type || ':' || source_key as record_id, person_id
        from read_csv($labels, header = true, all_varchar = true)
    ), judged as (
        select {LEVELS}, l.person_id = r.person_id as is_one_person
        from identity.int_identity__scores
        inner join truth as l on l.record_id = left_profile_id
        inner join truth as r on r.record_id = right_profile_id
    ) {COUNTS}
"""
BY_LABELS = f"""
    with labels as (
        select least(left_record_id, right_record_id) as left_record_id,
            greatest(left_record_id, right_record_id) as right_record_id,
            min(try_cast(is_one_person as boolean)) as is_one_person
        from read_csv($labels, header = true, all_varchar = true) group by 1, 2
    ), judged as (
        select {LEVELS}, is_one_person
        from identity.identity_links inner join labels using (left_record_id, right_record_id)
        where rule = 'weights'
    ) {COUNTS}
"""


@dataclass(frozen=True)
class Training:
    """What the new weights were learnt from."""

    version: str
    same: int
    different: int


def train(settings: Settings, version: str, labels: Path | None, seed: Path) -> Training:
    """Add a version to the seed of weights; the one in use is where the new one starts from.

    Labels: a CSV of left_record_id, right_record_id, is_one_person, as of identity_reviews; none:
    the demo's truth. Raises when there is nothing to learn from, or the version is taken.
    """
    rows = _rows(seed)
    if any(row["version"] == version for row in rows):
        raise TresseError(f"{seed.name} has a version {version} already: name a new one.")
    used = str(settings.variables["identity_weights_version"])
    start = {
        (row["comparison"], row["level"]): float(row["weight"])
        for row in rows
        if row["version"] == used
    }
    patterns = _patterns(settings, labels)
    same, different = sum(p.same for p in patterns), sum(p.different for p in patterns)
    if not same or not different:
        raise TresseError(
            f"{labels or 'the truth'} names {same} compared pairs that are one person and "
            f"{different} that are two: weights need both; label rows of identity.identity_links."
        )
    _append(seed, version, fit(patterns, start, CAUTION))
    return Training(version, same, different)


def _rows(seed: Path) -> list[dict[str, str]]:
    with seed.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _append(seed: Path, version: str, weights: dict[Level, float]) -> None:
    with seed.open("a", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerows((version, *level, weight) for level, weight in weights.items())


def _patterns(settings: Settings, labels: Path | None) -> list[Pattern]:
    """The judged pairs, by how alike they are."""
    truth = settings.data_dir / "demo_truth" / "records.csv"
    file = labels or truth
    if not file.exists():
        raise TresseError(
            f"{file} does not exist: give --labels FILE with left_record_id, right_record_id and "
            "is_one_person, as of rows of identity.identity_reviews."
        )
    try:
        with open_warehouse(settings, read_only=True) as connection:
            rows = connection.execute(
                BY_LABELS if labels else BY_TRUTH, {"labels": str(file)}
            ).fetchall()
    except duckdb.CatalogException:
        raise TresseError(
            f"{settings.warehouse} has no identity.identity_links yet: run `tresse run` first."
        ) from None
    except duckdb.BinderException:
        raise TresseError(
            f"{file} lacks a column: it needs left_record_id, right_record_id and is_one_person."
        ) from None
    return [
        Pattern(tuple(zip(COMPARISONS, row[:-2], strict=True)), row[-2], row[-1]) for row in rows
    ]
