"""From the rule's findings to the lines a person reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from claims.contest import (
    DAY_MIN,
    Assessment,
    Division,
    Ground,
    Superseded,
    Voice,
    Why,
    divisions,
)
from claims.contest.lineage import top_parent
from claims.contrast.independence import Assertion, independent
from claims.contrast.model import Answer, Clash, Dispute, Line, Side, Split, Stand, TwoWays
from claims.contrast.reading import Reading
from claims.dates import day_text
from claims.reader import Row
from claims.telling import Bearing, Telling
from claims.vocabulary import Mode, SpeakerKind, Stance, State


def dispute_of(reading: Reading, row: Row, state: State) -> Dispute:
    """A question with its answers."""
    answers = [answer_of(reading, claim) for claim in reading.of_question(row["id"])]
    return Dispute(
        question=row["id"],
        slug=row["slug"],
        title=row["title"],
        mode=Mode(row["mode"]),
        unit=row["unit"],
        cumulative=bool(row["cumulative"]),
        state=state,
        answers=tuple(sorted(answers, key=_weight)),
    )


def _weight(answer: Answer) -> tuple[int, int, int, int]:
    """The worst state first, then who has most voices behind it."""
    holders = sum(1 for line in answer.lines if line.counted and line.stance.sign > 0)
    return (answer.state.severity, -answer.houses, -holders, answer.claim)


def answer_of(reading: Reading, claim: int) -> Answer:
    """One claim and all that bears on it."""
    found = reading.found[claim]
    return Answer(
        claim=claim,
        text=reading.title(claim),
        interval=reading.intervals[claim],
        state=found.state,
        reasons=found.reasons,
        clashes=tuple(_clash(reading, ground) for ground in found.grounds),
        lines=_lines(reading, claim, found),
        two_ways=_two_ways(reading, found),
        verdicts=tuple(reading.verdicts.get(claim, ())),
        refines=tuple(
            reading.title(coarse) for fine, coarse in reading.facts.refines if fine == claim
        ),
        houses=independent(_assertions(reading, found.voices)),
    )


def _assertions(reading: Reading, voices: Iterable[Voice]) -> Iterator[Assertion]:
    """House and act of each certain word for a claim, verdicts among them."""
    for voice in voices:
        if voice.stance is Stance.ASSERTS:
            top = top_parent(voice.speaker, reading.facts.parents)
            for position in voice.positions:
                bearing = reading.by_position.get(position.id)
                act = object() if position.act is None else position.act
                yield _house(bearing, top), act


def _house(bearing: Bearing | None, top: Any) -> Any:
    """The house a word is of: of a nameless source without one, the agency that has quoted it.

    Two papers that print "a military source" from one agency have one source, as far as is known.
    """
    if bearing is None:
        return top
    told = bearing.telling
    alone = told.speaker_kind == SpeakerKind.UNNAMED and top == told.speaker
    return ("via", told.via[-1]) if alone and told.via else top


def _clash(reading: Reading, ground: Ground) -> Clash:
    def begin(voices: tuple[Voice, ...]) -> int:
        return min(position.first for voice in voices for position in voice.positions)

    since = max(begin(ground.ours), begin(ground.theirs)) if ground.ours and ground.theirs else None
    return Clash(
        reason=ground.reason,
        ours=_sides(reading, ground.ours),
        theirs=_sides(reading, ground.theirs),
        rival=reading.title(ground.rival) if ground.rival is not None else None,
        rival_id=ground.rival,  # type: ignore[arg-type]
        since=day_text(since) if since is not None and since > DAY_MIN else None,
    )


def _sides(reading: Reading, voices: Iterable[Voice]) -> tuple[Side, ...]:
    """Each speaker once, in order of time, with what they said."""
    refs: dict[Any, list[str]] = {}
    for voice in sorted(voices, key=lambda voice: voice.positions[0].first):
        refs.setdefault(voice.speaker, []).extend(_refs(reading, voice))
    return tuple(Side(reading.names[speaker], tuple(found)) for speaker, found in refs.items())


def _refs(reading: Reading, voice: Voice) -> list[str]:
    refs = (reading.refs.get(position.id) for position in voice.positions)
    return [ref for ref in refs if ref]


_SIGN_ORDER = {1: 0, 0: 1, -1: 2}


def _lines(reading: Reading, claim: int, found: Assessment) -> tuple[Line, ...]:
    """The claim's bearings, one line for each act and stance."""
    silenced: dict[Any, Superseded] = {s.position.id: s for s in found.superseded}
    groups: dict[tuple[int, Stance], list[Bearing]] = {}
    for bearing in reading.bearings[claim]:
        groups.setdefault((bearing.telling.act, bearing.stance), []).append(bearing)
    lines = []
    for (act, stance), bearings in groups.items():
        ordered = sorted(
            bearings, key=lambda b: (b.telling.statement != b.telling.act, b.telling.statement)
        )
        # Copies of a telling that counts are silent as the same act: the line counts all the same.
        reasons = [silenced.get(b.position) for b in ordered]
        hushed = next((s for s in reasons if s and s.why is not Why.SAME_ACT), None)
        counted = hushed is None or any(s is None for s in reasons)
        bearing_ids = {b.telling.statement for b in ordered}
        lines.append(
            Line(
                stance=stance,
                bearings=tuple(ordered),
                elsewhere=tuple(
                    t for t in reading.acts.get(act, ()) if t.statement not in bearing_ids
                ),
                counted=counted,
                why=None if counted or hushed is None else hushed.why,
                by=None if counted or hushed is None else _by(reading, hushed),
            )
        )
    return tuple(
        sorted(lines, key=lambda li: (not li.counted, _SIGN_ORDER[li.stance.sign], *li.day))
    )


def _by(reading: Reading, silenced: Superseded) -> str | None:
    if silenced.by is None:
        return None
    return reading.refs.get(silenced.by.id)


def _two_ways(reading: Reading, found: Assessment) -> tuple[TwoWays, ...]:
    """Speakers whose counted words of one day pull in several directions."""
    heard: dict[tuple[Any, int], dict[Stance, dict[int, Telling]]] = {}
    for voice in found.voices:
        for position in voice.positions:
            bearing = reading.by_position.get(position.id)
            if bearing is not None:
                by_stance = heard.setdefault((voice.speaker, position.first), {})
                by_stance.setdefault(voice.stance, {})[bearing.telling.statement] = bearing.telling
    return tuple(
        TwoWays(
            speaker=reading.names[speaker],
            date=next(iter(next(iter(stances.values())).values())).date,
            heard={stance: tuple(tellings.values()) for stance, tellings in stances.items()},
        )
        for (speaker, _day), stances in sorted(heard.items(), key=lambda item: item[0][1])
        if len(stances) > 1
    )


def splits_of(reading: Reading) -> tuple[Split, ...]:
    """The institutions divided over the questions that were asked for."""
    wanted = set(reading.questions)
    found = [
        division
        for division in divisions(reading.facts, reading.found)
        if reading.claims[division.claim]["question_id"] in wanted
    ]
    return tuple(_split(reading, division) for division in found)


def _split(reading: Reading, division: Division) -> Split:
    claim: int = division.claim  # type: ignore[assignment]
    return Split(
        institution=reading.names[division.institution],
        claim=reading.title(claim),
        claim_id=claim,
        commits=tuple(_stand(reading, voice) for voice in division.committed),
        wavers=tuple(_stand(reading, voice) for voice in division.wavering),
    )


def _stand(reading: Reading, voice: Voice) -> Stand:
    bearings = [reading.by_position[p.id] for p in voice.positions if p.id in reading.by_position]
    claim: int = voice.claim  # type: ignore[assignment]
    return Stand(
        speaker=reading.names[voice.speaker],
        stance=voice.stance,
        claim=reading.title(claim),
        claim_id=claim,
        date=bearings[0].telling.date if bearings else "",
        refs=tuple(bearing.telling.ref for bearing in bearings),
    )
