"""What is killed: commands, the database they start from, and what they leave at each stage."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from claims.errors import ExitStatus
from tests.torture import material
from tests.torture.checks import hash_of, opened
from tests.torture.places import Place
from tests.torture.program import Program

_DONE = frozenset({int(ExitStatus.DONE)})


@dataclass(frozen=True)
class Workload:
    """A command and its template; ``steps`` are commands that leave what it leaves on its way.

    ``again`` are the exit codes a repetition may have: some say that it is done already.
    ``history`` false: how many batches it takes depends on where it was broken off.
    """

    name: str
    template: str
    argv: tuple[str, ...]
    steps: tuple[tuple[str, ...], ...] = ()
    again: frozenset[int] = _DONE
    history: bool = True
    share: int = 1


@dataclass
class Known:
    """A workload undisturbed: hashes at its stages, the last the end; how long, how many writes."""

    stages: list[str] = field(default_factory=list)
    seconds: float = 0.0
    writes: int = 0


def workloads(folder: Path, seed: int, size: int) -> list[Workload]:
    """Write the files, name the commands."""
    chance = random.Random(seed)  # to be had again
    first = list(material.records(chance, size))
    second = list(material.records(chance, size, keys="m"))
    told = list(material.articles(chance, max(110, size // 2)))
    a, b = material.put(folder / "a.jsonl", first), material.put(folder / "b.jsonl", second)
    changed = material.put(folder / "changed.jsonl", list(material.revised(chance, first)))
    read = material.put(folder / "articles.jsonl", told)
    part = material.put(folder / "part.jsonl", told[:100])  # one transaction of claims.proposals
    usage, conflict = int(ExitStatus.USAGE), int(ExitStatus.DATABASE)
    return [
        Workload("import", "empty", ("import", a, b), steps=(("import", a),), share=3),
        Workload("revise", "full", ("import", changed), share=2),
        Workload("undo", "full", ("undo", "B1"), again=_DONE | {conflict}, share=2),
        Workload("merge", "full", ("merge", "P1", "P2", "--yes"), again=_DONE | {usage}, share=2),
        *(Workload(f"upgrade from {old}", old, ("db", "upgrade")) for old in past_revisions()),
        Workload(
            "extract --save",
            "empty",
            ("extract", "--save", "--jobs", "1", read),
            steps=(("extract", "--save", "--jobs", "1", part),),
            history=False,
        ),
        Workload("init", "", ("init",)),
    ]


def past_revisions() -> list[str]:
    """Every revision a database may have that is not the newest, the newest of them first."""
    from alembic.script import ScriptDirectory

    from claims.schema import alembic_config

    with alembic_config() as config:
        found = [one.revision for one in ScriptDirectory.from_config(config).walk_revisions()]
    return found[1:]


def make_templates(place: Place, program: Program, works: Iterable[Workload]) -> None:
    """The databases that workloads start from."""
    from claims.schema import downgrade

    url = place.fresh("")
    program.done(["init"], url)
    place.keep("empty")
    program.done(["import", "a.jsonl"], url)
    place.keep("full")
    needed = {work.template for work in works}
    for revision in past_revisions():
        if revision not in needed:
            continue
        with opened(url, any_revision=True) as database:
            downgrade(database, revision)
        place.keep(revision)


def learn(place: Place, program: Program, work: Workload) -> Known:
    """Run it undisturbed and see what it leaves, how long it takes, how often it writes."""
    known = Known()
    url = place.fresh(work.template)
    known.stages.append(_hash(url, work))
    for step in work.steps:
        program.done(step, place.fresh(work.template))
        known.stages.append(_hash(url, work))
    url = place.fresh(work.template)
    program.start(work.argv, url)
    before = place.written()
    while not program.ended():
        if (now := place.written()) != before:
            known.writes, before = known.writes + 1, now
    outcome = program.wait()
    if outcome.status:
        raise AssertionError(f"{work.name}: {outcome.status}\n{outcome.err}")
    known.seconds = outcome.seconds
    known.stages.append(_hash(url, work))
    return known


def _hash(url: str, work: Workload) -> str:
    if "://" not in url and not Path(url).exists():
        return "nothing"
    return hash_of(url, history=work.history)


def dealt(found: Iterable[Workload], kills: int) -> Mapping[str, int]:
    """How many kills each gets, by its share, all of them together as many as asked."""
    found = list(found)
    total = sum(work.share for work in found)
    given = {work.name: kills * work.share // total for work in found}
    for work in found[: kills - sum(given.values())]:
        given[work.name] += 1
    return given
