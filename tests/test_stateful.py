"""Every write there is, taken back in any order, against a model that never saw the history.

The model is what the rows were, read after each batch; it knows nothing of ``change``.  Taking a
batch back must do to the database what taking away the difference it made does to the model.
"""

from __future__ import annotations

import os
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from claims.database import Database
from claims.errors import Conflict
from claims.maintenance import check
from claims.undo import undo
from tests.histories import Op, apply, clear, everything, ops, seeds

DERIVED = {"claim": ("state", "reasons"), "question": ("state",)}
"""What the rule finds, which is no history."""

Row = dict[str, Any]
Model = dict[tuple[str, int], Row]
Difference = dict[tuple[str, int], tuple[Row | None, Row | None]]
"""For each row that differs: the columns before and after, none where there was no row."""


def read(database: Database) -> Model:
    """Every row of the database, by table and id."""
    return {
        (table, row["id"]): {
            name: value for name, value in row.items() if name not in DERIVED.get(table, ())
        }
        for table, rows in everything(database, history=False).items()
        for row in rows
    }


def difference(before: Model, after: Model) -> Difference:
    """What became of which rows."""
    found: Difference = {}
    for key in before.keys() | after.keys():
        was, now = before.get(key), after.get(key)
        if was is None or now is None:
            if was != now:
                found[key] = (was, now)
        elif names := [name for name in was if was[name] != now[name]]:
            found[key] = ({n: was[n] for n in names}, {n: now[n] for n in names})
    return found


def without(model: Model, made: Difference) -> Model:
    """The model, had a difference not been made."""
    left = dict(model)
    for key, (was, now) in made.items():
        if was is None:
            del left[key]
        else:
            left[key] = {**was} if now is None else {**left[key], **was}
    return left


class Histories(RuleBasedStateMachine):
    """One database; hypothesis chooses what is written to it and what is taken back."""

    database: Database

    @initialize()
    def begin(self) -> None:
        clear(self.database)
        self.made: list[tuple[int, Difference]] = []
        self.undone: set[int] = set()
        self.model: Model = read(self.database)
        self._write(seeds)

    @rule(batch=st.lists(ops.filter(lambda op: op[0] != "undo"), min_size=1, max_size=6))
    def write(self, batch: list[Op]) -> None:
        self._write(batch)

    @precondition(lambda self: len(self.undone) < len(self.made))
    @rule(choice=st.integers(0, 1000))
    def take_back(self, choice: int) -> None:
        left = [one for one in self.made if one[0] not in self.undone]
        number, made = left[choice % len(left)]
        try:
            done = undo(self.database, number, command="undo", actor="me")
        except Conflict:
            return  # the invariant says that nothing has changed
        self.undone.add(number)
        before, self.model = self.model, without(self.model, made)
        self.made.append((done.batch_id, difference(before, self.model)))

    @invariant()
    def the_rows_are_the_models(self) -> None:
        assert read(self.database) == self.model

    def teardown(self) -> None:
        assert list(check(self.database)) == []

    def _write(self, batch: list[Op]) -> None:
        newest = self._newest()
        apply(self.database, batch)
        before, self.model = self.model, read(self.database)
        if self._newest() > newest:
            self.made.append((self._newest(), difference(before, self.model)))

    def _newest(self) -> int:
        found: int = self.database.reader.value("SELECT COALESCE(max(id), 0) FROM batch")
        return found


def test_histories_against_a_model(database: Database) -> None:
    """``CLAIMS_FUZZ`` says how many histories; a few by default."""

    class Machine(Histories):
        pass

    Machine.database = database
    limits = settings(
        max_examples=int(os.environ.get("CLAIMS_FUZZ", "8")), stateful_step_count=20,
        deadline=None, suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    run_state_machine_as_test(Machine, settings=limits)
