from pathlib import Path

import pytest

from orchestration.settings import Settings


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A data folder whose models Spark builds."""
    monkeypatch.setenv("TRESSE_TARGET", "spark_session")
    data_dir = tmp_path / "data"
    data_dir.mkdir()
    return Settings(data_dir, {"time_zone": "Europe/Paris"}, {})
