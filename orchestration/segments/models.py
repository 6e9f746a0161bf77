"""The SQL of the compiled models: one column per segment, in the order in which they nest."""

from collections.abc import Mapping, Sequence

from orchestration.segments.definition import Definition
from orchestration.segments.expressions import sql_lines
from orchestration.segments.nesting import LIFECYCLE_STAGE, levels

HEADER = "-- written by `tresse segments compile`; do not edit\n"
LONGEST_LINE = 100
KEYS = ("customer_id", "as_of")

_LEVEL_0 = """level_0 as (

    select
        customer_features.*,
        connections.*

    from customer_features

    cross join connections

)"""

Sources = Mapping[str, tuple[str, ...]]


def rules_sql(definitions: Sequence[Definition], sources: Sources) -> str:
    """Return the model of nullable flags: one row per customer, null where unknown."""
    tables = sorted({table for tables in sources.values() for table in tables})
    features = sorted(
        {name for each in definitions for c in each.conditions for name in c.features}
    )
    steps = [_step(number, step, sources) for number, step in enumerate(levels(definitions), 1)]
    ctes = [
        _cte(
            "customer_features",
            _select([*KEYS, *(f for f in features if f not in KEYS)]),
            "customer_features",
        ),
        _cte("connected_tables", _select(["source_table", "is_connected"]), "stg_landing__tables"),
        _connections(tables),
        _LEVEL_0,
        *(cte for step in steps for cte in step),
    ]
    last = ctes[-1].partition(" ")[0]
    comment = "-- Nothing is known of a segment while a source it needs is not connected.\n"
    columns = [*KEYS, *_stage_column(definitions), *(each.slug for each in definitions)]
    return f"{HEADER}{comment}with\n\n{_joined(ctes)}\n\n{_select(columns)}\n\nfrom {last}\n"


def customer_segments_sql(definitions: Sequence[Definition]) -> str:
    """Return the public model: one row per customer, a flag per segment that is never null."""
    flags = [f"coalesce({each.slug}, false) as {each.slug}" for each in definitions]
    columns = [*KEYS, *_stage_column(definitions), *flags]
    return f"{HEADER}{_select(columns)}\n\nfrom {{{{ ref('int_segments__rules') }}}}\n"


def memberships_sql(definitions: Sequence[Definition]) -> str:
    """Return the long model: one row per segment and customer who is a member or may be one."""
    columns = ["customer_id", *(each.slug for each in definitions)]
    branches = [
        f"    select\n        customer_id,\n        '{each.slug}' as segment,\n"
        f"        {each.slug} as is_member\n\n    from rules\n\n"
        f"    where coalesce({each.slug}, true)"
        for each in definitions
    ]
    ctes = [
        _cte("rules", _select(columns), "int_segments__rules"),
        "memberships as (\n\n" + "\n\n    union all\n\n".join(branches) + "\n\n)",
    ]
    last = _select(["customer_id", "segment", "is_member"])
    return f"{HEADER}with\n\n{_joined(ctes)}\n\n{last}\n\nfrom memberships\n"


def flags_test_sql(definitions: Sequence[Definition]) -> str:
    """Return the invariant: a flag is true exactly where segment_members has a row."""
    branches = [
        f"    select\n        customer_id,\n        '{each.slug}' as segment\n\n"
        f"    from {{{{ ref('customer_segments') }}}}\n\n    where {each.slug}"
        for each in definitions
    ]
    ctes = [
        _cte("members", _select(["customer_id", "segment"]), "segment_members"),
        "flags as (\n\n" + "\n\n    union all\n\n".join(branches) + "\n\n)",
    ]
    last = _select(
        [
            "coalesce(flags.segment, members.segment) as segment",
            "coalesce(flags.customer_id, members.customer_id) as customer_id",
        ]
    )
    join = (
        "from flags\n\nfull outer join members\n"
        "    on\n        flags.segment = members.segment\n"
        "        and flags.customer_id = members.customer_id\n\n"
        "where flags.customer_id is null or members.customer_id is null\n"
    )
    return f"{HEADER}with\n\n{_joined(ctes)}\n\n{last}\n\n{join}"


def _step(number: int, step: Sequence[Definition], sources: Sources) -> list[str]:
    name, before = f"level_{number}", f"level_{number - 1}"
    stages = [each for each in step if each.is_stage]
    columns = [_flag(each, sources) for each in step if not each.is_stage]
    if not stages:
        return [_level(name, before, columns)]
    # The flags of the stages read the stage itself, hence one step more.
    flags = [f"{LIFECYCLE_STAGE} = '{each.slug}' as {each.slug}" for each in stages]
    with_stage = [*columns, _stage(stages, sources[stages[0].slug])]
    return [_level(f"{name}_stage", before, with_stage), _level(name, f"{name}_stage", flags)]


def _flag(definition: Definition, sources: Sources) -> str:
    connected = _connected(sources[definition.slug])
    lines = sql_lines(definition.conditions)
    line = f"case when {connected} then {lines[0]} end as {definition.slug}"
    if len(lines) == 1 and len(line) + 9 <= LONGEST_LINE:
        return line
    then = _indented(lines, 3)
    return f"case\n    when {connected}\n        then\n{then}\nend as {definition.slug}"


def _stage(stages: Sequence[Definition], tables: Sequence[str]) -> str:
    *ruled, otherwise = stages
    whens = [
        f"    when\n{_indented(sql_lines(stage.conditions), 2)}\n        then '{stage.slug}'"
        for stage in ruled
    ]
    connected = f"({_connected(tables)})" if len(tables) > 1 else _connected(tables)
    unknown = f"    when not {connected} then null"
    last = f"    else '{otherwise.slug}'\nend as {LIFECYCLE_STAGE}"
    return "\n".join(["case", unknown, *whens, last])


def _connected(tables: Sequence[str]) -> str:
    return " and ".join(f"has_{table}" for table in tables)


def _connections(tables: Sequence[str]) -> str:
    columns = [
        f"count(case when source_table = '{table}' and is_connected then 1 end) > 0\n"
        f"    as has_{table}"
        for table in tables
    ]
    return f"connections as (\n\n{_shifted(_select(columns))}\n\n    from connected_tables\n\n)"


def _level(name: str, before: str, columns: Sequence[str]) -> str:
    spaced = ",\n\n".join(_shifted(column, 2) for column in ["*", *columns])
    return f"{name} as (\n\n    select\n{spaced}\n\n    from {before}\n\n)"


def _cte(name: str, select: str, model: str) -> str:
    return f"{name} as (\n\n{_shifted(select)}\n\n    from {{{{ ref('{model}') }}}}\n\n)"


def _select(columns: Sequence[str]) -> str:
    return "select\n" + ",\n".join(_shifted(column) for column in columns)


def _joined(ctes: Sequence[str]) -> str:
    return ",\n\n".join(ctes)


def _stage_column(definitions: Sequence[Definition]) -> list[str]:
    return [LIFECYCLE_STAGE] if any(each.is_stage for each in definitions) else []


def _indented(lines: Sequence[str], depth: int) -> str:
    return "\n".join("    " * depth + line for line in lines)


def _shifted(text: str, depth: int = 1) -> str:
    return "\n".join("    " * depth + line if line else line for line in text.splitlines())
