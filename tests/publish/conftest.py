import shutil
from pathlib import Path

import pytest

from orchestration.publish.publication import PublicationReport, publish
from orchestration.settings import Settings
from tests.publish.fake_shop import AS_OF, build_shop, settings_of


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_shop(tmp_path_factory.mktemp("template") / "data").data_dir


@pytest.fixture
def shop(template: Path, tmp_path: Path) -> Settings:
    """A built shop of one's own, not yet published."""
    return settings_of(shutil.copytree(template, tmp_path / "data"))


@pytest.fixture(scope="session")
def published(
    template: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Settings, PublicationReport]:
    """A published shop that no test changes."""
    shop = settings_of(shutil.copytree(template, tmp_path_factory.mktemp("published") / "data"))
    return shop, publish(shop, AS_OF)
