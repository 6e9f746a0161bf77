"""Do the declared sources name what there is?"""

from orchestration.adapters.adapter import vendors
from orchestration.contract.contract import Contract, nearest
from orchestration.errors import TresseError
from orchestration.landing.aliases import GENERIC
from orchestration.settings import Source

CANONICAL = "canonical"


def check_sources(sources: tuple[Source, ...], contract: Contract) -> None:
    """Raise when a declaration names what does not exist, or no source has a core table."""
    ids = {source.id for source in sources}
    known_vendors = (CANONICAL, GENERIC, *vendors())
    known = [table.name for table in contract.tables]
    for source in sources:
        if source.vendor not in known_vendors:
            raise TresseError(
                f"dbt_project.yml: the source {source.id!r} has the unknown vendor "
                f"{source.vendor!r}; known: {', '.join(known_vendors)}."
            )
        if source.shop not in ids:
            raise TresseError(
                f"dbt_project.yml: the source {source.id!r} names the shop {source.shop!r}, which "
                f"is no source{nearest(source.shop, ids)}; name the one whose ids its rows hold."
            )
        for table in source.tables:
            if table not in known:
                raise TresseError(
                    f"dbt_project.yml: the source {source.id!r} names the table {table!r}, which "
                    f"the contract does not have{nearest(table, known)}; write one of its tables."
                )
    declared = {table for source in sources for table in source.tables}
    for core in contract.core_tables:
        if core.name not in declared:
            raise TresseError(
                f"dbt_project.yml: no source delivers the core table {core.name}"
                f"{nearest(core.name, declared)}; add it to the tables of one."
            )
