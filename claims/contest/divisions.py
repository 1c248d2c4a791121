"""One house, two voices: docs/rule.md, "Divided within"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from claims.contest.lineage import Houses, ancestry
from claims.contest.model import Assessment, Id, Scene, Voice
from claims.vocabulary import Stance

_COMMITTED = {Stance.ASSERTS}
_WAVERING = {Stance.UNSURE, Stance.DOUBTS, Stance.DENIES}


@dataclass(frozen=True, slots=True)
class Division:
    """An institution of which one voice commits to a claim while another wavers.

    ``institution`` is the nearest that both belong to, or one of the two.  Voices of ``wavering``
    are on the claim itself or on one that refines it: each carries its own ``claim``.
    """

    institution: Id
    claim: Id
    committed: tuple[Voice, ...]
    wavering: tuple[Voice, ...]


def divisions(scene: Scene, assessments: Mapping[Id, Assessment]) -> list[Division]:
    """Every institution divided over a claim, in the order of the scene's claims."""
    finer: dict[Id, list[Id]] = defaultdict(list)
    for fine, coarse in scene.refines:
        finer[coarse].append(fine)
    houses = Houses(scene.parents)
    # Who has nobody above and nobody below is alone.
    housed = {*scene.parents, *scene.parents.values()}
    found: list[Division] = []
    for claim in scene.claims:
        bearing = dict.fromkeys([claim.id, *finer.get(claim.id, ())])
        committed = _voices(assessments, [claim.id], _COMMITTED, housed)
        wavering = _voices(assessments, bearing, _WAVERING, housed) if committed else []
        if wavering:
            ours, theirs = _of_common_houses(committed, wavering, houses)
            found += _divided(claim.id, ours, theirs, scene.parents)
    return found


def _voices(
    assessments: Mapping[Id, Assessment],
    claims: Iterable[Id],
    stances: set[Stance],
    speakers: set[Id],
) -> list[Voice]:
    return [
        voice
        for claim in claims
        if claim in assessments
        for voice in assessments[claim].voices
        if voice.speaker in speakers and voice.stance in stances
    ]


def _of_common_houses(
    committed: list[Voice], wavering: list[Voice], houses: Houses
) -> Iterator[list[Voice]]:
    """The voices of either side whose house has some on both: no other can be divided."""
    ours, theirs = ({houses[voice.speaker] for voice in side} for side in (committed, wavering))
    common = ours & theirs
    for side in (committed, wavering):
        yield [voice for voice in side if houses[voice.speaker] in common]


def _divided(
    claim: Id, committed: Iterable[Voice], wavering: Iterable[Voice], parents: Mapping[Id, Id]
) -> Iterator[Division]:
    """An institution is the nearest common one of two voices that reach it by different ways."""
    ways = _ways(committed, parents), _ways(wavering, parents)
    for institution in ways[0]:
        ours, theirs = (way.get(institution, {}) for way in ways)
        sides = _apart(ours, theirs), _apart(theirs, ours)
        if all(sides):
            yield Division(institution, claim, *sides)


def _ways(voices: Iterable[Voice], parents: Mapping[Id, Id]) -> dict[Id, dict[Id, list[Voice]]]:
    """Institution -> the member through which voices reach it -> those voices."""
    found: dict[Id, dict[Id, list[Voice]]] = {}
    for voice in voices:
        way = voice.speaker
        for institution in ancestry(voice.speaker, parents):
            found.setdefault(institution, {}).setdefault(way, []).append(voice)
            way = institution
    return found


def _apart(ours: dict[Id, list[Voice]], theirs: dict[Id, list[Voice]]) -> tuple[Voice, ...]:
    """Our voices that come another way than some of theirs."""
    return tuple(voice for way, voices in ours.items() if theirs.keys() - {way} for voice in voices)
