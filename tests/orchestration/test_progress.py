"""A run's progress: short when all is well, complete when it is not."""

from orchestration.pipeline import _tell


def told(*lines: str) -> list[str]:
    announced: list[str] = []
    for line in lines:
        _tell(line, announced.append)
    return announced


def test_what_went_well_is_told_every_fiftieth_time() -> None:
    lines = [f"{number} of 120 OK created sql table model m" for number in range(1, 121)]
    assert told(*lines) == ["  50 of 120 models and tests", "  100 of 120 models and tests"]


def test_a_start_is_not_told() -> None:
    assert told("50 of 120 START sql table model m") == []


def test_every_failure_is_told() -> None:
    failure = "7 of 120 FAIL 3 unique_grain_orders"
    assert told(failure) == [f"  {failure}"]
