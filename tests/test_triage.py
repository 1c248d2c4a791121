"""The pure part of triage: what keys mean, what a session remembers, how spans move."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.triage import (
    KEYS,
    MOVING,
    Effect,
    effect_of,
    moved_end,
    moved_start,
    session,
)

ACCEPT, SKIP, EDIT = Effect.ACCEPT, Effect.SKIP, Effect.EDIT


@pytest.mark.parametrize(
    ("key", "effect"),
    [
        ("a", Effect.ACCEPT), ("A", Effect.ACCEPT), ("r", Effect.REJECT), ("s", Effect.SKIP),
        (" ", Effect.SKIP), ("q", Effect.ATTACH), ("Q", Effect.QUIT), ("\x1b", Effect.QUIT),
        ("\x04", Effect.QUIT), ("?", Effect.HELP), ("u", Effect.UNDO), ("x", None), ("", None),
        ("\x1b[A", None),
    ],
)  # fmt: skip
def test_keys(key, effect):
    assert effect_of(key) is effect


def test_every_effect_has_a_key():
    assert set(KEYS.values()) == set(Effect)


def test_deciding_moves_on_and_editing_stays():
    one = session([5, 6])
    assert one.current == 5
    assert one.after(ACCEPT, 1).current == 6
    assert one.after(SKIP, None).current == 6
    assert one.after(EDIT, 2).current == 5
    assert one.after(ACCEPT, 1).after(SKIP, None).current is None


def test_what_changed_nothing_cannot_be_undone():
    assert session([5]).after(EDIT, None).last is None


def test_nothing_can_be_done_after_the_last():
    with pytest.raises(ValueError, match="accept"):
        session([]).after(ACCEPT, 1)


def test_what_others_decided_on_is_passed_over():
    now = session([5, 6, 7]).after(ACCEPT, 1).passed()
    assert now.current == 7
    assert now.back().current == 5
    assert now.passed().passed().current is None


def test_going_back_before_the_first_step_stays():
    assert session([5]).back() == session([5])


_STEPS = st.lists(
    st.tuples(st.sampled_from([*MOVING, EDIT, Effect.ATTACH]), st.none() | st.integers(1, 99))
)


@given(st.lists(st.integers(1, 1000), max_size=8), _STEPS)
def test_going_back_as_often_as_forth_leads_to_the_beginning(items, steps):
    seen = [session(items)]
    for effect, batch in steps:
        if seen[-1].current is None:
            break
        after = seen[-1].after(effect, batch)
        if after != seen[-1]:
            seen.append(after)
    assert sum(seen[-1].counts().values()) == len(seen) - 1
    now = seen[-1]
    for wanted in reversed(seen[:-1]):
        now = now.back()
        assert now == wanted


# -- spans

TEXT = "Elle a dit : « Non, jamais de la vie », puis elle est partie. Non, vraiment."
START = TEXT.index("Non")
END = TEXT.index(" »")


@pytest.mark.parametrize(
    ("words", "begins"),
    [
        ("+1", "jamais de la vie"),
        ("+0", "Non, jamais"),
        ("-1", "dit : « Non"),
        ("jamais de", "jamais de la vie"),
        ("NON", "Non, jamais"),
        ("elle a", "Elle a dit"),
    ],
)
def test_another_beginning(words, begins):
    assert TEXT[moved_start(TEXT, START, END, words) :].startswith(begins)


@pytest.mark.parametrize(
    ("words", "ends"),
    [
        ("-1", "jamais de la"),
        ("+1", "vie », puis"),
        ("jamais", "Non, jamais"),
        ("est PARTIE", "elle est partie"),
        ("non", "« Non"),
    ],
)
def test_another_end(words, ends):
    assert TEXT[: moved_end(TEXT, START, END, words)].endswith(ends)


@pytest.mark.parametrize("words", ["toujours", "+99", "-99", "", "!!"])
def test_words_that_are_not_there(words):
    with pytest.raises(ValueError, match=r"near it|too far"):
        moved_start(TEXT, START, END, words)
    with pytest.raises(ValueError, match=r"near it|too far|before the beginning"):
        moved_end(TEXT, START, END, words)


def test_an_end_before_the_beginning_is_refused():
    with pytest.raises(ValueError, match="before the beginning"):
        moved_end(TEXT, START, END, "a dit")


@given(st.text(max_size=60), st.data())
def test_edges_stay_within_the_text(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    words = data.draw(st.sampled_from(["+1", "-1", "+3", text[start:end] or "x"]))
    for move in (moved_start, moved_end):
        try:
            assert 0 <= move(text, start, end, words) <= len(text)
        except ValueError:
            continue
