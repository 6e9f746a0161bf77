"""An answer to `why` in sentences."""

from decimal import Decimal

from orchestration.identity.masking import masked
from orchestration.identity.subjects import Subject
from orchestration.identity.why import Answer, Step

REASONS = {
    "weak": "they weigh too little",
    "conflict": "better evidence joins one of them with somebody else",
    "first_name": "their first names are different",
    "birth_date": "their birth dates are different",
    "forced_split": "somebody decided that they are two people",
}


def answer_text(answer: Answer, auto_weight: object, with_values: bool = False) -> str:
    """One sentence per link; e-mails in ids are masked unless the values were asked for."""
    lines = [*_old_ids(answer), *_verdict(answer, auto_weight)]
    text = "\n".join(lines)
    return text if with_values else masked(text)


def _old_ids(answer: Answer) -> list[str]:
    return [
        f"{who.old_id} is customer {who.customer} today."
        for who in (answer.one, answer.other)
        if who.old_id
    ]


def _verdict(answer: Answer, auto_weight: object) -> list[str]:
    one, other = answer.one, answer.other
    if not answer.is_one_customer:
        apart = f"{_named(one)} and {_named(other)} are two customers"
        if answer.apart is None:
            return [f"{apart}: no rule joins them, and nothing that was compared came near it."]
        why = REASONS.get(str(answer.reason), str(answer.reason))
        kind = {"review": "left for review", "vetoed": "vetoed"}.get(
            str(answer.decision), str(answer.decision)
        )
        return [f"{apart}: {kind}, because {why}.", *_step_lines(answer.apart, auto_weight)]
    if not answer.path:
        return [f"{one.record} is one record, of customer {one.customer}."]
    steps = len(answer.path)
    weakest = min(step.link.weight for step in answer.path)
    return [
        f"{one.record} and {other.record} are customer {one.customer}, joined by {steps} "
        f"link{'s' if steps > 1 else ''}, the weakest of {_number(weakest)} bits.",
        *(line for step in answer.path for line in _step_lines(step, auto_weight)),
    ]


def _named(who: Subject) -> str:
    return f"{who.record} (customer {who.customer})"


def _step_lines(step: Step, auto_weight: object) -> list[str]:
    link = step.link
    if step.level_weights:
        terms = ", ".join(
            _term(comparison, level) + f" {weight:+.1f}"
            for comparison, level, weight in step.level_weights
        )
        reason = (
            f"{terms}: {_number(link.weight)}, where {auto_weight} joins "
            f"(rule weights, version {link.version})"
        )
    else:
        told = step.description.rstrip(".") or "a rule that the seed identity_rules lacks"
        reason = f"{told[:1].lower()}{told[1:]} (rule {link.rule}, {_number(link.weight)})"
    lines = [f"  {link.left} and {link.right}: {reason}"]
    return [*lines, *(f"    {value}" for value in step.values)]


def _term(comparison: str, level: str) -> str:
    if comparison == "prior":
        return "any two records"
    return f"{comparison} {level}".replace("_", " ")


def _number(weight: Decimal) -> str:
    return f"{weight:.1f}"
