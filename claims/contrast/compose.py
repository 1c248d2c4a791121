"""From the rule's findings to what a person reads: drafts chosen, words fetched, values made."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

from claims.contest import Division, Position, Voice, divisions
from claims.contrast import fold
from claims.contrast.fold import Folding
from claims.contrast.model import (
    Answer,
    Dispute,
    Folded,
    Line,
    Split,
    Stand,
    TwoWays,
)
from claims.contrast.reading import Reading
from claims.contrast.sides import Sides
from claims.contrast.sketch import Draft, Sketch, sketch
from claims.reader import Row
from claims.telling import Telling
from claims.vocabulary import Mode, Reason, Stance, State


class _Heard(NamedTuple):
    """A speaker whose counted words of one day pull in several directions."""

    speaker: Any
    stances: dict[Stance, dict[Any, Position]]


class _Plan(NamedTuple):
    """One answer before its words are fetched: what of it is shown."""

    sketch: Sketch
    lines: Sequence[Draft] = ()
    folded: tuple[Folded, ...] = ()
    two_ways: Sequence[_Heard] = ()
    two_ways_folded: int = 0
    clashes: int | None = 0
    """How many grounds are told, none for all."""
    noted: bool = False
    """Whether verdicts and coarser answers stand with it."""


class _Page(NamedTuple):
    """One question before its words are fetched."""

    row: Row
    state: State
    plans: Sequence[_Plan]
    folded: dict[State, int]
    figures_folded: int = 0
    clashes_folded: bool = False
    only_glance: bool = False


def answers_of(reading: Reading, claims: Iterable[int]) -> list[Answer]:
    """Claims and all that bears on each."""
    plans = [_whole(reading, sketch(reading, claim)) for claim in claims]
    return _composed(reading, plans)


def answer_of(reading: Reading, claim: int) -> Answer:
    """One claim and all that bears on it."""
    return answers_of(reading, [claim])[0]


def disputes_of(
    reading: Reading, rows: Sequence[Row], states: dict[int, State], folding: Folding | None
) -> tuple[Dispute, ...]:
    """Questions with their answers, all or folded."""
    weighed = {
        row["id"]: sorted(
            (sketch(reading, claim) for claim in reading.of_question(row["id"])),
            key=lambda each: each.weight,
        )
        for row in rows
    }
    if folding is None:
        pages = [
            _Page(row, states[row["id"]], [_whole(reading, s) for s in weighed[row["id"]]], {})
            for row in rows
        ]
    else:
        pages = list(_folded(reading, rows, states, weighed, folding))
    answers = iter(_composed(reading, [plan for page in pages for plan in page.plans]))
    return tuple(_dispute(page, list(islice(answers, len(page.plans)))) for page in pages)


def _dispute(page: _Page, answers: Iterable[Answer]) -> Dispute:
    row = page.row
    return Dispute(
        question=row["id"],
        slug=row["slug"],
        title=row["title"],
        mode=Mode(row["mode"]),
        unit=row["unit"],
        cumulative=bool(row["cumulative"]),
        state=page.state,
        answers=tuple(answers),
        folded=page.folded,
        figures_folded=page.figures_folded,
        clashes_folded=page.clashes_folded,
        only_glance=page.only_glance,
    )


# -- what is shown ---------------------------------------------------------------------------


def _whole(reading: Reading, each: Sketch) -> _Plan:
    return _Plan(each, each.lines, (), list(_two_ways(each)), 0, None, noted=True)


def _folded(
    reading: Reading,
    rows: Sequence[Row],
    states: dict[int, State],
    weighed: dict[int, list[Sketch]],
    folding: Folding,
) -> Iterator[_Page]:
    """The weightiest questions, answers and lines."""
    weights = {
        row["id"]: (states[row["id"]].severity, -sum(s.size for s in weighed[row["id"]]))
        for row in rows
    }
    ids = [row["id"] for row in rows]
    seen = fold.worst(ids, folding.glance, weights.__getitem__)
    laid_out = fold.worst(ids, folding.questions, weights.__getitem__)
    held = {
        row["id"]: [s for s in weighed[row["id"]] if not _on_axis(reading, row, s)]
        for row in rows if row["id"] in laid_out
    }  # fmt: skip
    most = fold.cut(map(len, held.values()), folding.answers, folding.all_answers)
    folding = folding._replace(answers=most)
    room = fold.Room.of([s for every in held.values() for s in every[:most]], folding)
    for row in rows:
        if row["id"] in laid_out:
            yield _laid_out(reading, row, states[row["id"]], weighed[row["id"]], folding, room)
        elif row["id"] in seen:
            yield _at_a_glance(reading, row, states[row["id"]], weighed[row["id"]], folding)


def _on_axis(reading: Reading, row: Row, each: Sketch) -> bool:
    return row["mode"] == Mode.NUMBER and reading.intervals[each.claim] is not None


def _at_a_glance(
    reading: Reading, row: Row, state: State, every: list[Sketch], folding: Folding
) -> _Page:
    few, rest = every[: folding.answers], every[folding.answers :]
    plans = [_Plan(each) for each in few]
    if any(_on_axis(reading, row, each) and each.size for each in every):
        figures = [each for each in every if _on_axis(reading, row, each)]
        plans, rest = list(_axis(reading, figures, folding._replace(figures=1, clashes=0))), []
    return _Page(row, state, plans, Counter(s.found.state for s in rest), only_glance=True)


def _laid_out(
    reading: Reading, row: Row, state: State, every: list[Sketch], folding: Folding, room: fold.Room
) -> _Page:
    figures = [each for each in every if _on_axis(reading, row, each)]
    others = [each for each in every if not _on_axis(reading, row, each)]
    axis = list(_axis(reading, figures, folding))
    few, rest = others[: folding.answers], others[folding.answers :]
    # Beside figures every clash is a line of its own, whatever the question asks for.
    listed = any(reading.intervals[each.claim] is not None for each in every)
    most = None if listed else folding.rivals
    plans = axis + [_answer_plan(each, folding, room, most) for each in few]
    plans.sort(key=lambda plan: plan.sketch.weight)
    states = Counter(each.found.state for each in rest)
    drawn = sum(each.size for each in figures)
    more = any(plan.clashes == 0 and plan.sketch.found.reasons for plan in axis)
    return _Page(row, state, plans, states, max(0, drawn - folding.figures), more)


def _answer_plan(each: Sketch, folding: Folding, room: fold.Room, rivals: int | None) -> _Plan:
    lines, folded = fold.folded_lines(each, room)
    heard = list(_two_ways(each))
    few = heard[: room.counted]
    opposed = Reason.OPPOSED in each.found.reasons
    told = opposed + rivals if rivals is not None else None
    return _Plan(each, lines, folded, few, len(heard) - len(few), told, noted=True)


def _axis(reading: Reading, figures: Sequence[Sketch], folding: Folding) -> Iterator[_Plan]:
    """All the answers that are figures: the latest lines, and the first clashes."""
    latest = defaultdict(list)
    for line in _latest(reading, figures, folding.figures):
        latest[line.words[0].claim].append(line)
    told = _clashes_told(figures, folding.clashes)
    for each, clashes in zip(figures, told, strict=True):
        yield _Plan(each, latest.get(each.claim, ()), clashes=clashes)


def _latest(reading: Reading, figures: Sequence[Sketch], most: int) -> Sequence[Draft]:
    """Their lines, at most so many, in order of answer."""
    if sum(each.size for each in figures) <= most:
        return [line for each in figures for line in each.lines]
    some = fold.perhaps_latest(figures, most)
    days = reading.days([line.words[0] for line in some])
    chosen = fold.latest_figures(some, days, most)
    return [line for line in some if id(line) in chosen]


def _clashes_told(figures: Sequence[Sketch], most: int) -> Iterator[int]:
    """How many grounds of each are told, so that so many different pairs are."""
    pairs: set[frozenset[Any]] = set()
    for each in figures:
        told = 0
        for ground in each.found.grounds[: 2 * most] if len(pairs) < most else ():
            pairs.add(frozenset((each.claim, ground.rival)))
            told += len(pairs) <= most
        yield told


# -- the words -------------------------------------------------------------------------------


def _composed(reading: Reading, plans: Sequence[_Plan]) -> list[Answer]:
    lines = [line for plan in plans for line in plan.lines]
    reading.tell(
        [word for line in lines for word in line.words],
        [
            word
            for plan in plans
            for heard in plan.two_ways
            for words in heard.stances.values()
            for word in words.values()
        ],
        [line.words[0].act for line in lines],
    )
    sides = Sides(reading)
    return [_answer(reading, plan, sides) for plan in plans]


def _answer(reading: Reading, plan: _Plan, sides: Sides) -> Answer:
    claim, found = plan.sketch.claim, plan.sketch.found
    grounds = found.grounds if plan.clashes != 0 else ()
    told = grounds[: plan.clashes]
    return Answer(
        claim=claim,
        text=reading.title(claim),
        interval=reading.intervals[claim],
        state=found.state,
        reasons=found.reasons,
        clashes=tuple(map(sides.clash, told)),
        lines=tuple(_line(reading, draft) for draft in plan.lines),
        two_ways=tuple(_heard(reading, heard) for heard in plan.two_ways),
        verdicts=tuple(reading.verdicts.get(claim, ())) if plan.noted else (),
        refines=tuple(map(reading.title, reading.coarser.get(claim, ()))) if plan.noted else (),
        houses=plan.sketch.houses,
        tally=plan.sketch.tally,
        count=plan.sketch.size,
        folded=plan.folded,
        two_ways_folded=plan.two_ways_folded,
        since=sides.since(grounds),
        rivals_folded=len(grounds) - len(told),
    )


def _line(reading: Reading, draft: Draft) -> Line:
    bearings = tuple(map(reading.bearing, draft.words))
    told = {bearing.telling.statement for bearing in bearings}
    hushed = draft.hushed
    by = reading.refs([hushed.by]) if hushed and hushed.by else []
    return Line(
        stance=draft.stance,
        bearings=bearings,
        elsewhere=tuple(t for t in reading.act(draft.words[0].act) if t.statement not in told),
        counted=hushed is None,
        why=hushed.why if hushed else None,
        by=by[0] if by else None,
    )


def _two_ways(each: Sketch) -> Iterator[_Heard]:
    """Speakers whose counted words of one day pull in several directions, in order of time."""
    heard: dict[tuple[Any, int], dict[Stance, dict[Any, Position]]] = {}
    for voice in each.found.voices:
        for position in voice.positions:
            if not position.rating:
                by_stance = heard.setdefault((voice.speaker, position.first), {})
                by_stance.setdefault(voice.stance, {})[position.id] = position
    several = [(day, speaker) for (speaker, day), stances in heard.items() if len(stances) > 1]
    several.sort(key=lambda item: item[0])
    for day, speaker in several:
        yield _Heard(speaker, heard[speaker, day])


def _heard(reading: Reading, heard: _Heard) -> TwoWays:
    told: dict[Stance, tuple[Telling, ...]] = {
        stance: tuple(map(reading.telling, words.values()))
        for stance, words in heard.stances.items()
    }
    date = next(iter(told.values()))[0].date
    return TwoWays(speaker=reading.names[heard.speaker], date=date, heard=told)


# -- divided within --------------------------------------------------------------------------


def divisions_of(reading: Reading) -> list[Division]:
    """Where institutions are divided over the questions that were asked for."""
    wanted = set(reading.questions)
    return [
        division
        for division in divisions(reading.facts, reading.found)
        if reading.claims[division.claim]["question_id"] in wanted
    ]


def splits_of(
    reading: Reading, found: Sequence[Division], folding: Folding | None = None
) -> tuple[Split, ...]:
    """Divisions with their words."""
    most = folding.answers if folding else None
    shown = [_cut(division, most) for division in found]
    dated = [
        word
        for division, _folded in shown
        for voice in (*division.committed, *division.wavering)
        for word in _said(voice)[:1]
    ]
    reading.tell((), dated, ())
    return tuple(_split(reading, division, folded) for division, folded in shown)


def _cut(division: Division, most: int | None) -> tuple[Division, int]:
    """A division with so many voices of either side, and how many there are besides."""
    if most is None:
        return division, 0
    few = Division(
        division.institution, division.claim, division.committed[:most], division.wavering[:most]
    )
    every = len(division.committed) + len(division.wavering)
    return few, every - len(few.committed) - len(few.wavering)


def _split(reading: Reading, division: Division, folded: int) -> Split:
    claim: int = division.claim  # type: ignore[assignment]
    return Split(
        institution=reading.names[division.institution],
        claim=reading.title(claim),
        claim_id=claim,
        commits=tuple(_stand(reading, voice) for voice in division.committed),
        wavers=tuple(_stand(reading, voice) for voice in division.wavering),
        folded=folded,
    )


def _stand(reading: Reading, voice: Voice) -> Stand:
    said = _said(voice)
    claim: int = voice.claim  # type: ignore[assignment]
    return Stand(
        speaker=reading.names[voice.speaker],
        stance=voice.stance,
        claim=reading.title(claim),
        claim_id=claim,
        date=reading.telling(said[0]).date if said else "",
        refs=tuple(reading.refs(said)),
    )


def _said(voice: Voice) -> list[Position]:
    """The positions of a voice that are statements, not verdicts."""
    return [position for position in voice.positions if not position.rating]
