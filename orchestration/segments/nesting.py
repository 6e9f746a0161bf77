"""Segments that name segments: refused when unknown or in a circle, else put into levels."""

from collections.abc import Mapping, Sequence, Set
from graphlib import CycleError, TopologicalSorter

from orchestration.segments.definition import STAGES, Definition
from orchestration.segments.mistakes import Mistake, nearest

LIFECYCLE_STAGE = "lifecycle_stage"


def nesting_mistakes(
    definitions: Sequence[Definition], unread: frozenset[str] = frozenset()
) -> list[Mistake]:
    """Return every slug used twice and every unknown, misplaced or circular reference.

    Slugs whose definition could not be read are known, but nothing more can be said of them.
    """
    known = {definition.slug: definition for definition in definitions}
    names = known.keys() | unread
    mistakes = [
        *_duplicates(definitions),
        *(mistake for each in definitions for mistake in _references(each, names)),
    ]
    if unread:
        return mistakes
    mistakes += [*_stages([each for each in definitions if each.is_stage]), *_empty(definitions)]
    return mistakes or _cycles(known)


def levels(definitions: Sequence[Definition]) -> list[tuple[Definition, ...]]:
    """Return the segments in steps: each names only segments of earlier steps.

    Stages stand together in one step, since one `case` decides them all.
    """
    needed = _needed({definition.slug: definition for definition in definitions})
    sorter = TopologicalSorter(needed)
    sorter.prepare()
    steps = []
    while sorter.is_active():
        ready = set(sorter.get_ready())
        sorter.done(*ready)
        step = tuple(each for each in definitions if _node(each) in ready)
        steps.append(step)
    return [step for step in steps if step]


def all_sources(definitions: Sequence[Definition]) -> dict[str, tuple[str, ...]]:
    """Return the tables that each segment needs, those of the segments it names included."""
    known = {definition.slug: definition for definition in definitions}
    needed = _needed(known)
    found: dict[str, frozenset[str]] = {}
    for node in TopologicalSorter(needed).static_order():
        own = [each.sources for each in definitions if _node(each) == node]
        below = [found[lower] for lower in needed[node]]
        found[node] = frozenset(table for tables in (*own, *below) for table in tables)
    return {slug: tuple(sorted(found[_node(each)])) for slug, each in known.items()}


def _node(definition: Definition) -> str:
    return LIFECYCLE_STAGE if definition.is_stage else definition.slug


def _needed(known: Mapping[str, Definition]) -> dict[str, dict[str, None]]:
    # Dictionaries as ordered sets: the same circle is named in every run.
    needed: dict[str, dict[str, None]] = {}
    for definition in known.values():
        below = {_node(known[slug]): None for slug in definition.nested}
        needed.setdefault(_node(definition), {}).update(below)
    return needed


def _mistake(definition: Definition, what: str) -> Mistake:
    return Mistake(definition.file, definition.line, definition.slug, what)


def _duplicates(definitions: Sequence[Definition]) -> list[Mistake]:
    first: dict[str, Definition] = {}
    mistakes = []
    for each in definitions:
        other = first.setdefault(each.slug, each)
        if other is not each:
            place = f"{other.file}:{other.line}"
            mistakes.append(_mistake(each, f"is defined in {place} already; choose another slug"))
    return mistakes


def _references(definition: Definition, known: Set[str]) -> list[Mistake]:
    return [
        _mistake(definition, f"names the unknown segment '{slug}'{nearest(slug, known)}")
        for slug in definition.nested
        if slug not in known
    ]


def _stages(stages: Sequence[Definition]) -> list[Mistake]:
    slugs = {stage.slug for stage in stages}
    mistakes = []
    for stage in stages:
        if slugs & set(stage.nested):
            mistakes.append(_mistake(stage, "names a stage; their order already excludes them"))
        if stage is stages[-1] and stage.conditions:
            what = f"is the last of {STAGES}: it takes whoever is left, so write where = []"
            mistakes.append(_mistake(stage, what))
    return mistakes


def _empty(definitions: Sequence[Definition]) -> list[Mistake]:
    last_stage = [each for each in definitions if each.is_stage][-1:]
    return [
        _mistake(each, "has no condition; only the last stage may have none")
        for each in definitions
        if not each.conditions and each not in last_stage
    ]


def _cycles(known: Mapping[str, Definition]) -> list[Mistake]:
    try:
        TopologicalSorter(_needed(known)).prepare()
    except CycleError as error:
        # graphlib lists each node before the one that needs it.
        path = list(reversed(error.args[1]))
        start = next(each for each in known.values() if _node(each) in path)
        turned = path.index(_node(start))
        circle = [*path[turned:-1], *path[:turned], path[turned]]
        return [_mistake(start, f"is part of a circle: {' -> '.join(circle)}; break it")]
    return []
