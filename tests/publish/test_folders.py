import json

import pytest

from orchestration.errors import TresseError
from orchestration.publish.publication import publish
from orchestration.settings import Settings
from tests.publish.fake_shop import AS_OF

ROOTS = ["tables", "exports"]


@pytest.mark.parametrize("root", ROOTS)
def test_latest_names_the_newest_publication(shop: Settings, root: str) -> None:
    publish(shop, AS_OF)
    report = publish(shop, AS_OF)
    latest = getattr(shop, root) / "latest"
    assert latest.resolve() in {report.tables_folder.resolve(), report.export_folder.resolve()}
    manifest = json.loads((latest / "manifest.json").read_text())
    assert manifest["snapshot_id"] == report.snapshot.snapshot_id == latest.readlink().name
    assert manifest["as_of"] == AS_OF.isoformat()


def test_only_the_newest_folders_are_kept(shop: Settings) -> None:
    roots = (shop.tables, shop.exports)
    for root in roots:
        root.mkdir(parents=True)
        (root / "my notes").touch()
    reports = [publish(shop, AS_OF, keep=2) for _ in range(4)]
    newest = {report.snapshot.snapshot_id for report in reports[-2:]}
    for root in roots:
        assert {path.name for path in root.iterdir()} == {*newest, "latest", "my notes"}
    removed = reports[1].snapshot.snapshot_id
    assert reports[-1].removed == tuple(root / removed for root in roots)


@pytest.mark.parametrize("root", ROOTS)
def test_a_latest_that_is_no_link_is_refused_before_anything_is_written(
    shop: Settings, root: str
) -> None:
    latest = getattr(shop, root) / "latest"
    latest.mkdir(parents=True)
    with pytest.raises(TresseError, match=f"{latest} is not the link"):
        publish(shop, AS_OF)
    assert not shop.serving.exists()
    assert [path for path in shop.data_dir.rglob("manifest.json") if "dbt" not in path.parts] == []
