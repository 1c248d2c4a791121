"""What an assessment carries beside the state: enough for `why` to tell the whole story."""

from __future__ import annotations

from dataclasses import replace

import pytest

from claims.contest import (
    Claim,
    Exclusion,
    Figure,
    FigureRelation,
    Ground,
    Interval,
    Position,
    Question,
    Scene,
    Verdict,
    Why,
    assess,
    compare_figures,
    divisions,
)
from claims.contest.clashes import MOST_RIVALS
from claims.dates import DAY_MAX, DAY_MIN
from claims.vocabulary import Mode, Rating, Reason, Stance, State
from tests.contest.build import Numbers


def said(claim: str, speaker: str, stance: str, day: int | None = 1, **more: object) -> Position:
    first, last = (DAY_MIN, DAY_MAX) if day is None else (day, day)
    number = more.pop("id", f"{speaker} {stance} {claim} {day}")
    return Position(claim, speaker, Stance(stance), first, last, id=number, **more)


def exclusive(*positions: Position, **more: object) -> Scene:
    claims = sorted({position.claim for position in positions})
    return Scene(
        [Question("Q", Mode.EXCLUSIVE)], [Claim(claim, "Q") for claim in claims], positions, **more
    )


def silenced(scene: Scene, claim: str) -> dict[object, tuple[Why, object]]:
    return {
        one.position.id: (one.why, one.by.id if one.by else None)
        for one in assess(scene)[claim].superseded
    }


def test_every_way_to_be_silenced() -> None:
    scene = exclusive(
        said("X", "A", "denies", 1, disowned=True, id="unsaid"),
        said("X", "A", "reports", 1, id="relay"),
        said("X", "A", "asserts", 2, id="first"),
        said("X", "A", "retracts", 3, id="back"),
        said("X", "A", "doubts", 4, id="doubt"),
        said("X", "A", "suspects", 5, id="again"),
        said("Y", "A", "asserts", 6, act="hearing", id="other"),
        said("Y", "A", "asserts", 6, act="hearing", id="other copy"),
    )
    assert silenced(scene, "X") == {
        "unsaid": (Why.DISOWNED, None),
        "relay": (Why.RELAY, None),
        "first": (Why.RETRACTED, "back"),
        "back": (Why.RETRACTION, None),
        "doubt": (Why.LATER, "again"),
        "again": (Why.REVERSED, "other"),
    }
    assert silenced(scene, "Y") == {"other copy": (Why.SAME_ACT, "other")}
    assert [voice.ids for voice in assess(scene)["Y"].voices] == [("other",)]


def test_the_latest_of_several_reversals_is_named() -> None:
    scene = exclusive(
        said("X", "A", "asserts", 1, id="first"),
        said("Y", "A", "asserts", 2),
        said("Z", "A", "asserts", 3, id="last"),
    )
    assert silenced(scene, "X") == {"first": (Why.REVERSED, "last")}


def test_a_correction_names_the_later_figure() -> None:
    scene = Scene(
        [Question("Q", Mode.NUMBER)],
        [Claim("12", "Q", Numbers(12, 12)), Claim("21", "Q", Numbers(21, 21))],
        [said("12", "A", "asserts", 1, id="early"), said("21", "A", "asserts", 2, id="late")],
    )
    assert silenced(scene, "12") == {"early": (Why.REVERSED, "late")}


def test_a_verdict_is_a_voice_that_shows_its_rating() -> None:
    scene = Scene(
        [Question("Q", Mode.OPEN)],
        [Claim("X", "Q")],
        verdicts=[Verdict("X", "R", Rating.MOSTLY_FALSE, 1, 1, id=7)],
    )
    (voice,) = assess(scene)["X"].voices
    assert (voice.speaker, voice.stance, voice.ids) == ("R", Stance.DOUBTS, (7,))
    assert voice.positions[0].rating is Rating.MOSTLY_FALSE


def test_voices_come_in_the_order_of_stances_then_of_time() -> None:
    scene = exclusive(
        said("X", "A", "denies", 1),
        said("X", "C", "asserts", 3),
        said("X", "B", "asserts", 3),
        said("X", "D", "asserts", None),
        said("X", "E", "unsure", 2),
    )
    voices = assess(scene)["X"].voices
    assert [voice.speaker for voice in voices] == ["D", "B", "C", "E", "A"]


def test_a_voice_holds_for_all_the_days_it_names() -> None:
    scene = exclusive(
        said("X", "A", "asserts", 5, as_of=2),
        said("X", "A", "asserts", 5, as_of=3, act="1"),
        said("X", "A", "asserts", 5, as_of=4, act="1"),
    )
    (voice,) = assess(scene)["X"].voices
    assert voice.as_of_span == (2, 4)
    assert len(voice.positions) == 2


def test_reports_of_one_act_carry_its_date() -> None:
    scene = exclusive(
        said("X", "A", "asserts", 5, act="1"), said("X", "A", "unsure", None, act="1")
    )
    dates = [(p.first, p.last) for voice in assess(scene)["X"].voices for p in voice.positions]
    assert dates == [(5, 5), (5, 5)]


def names(ground: Ground) -> tuple[list[object], list[object]]:
    return [v.speaker for v in ground.ours], [v.speaker for v in ground.theirs]


def test_grounds_name_those_who_clash_and_no_others() -> None:
    found = assess(
        exclusive(
            said("X", "A", "asserts"),
            said("X", "B", "suspects"),
            said("X", "C", "doubts"),
            said("X", "D", "unsure"),
            said("Y", "E", "suspects"),
            said("Z", "A", "suspects"),
        )
    )
    opposed, rival = found["X"].grounds
    # Suspicion and doubt are no dispute; nor is A's own suspicion of Z.
    assert (opposed.reason, names(opposed)) == (Reason.OPPOSED, (["A"], ["C"]))
    assert (opposed.rival, opposed.exclusion) == (None, None)
    assert (rival.reason, names(rival)) == (Reason.RIVAL, (["A"], ["E"]))
    assert found["X"].rivals == (("Y", Exclusion.QUESTION),)
    assert found["Z"].state is State.UNSETTLED


def test_a_rival_is_named_once_with_the_first_reason() -> None:
    twelve, many = said("12", "A", "asserts", 1), said("21", "B", "asserts", 2)
    scene = Scene(
        [Question("Q", Mode.NUMBER, cumulative=True)],
        [Claim("12", "Q", Numbers(12, 12)), Claim("21", "Q", Numbers(21, 21))],
        [twelve, many],
        contradicts=[("12", "21"), ("21", "12"), ("12", "12")],
    )
    # Grown by the numbers, and still excluded by the link.
    assert assess(scene)["12"].rivals == (("21", Exclusion.LINK),)
    same_day = Scene(
        scene.questions, scene.claims, [twelve, said("21", "B", "asserts", 1)],
        contradicts=scene.contradicts,
    )  # fmt: skip
    assert assess(same_day)["21"].rivals == (("12", Exclusion.NUMBERS),)


def test_a_link_joins_those_too_whom_growth_reconciles() -> None:
    earlier, same_day = said("12", "A", "asserts", 1), said("12", "C", "asserts", 2)
    scene = Scene(
        [Question("Q", Mode.NUMBER, cumulative=True)],
        [Claim("12", "Q", Numbers(12, 12)), Claim("21", "Q", Numbers(21, 21))],
        [earlier, same_day, said("21", "B", "asserts", 2)],
    )

    def facing(scene: Scene) -> set[object]:
        [ground] = assess(scene)["12"].grounds
        return {voice.speaker for voice in ground.ours}

    assert facing(scene) == {"C"}
    assert facing(replace(scene, contradicts=[("12", "21")])) == {"A", "C"}


def test_rivals_named_are_bounded() -> None:
    found = assess(
        exclusive(*(said(f"claim {n:03}", f"speaker {n}", "asserts") for n in range(150)))
    )
    for one in found.values():
        assert one.reasons == (Reason.RIVAL,)
        assert len(one.rivals) == MOST_RIVALS == 100


def test_rivals_come_in_the_order_of_their_ids() -> None:
    scene = exclusive(*(said(claim, claim, "asserts") for claim in "XYZ"))
    turned = replace(scene, claims=scene.claims[::-1])
    assert [rival for rival, _ in assess(scene)["Y"].rivals] == ["X", "Z"]
    assert assess(turned) == assess(scene)


def test_one_who_speaks_for_many_does_not_hide_them() -> None:
    # A's own + spans all days: the others, though neither first nor last, still face A's denial.
    others = [f"speaker {n}" for n in range(20)]
    found = assess(
        exclusive(
            said("X", "A", "asserts", None),
            said("X", "A", "denies", None),
            *(said("X", other, "asserts", 5) for other in others),
        )
    )
    (ground,) = found["X"].grounds
    assert names(ground) == (sorted(others), ["A"])


def test_what_is_not_in_the_scene_is_an_error() -> None:
    with pytest.raises(KeyError):
        assess(Scene([], [Claim("X", "Q")]))
    with pytest.raises(KeyError):
        assess(Scene([], [], [said("X", "A", "asserts")]))


class Counted(str):
    """A name that counts how often it is compared."""

    __slots__ = ()
    __hash__ = str.__hash__
    compared = 0

    def __eq__(self, other: object) -> bool:
        Counted.compared += 1
        return str.__eq__(self, other)

    def __ne__(self, other: object) -> bool:
        Counted.compared += 1
        return str.__ne__(self, other)


def comparisons(stances: list[str], size: int) -> int:
    scene = Scene(
        [Question("Q", Mode.EXCLUSIVE)],
        [Claim("X", "Q"), Claim("Y", "Q")],
        [
            said("XY"[n % 2], Counted(f"speaker {n}"), stances[n % len(stances)], 1 + n % 7)
            for n in range(size)
        ],
        parents={Counted(f"speaker {n}"): "house" for n in range(size)},
    )
    Counted.compared = 0
    divisions(scene, assess(scene))
    return Counted.compared


@pytest.mark.parametrize(
    "stances",
    [["asserts"], ["suspects"], ["asserts", "asserts", "denies", "denies"], list(Stance)],
    ids=["all assert", "all suspect", "half deny", "all stances"],
)
def test_work_grows_with_the_speakers_not_with_their_pairs(stances: list[str]) -> None:
    few, many = comparisons(stances, 560), comparisons(stances, 2240)
    assert few > 0
    assert many < 6 * few


@pytest.mark.parametrize("cumulative", [False, True])
def test_imprecise_days_update_only_when_certainly_later(cumulative: bool) -> None:
    early = Figure(Numbers(12, 12), 1, "A", until=3)
    overlapping = Figure(Numbers(21, 21), 3, "B", until=9)
    later = Figure(Numbers(21, 21), 4, "B")
    grown = FigureRelation.UPDATED if cumulative else FigureRelation.CONTESTED
    assert compare_figures(early, overlapping, cumulative=cumulative) is FigureRelation.CONTESTED
    assert compare_figures(early, later, cumulative=cumulative) is grown


@pytest.mark.parametrize(
    ("lower", "higher"),
    [
        (Numbers(None, 5), Numbers(6, 7)),
        (Numbers(5, 5), Numbers(6, None)),
        (Numbers(None, 5), Numbers(6, None)),
        (Numbers(0, 5), Numbers(6, 6)),
    ],
)
def test_unbounded_figures_have_their_height(lower: Interval, higher: Interval) -> None:
    grown = compare_figures(Figure(lower, 1, "A"), Figure(higher, 2, "B"), cumulative=True)
    shrunk = compare_figures(Figure(higher, 1, "A"), Figure(lower, 2, "B"), cumulative=True)
    assert (grown, shrunk) == (FigureRelation.UPDATED, FigureRelation.CONTESTED)


def test_touching_figures_differ_by_their_other_bound() -> None:
    class Above(Numbers):
        """More than: its lower bound is open."""

        def overlaps(self, other: Numbers) -> bool:
            return other.high is None or other.high > self.low

    grown = compare_figures(
        Figure(Above(12, None), 2, "A"), Figure(Numbers(12, 12), 1, "B"), cumulative=True
    )
    assert grown is FigureRelation.UPDATED
