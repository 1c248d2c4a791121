"""What holds of the rule in any scene."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import hypothesis
from hypothesis import assume
from hypothesis import strategies as st

from claims.contest import (
    Assessment,
    Claim,
    Position,
    Question,
    Scene,
    Verdict,
    Why,
    assess,
    divisions,
    question_states,
)
from claims.dates import DAY_MAX, DAY_MIN
from claims.vocabulary import FlagKind, Mode, Rating, Reason, Stance, State
from tests.contest.build import Numbers
from tests.contest.oracle import Oracle


def given(
    *args: object, examples: int = 40
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Hypothesis without its deadline: nothing here depends on how busy the machine is."""
    untimed = hypothesis.settings(deadline=None, max_examples=examples)
    return lambda test: untimed(hypothesis.given(*args)(test))


SPEAKERS = "ABCDE"
DAYS = st.integers(11, 16)
SPANS = st.one_of(
    DAYS.map(lambda day: (day, day)),
    st.tuples(DAYS, DAYS).map(lambda pair: (min(pair), max(pair))),
    st.just((DAY_MIN, DAY_MAX)),
)
PLUS_MOSTLY = st.one_of(st.sampled_from(Stance), st.sampled_from([Stance.ASSERTS, Stance.SUSPECTS]))


@st.composite
def numbers(draw: st.DrawFn) -> Numbers | None:
    low = draw(st.integers(0, 6))
    return draw(
        st.sampled_from([None, Numbers(low, low), Numbers(low, low), Numbers(low, low + 2)])
    )


@st.composite
def scenes(draw: st.DrawFn, *, speakers: str = SPEAKERS, most: int = 8) -> Scene:
    questions = [
        Question(name, draw(st.sampled_from(Mode)), draw(st.booleans())) for name in ("Q", "R")
    ]
    claims = [
        Claim(
            name,
            draw(st.sampled_from("QR")),
            draw(numbers()),
            draw(st.frozensets(st.sampled_from(FlagKind), max_size=1)),
        )
        for name in "wxyz"
    ]
    names = st.sampled_from([claim.id for claim in claims])
    said = draw(
        st.lists(
            st.builds(
                lambda span, **fields: Position(first=span[0], last=span[1], **fields),
                SPANS,
                claim=names,
                speaker=st.sampled_from(speakers),
                stance=PLUS_MOSTLY,
                act=st.sampled_from([None, None, "a", "b"]),
                as_of=st.one_of(st.none(), st.none(), DAYS),
                disowned=st.sampled_from([False] * 7 + [True]),
            ),
            max_size=most,
        )
    )
    rated = draw(
        st.lists(
            st.builds(
                lambda span, **fields: Verdict(first=span[0], last=span[1], **fields),
                SPANS,
                claim=names,
                reviewer=st.sampled_from(speakers[:2] + "R"),
                verdict=st.sampled_from([None, *Rating]),
            ),
            max_size=2,
        )
    )
    return Scene(
        questions=questions,
        claims=claims,
        positions=[p._replace(id=number) for number, p in enumerate(said)],
        verdicts=[replace(v, id=number) for number, v in enumerate(rated)],
        contradicts=draw(st.lists(st.tuples(names, names), max_size=2)),
        refines=draw(st.lists(st.tuples(names, names), max_size=2)),
        parents=draw(
            st.dictionaries(st.sampled_from(speakers), st.sampled_from(speakers + "US"), max_size=3)
        ),
    )


@st.composite
def crowds(draw: st.DrawFn) -> Scene:
    """Many speakers on two claims, most of whom agree in some way."""
    usual = draw(st.sampled_from([Stance.ASSERTS, Stance.SUSPECTS]))
    days = draw(st.lists(DAYS, min_size=24, max_size=24))
    others = draw(
        st.dictionaries(
            st.integers(0, 23),
            st.tuples(st.sampled_from("AB"), st.sampled_from(Stance)),
            max_size=4,
        )
    )
    first_on_x = draw(st.integers(0, 24))
    said = []
    for number, day in enumerate(days):
        speaker, stance = others.get(number, (f"speaker {number}", usual))
        claim = "x" if number >= first_on_x else "w"
        said.append(Position(claim, speaker, stance, day, day, id=number))
    return Scene(
        questions=[Question("Q", draw(st.sampled_from(Mode)), draw(st.booleans()))],
        claims=[Claim("w", "Q", Numbers(1, 1)), Claim("x", "Q", Numbers(2, 2))],
        positions=said,
    )


def states(found: dict[object, Assessment]) -> dict[object, tuple[object, ...]]:
    return {claim: (one.state, one.reasons) for claim, one in found.items()}


def meeting(pairs: set[tuple[object, object]]) -> tuple[set[object], set[object]]:
    return {a for a, _ in pairs}, {b for _, b in pairs}


def hold_against_the_oracle(scene: Scene) -> None:
    oracle = Oracle(scene)
    found = assess(scene)
    assert states(found) == {claim.id: oracle.find(claim) for claim in scene.claims}
    for claim, one in found.items():
        sides = {
            ground.rival: tuple({v.speaker for v in side} for side in (ground.ours, ground.theirs))
            for ground in one.grounds
        }
        opposed = oracle.opponents(claim)
        expected = {None: meeting(opposed)} if opposed else {}
        expected |= {rival: meeting(pairs) for rival, pairs in oracle.rivals(claim).items()}
        assert sides == expected


@given(scenes(), examples=150)
def test_the_rule_pair_by_pair(scene: Scene) -> None:
    hold_against_the_oracle(scene)


@given(crowds(), examples=150)
def test_the_rule_where_a_few_voices_decide_for_many(scene: Scene) -> None:
    hold_against_the_oracle(scene)


@given(scenes(speakers="AB", most=12), examples=150)
def test_the_rule_where_few_speak_often(scene: Scene) -> None:
    hold_against_the_oracle(scene)


@given(st.data(), scenes())
def test_no_order_matters(data: st.DataObject, scene: Scene) -> None:
    shuffled = replace(
        scene,
        positions=data.draw(st.permutations(scene.positions)),
        verdicts=data.draw(st.permutations(scene.verdicts)),
        claims=data.draw(st.permutations(scene.claims)),
        contradicts=[(b, a) for a, b in data.draw(st.permutations(scene.contradicts))],
    )
    assert assess(shuffled) == assess(scene)


@given(st.permutations(SPEAKERS + "RUS"), scenes())
def test_names_mean_nothing(others: list[str], scene: Scene) -> None:
    to = dict(zip(SPEAKERS + "RUS", others, strict=True))
    renamed = replace(
        scene,
        positions=[p._replace(speaker=to[p.speaker]) for p in scene.positions],
        verdicts=[replace(v, reviewer=to[v.reviewer]) for v in scene.verdicts],
        parents={to[child]: to[parent] for child, parent in scene.parents.items()},
    )
    assert states(assess(renamed)) == states(assess(scene))


@given(scenes(), st.sampled_from("wxyz"), st.sampled_from(SPEAKERS), SPANS, st.sampled_from("abc"))
def test_a_relay_only_makes_the_unsourced_reported(
    scene: Scene, claim: str, speaker: str, span: tuple[int, int], act: str
) -> None:
    relay = Position(claim, speaker, Stance.REPORTS, *span, act=act, id="new")
    before = assess(scene)
    after = assess(replace(scene, positions=[*scene.positions, relay]))
    expected = states(before)
    if before[claim].state is State.UNSOURCED:
        expected[claim] = (State.REPORTED, ())
    assert states(after) == expected


@given(scenes(), st.sampled_from("wxyz"), st.sampled_from(Stance), SPANS, st.sampled_from("abc"))
def test_words_never_said_change_nothing(
    scene: Scene, claim: str, stance: Stance, span: tuple[int, int], act: str
) -> None:
    unsaid = Position(claim, "A", stance, *span, act=act, id="new", disowned=True)
    after = assess(replace(scene, positions=[*scene.positions, unsaid]))
    assert states(after) == states(assess(scene))


@given(scenes(), st.sampled_from("wxyz"), SPANS)
def test_a_verdict_without_mapping_changes_nothing(
    scene: Scene, claim: str, span: tuple[int, int]
) -> None:
    unmapped = Verdict(claim, "A", None, *span, id="new")
    assert assess(replace(scene, verdicts=[*scene.verdicts, unmapped])) == assess(scene)


@given(scenes(), st.sampled_from("wxyz"), SPANS)
def test_an_independent_denial_contests_what_is_affirmed(
    scene: Scene, claim: str, span: tuple[int, int]
) -> None:
    before = assess(scene)
    assume(any(voice.stance.sign > 0 for voice in before[claim].voices))
    denial = Position(claim, "new", Stance.DENIES, *span, id="new")
    after = assess(replace(scene, positions=[*scene.positions, denial]))
    assert Reason.OPPOSED in after[claim].reasons
    assert after[claim].state in (State.CONTESTED, State.SETTLED)
    for other in before.keys() - {claim}:
        assert after[other] == before[other]


@given(scenes(), st.sampled_from("wxyz"))
def test_settled_wins_and_changes_nothing_else(scene: Scene, claim: str) -> None:
    settled = [
        replace(one, flags=one.flags | {FlagKind.SETTLED}) if one.id == claim else one
        for one in scene.claims
    ]
    after, before = assess(replace(scene, claims=settled)), assess(scene)
    assert after == {**before, claim: replace(before[claim], state=State.SETTLED)}


@given(scenes(), st.sampled_from("wxyz"))
def test_a_flag_contests_all_but_the_settled(scene: Scene, claim: str) -> None:
    flagged = [
        replace(one, flags=one.flags | {FlagKind.CONTESTED}) if one.id == claim else one
        for one in scene.claims
    ]
    found = assess(replace(scene, claims=flagged))[claim]
    assert found.state in (State.CONTESTED, State.SETTLED)
    assert found.reasons[-1] is Reason.FLAGGED


@given(scenes())
def test_a_question_is_as_bad_as_its_worst_claim(scene: Scene) -> None:
    found = assess(scene)
    for question, state in question_states(scene, found).items():
        answers = {found[claim.id].state for claim in scene.claims if claim.question == question}
        assert state in (answers or {State.UNSOURCED})
        assert all(state.severity <= answer.severity for answer in answers)


@given(scenes())
def test_every_word_is_heard_or_accounted_for(scene: Scene) -> None:
    for claim, one in assess(scene).items():
        given_ids = Counter(
            [("said", p.id) for p in scene.positions if p.claim == claim]
            + [("rated", v.id) for v in scene.verdicts if v.claim == claim and v.verdict]
        )
        words = [p for voice in one.voices for p in voice.positions]
        words += [silenced.position for silenced in one.superseded]
        assert given_ids == Counter(("rated" if p.rating else "said", p.id) for p in words)


@given(scenes())
def test_voices_are_of_one_speaker_and_stance(scene: Scene) -> None:
    for claim, one in assess(scene).items():
        holders = [(voice.speaker, voice.stance) for voice in one.voices]
        assert len(set(holders)) == len(holders)
        for voice in one.voices:
            assert voice.stance not in (Stance.REPORTS, Stance.RETRACTS)
            assert {(p.claim, p.speaker, p.stance) for p in voice.positions} == {
                (claim, voice.speaker, voice.stance)
            }
            acts = [p.act for p in voice.positions if p.act is not None]
            assert len(set(acts)) == len(acts)


@given(scenes())
def test_what_is_silenced_is_silenced_by_the_speaker_alone(scene: Scene) -> None:
    alone = {Why.DISOWNED, Why.RELAY, Why.RETRACTION}
    for one in assess(scene).values():
        for silenced in one.superseded:
            assert (silenced.by is None) == (silenced.why in alone)
            if silenced.by:
                assert silenced.by.speaker == silenced.position.speaker
                away = silenced.by.claim != silenced.position.claim
                assert away == (silenced.why is Why.REVERSED)


@given(scenes())
def test_rivals_are_mutual(scene: Scene) -> None:
    found = assess(scene)
    grounds = {
        (claim, ground.rival): ground
        for claim, one in found.items()
        for ground in one.grounds
        if ground.rival is not None
    }
    for (claim, rival), ground in grounds.items():
        back = grounds[rival, claim]
        assert (back.ours, back.theirs, back.exclusion) == (
            ground.theirs,
            ground.ours,
            ground.exclusion,
        )
        assert (rival, ground.exclusion) in found[claim].rivals


@given(scenes(), scenes())
def test_a_claim_sees_only_its_own_scene(one: Scene, other: Scene) -> None:
    def elsewhere(name: object) -> object:
        return f"elsewhere {name}"

    both = Scene(
        questions=[*one.questions, *(replace(q, id=elsewhere(q.id)) for q in other.questions)],
        claims=[
            *one.claims,
            *(replace(c, id=elsewhere(c.id), question=elsewhere(c.question)) for c in other.claims),
        ],
        positions=[
            *one.positions,
            *(p._replace(claim=elsewhere(p.claim)) for p in other.positions),
        ],
        verdicts=[*one.verdicts, *(replace(v, claim=elsewhere(v.claim)) for v in other.verdicts)],
        contradicts=[
            *one.contradicts,
            *((elsewhere(a), elsewhere(b)) for a, b in other.contradicts),
            # A link to what is not there.
            ("w", "nowhere"),
        ],
        parents=one.parents,
    )
    alone = assess(one)
    found = assess(both)
    assert {claim: found[claim] for claim in alone} == alone


@given(scenes())
def test_divided_are_two_voices_of_the_institution_named(scene: Scene) -> None:
    found = assess(scene)
    houses = Oracle(scene).house
    for division in divisions(scene, found):
        assert {voice.claim for voice in division.committed} == {division.claim}
        finer = {fine for fine, coarse in scene.refines if coarse == division.claim}
        assert {voice.claim for voice in division.wavering} <= {division.claim, *finer}
        for side, other in (
            (division.committed, division.wavering),
            (division.wavering, division.committed),
        ):
            for voice in side:
                assert division.institution in houses(voice.speaker)
                assert any(voice.speaker != against.speaker for against in other)


@given(scenes())
def test_every_division_is_found(scene: Scene) -> None:
    found = assess(scene)
    houses = Oracle(scene).house
    finer = {(claim.id, claim.id) for claim in scene.claims} | set(scene.refines)
    wavering = {Stance.UNSURE, Stance.DOUBTS, Stance.DENIES}
    expected = {
        coarse
        for fine, coarse in finer
        for sure in found[coarse].voices
        for other in found[fine].voices
        if sure.stance is Stance.ASSERTS
        and other.stance in wavering
        and sure.speaker != other.speaker
        and houses(sure.speaker) & houses(other.speaker)
    }
    assert {division.claim for division in divisions(scene, found)} == expected
