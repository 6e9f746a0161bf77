"""An evaluation as text for the terminal, and as JSON for whoever compares two of them."""

import json
from collections.abc import Iterable
from dataclasses import asdict

from orchestration.identity.evaluate import Evaluation
from orchestration.identity.judge import IdentityReport, PairCounts


def identity_summary(evaluation: Evaluation) -> str:
    """The figures, by trap and by the types of the two records."""
    joined = evaluation.joined
    lines = [
        f"{joined.record_count:,} records of {joined.person_count:,} people in "
        f"{joined.customer_count:,} customers",
        _scores("joined by itself", joined),
        _scores("and reviewed", evaluation.reviewed),
        f"review queue {evaluation.review_count:,} rows, of which "
        f"{evaluation.right_review_count:,} are one person",
        f"largest customer {joined.largest_customer} records, largest person "
        f"{joined.largest_person}",
        f"records with a foreign majority {joined.contaminated_rate:.3%}, customers of several "
        f"people {joined.mixed_customer_rate:.3%}, people in several customers "
        f"{joined.split_person_rate:.2%}",
        *_table("trap", joined.by_trap.items()),
        *_table(
            "types of records",
            ((" + ".join(types), pairs) for types, pairs in joined.by_record_types.items()),
        ),
    ]
    return "\n".join(lines)


def identity_json(evaluation: Evaluation) -> str:
    """The same, every count and score by its name."""
    return json.dumps(
        {
            "joined": _figures(evaluation.joined),
            "reviewed": _figures(evaluation.reviewed),
            "review_count": evaluation.review_count,
            "right_review_count": evaluation.right_review_count,
        },
        indent=2,
    )


def _scores(name: str, report: IdentityReport) -> str:
    pairs, b_cubed = report.pairs, report.b_cubed
    return (
        f"{name}: pair precision {pairs.precision:.4f}, recall {pairs.recall:.4f}, "
        f"F1 {pairs.f1:.4f}; B-cubed precision {b_cubed.precision:.4f}, "
        f"recall {b_cubed.recall:.4f}, F1 {b_cubed.f1:.4f}"
    )


def _table(title: str, rows: Iterable[tuple[str, PairCounts]]) -> list[str]:
    lines = [f"\n{title:<32} {'precision':>9} {'recall':>7} {'joined':>10} {'wrongly':>8}"]
    for name, pairs in rows:
        lines.append(
            f"{name:<32} {pairs.precision:>9.4f} {pairs.recall:>7.4f} {pairs.joined:>10,} "
            f"{pairs.joined - pairs.right:>8,}"
        )
    return lines


def _figures(report: IdentityReport) -> dict[str, object]:
    return {
        **asdict(report),
        "by_record_types": {
            "+".join(types): asdict(pairs) for types, pairs in report.by_record_types.items()
        },
        "scores": {
            "pair_precision": report.pairs.precision,
            "pair_recall": report.pairs.recall,
            "pair_f1": report.pairs.f1,
            "b_cubed_f1": report.b_cubed.f1,
        },
    }
