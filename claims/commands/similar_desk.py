"""The terminal of ``claims similar --review``: shows a pair, reads a key, decides."""

from __future__ import annotations

from collections.abc import Sequence

from claims.commands.app import App
from claims.commands.keys import Asker
from claims.errors import ClaimsError
from claims.i18n import _
from claims.ids import Ref, format_id
from claims.reader import Row
from claims.render import similar as render
from claims.render.console import make_console
from claims.render.triage import outcome
from claims.similar import decide
from claims.similar.told import decided_line
from claims.triage import Effect, effect_of, session


class Desk:
    """One session on a terminal; what can be taken back is ``claims.triage``'s."""

    def __init__(self, app: App, rows: Sequence[Row], asker: Asker) -> None:
        self.database = app.database()
        self.actor = app.actor
        self.console = make_console(app.env)
        self.read_key = asker.key
        self.rows = rows
        self.session = session(range(len(rows)))

    def run(self) -> None:
        """Until the last pair or the person's leave; then say what was done."""
        try:
            while self._one():
                pass
        finally:
            counts = self.session.counts()
            said = _("{accepted} accepted, {rejected} rejected; claims undo takes back the last")
            self._say(said.format(accepted=counts[Effect.ACCEPT], rejected=counts[Effect.REJECT]))

    def _one(self) -> bool:
        """One pair shown and keys read until the session moves; false where it ends."""
        row = self._row()
        if row is not None:
            render.card(self.console, row, self.session.place + 1, len(self.rows))
        else:
            self._say(_("that was the last; u undoes, any other key leaves"))
        render.keys(self.console, undoable=self.session.last is not None)
        while True:
            effect = self._key()
            if effect is Effect.QUIT or (row is None and effect is not Effect.UNDO):
                return False
            if effect is Effect.HELP:
                render.help_lines(self.console)
            elif effect is not None and self._do(effect, row):
                return True

    def _row(self) -> Row | None:
        place = self.session.current
        return None if place is None else self.rows[place]

    def _key(self) -> Effect | None:
        try:
            return effect_of(self.read_key())
        except EOFError:
            return Effect.QUIT

    def _do(self, effect: Effect, row: Row | None) -> bool:
        """Do what a key asks for; whether a card must be shown."""
        try:
            if effect is Effect.UNDO:
                return self._undo()
            if row is not None and effect is Effect.SKIP:
                self.session = self.session.after(effect, None)
                return True
            if row is not None and effect in (Effect.ACCEPT, Effect.REJECT):
                self._decide(effect, row)
                return True
        except ClaimsError as error:
            self._say(error.message, good=False)
            self.session = self.session.passed()
            return True
        return False

    def _decide(self, effect: Effect, row: Row) -> None:
        """One pair, one batch."""
        refs = decide.references(self.database.reader, [row["a"], row["b"]])
        with self.database.write(f"similar --{effect} {row['pair']}", self.actor) as journal:
            if effect is Effect.ACCEPT:
                done = decide.accept(journal, refs)
            else:
                done = decide.reject(journal, refs, by=self.actor)
        self.session = self.session.after(effect, journal.batch_id)
        pair: tuple[Ref, Ref] = (refs[0], refs[1])
        self._say(decided_line(pair, accepted=effect is Effect.ACCEPT))
        for note in done.notes:
            self._say(note)

    def _undo(self) -> bool:
        last = self.session.last
        if last is None:
            self._say(_("nothing to undo"), good=False)
            return False
        if last.batch is not None:
            from claims.undo import undo

            batch = format_id("batch", last.batch)
            undo(self.database, last.batch, command=f"similar undo {batch}", actor=self.actor)
        self.session = self.session.back()
        self._say(_("undone: {what}").format(what=last.effect.value))
        return True

    def _say(self, text: str, *, good: bool = True) -> None:
        outcome(self.console, text, good=good)
