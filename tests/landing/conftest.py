"""Fixtures of the landing tests."""

from pathlib import Path

import pytest

from tests.landing.shop import Shop, make_shop


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    """A shop whose core files are in its inbox."""
    return make_shop(tmp_path)
