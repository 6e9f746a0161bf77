"""The folders of the lake: private from the start, as open later as their owner makes them."""

from pathlib import Path
from stat import S_IMODE

from orchestration.files import sync_to_disk
from orchestration.settings import Settings


def make_folder(settings: Settings, folder: Path) -> None:
    """Make a folder of the lake, as open as the lake is; a new lake is its owner's alone.

    Where Spark runs as another user of the same group, the lake is opened to the group once.
    """
    if folder == settings.lake:
        if not folder.exists():
            folder.mkdir(mode=0o700, parents=True)
    elif not folder.exists():
        make_folder(settings, folder.parent)
        folder.mkdir(mode=0o700)
        folder.chmod(S_IMODE(settings.lake.stat().st_mode))
        sync_to_disk(folder.parent)


def file_mode(settings: Settings) -> int:
    """The mode of a file in the lake: for those, and only those, to whom the lake is open."""
    return settings.lake.stat().st_mode & 0o666
