"""The terminal of ``claims triage``: shows a proposal, reads a key, does what it asks for.

What a key means and what can be taken back is ``claims.triage``'s; what is written is
``claims.proposals.decide``'s.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from claims.commands.app import App
from claims.commands.keys import Asker
from claims.errors import ClaimsError, UnknownName
from claims.i18n import _
from claims.ids import format_id
from claims.proposals.decide import Bears, Decided, Edit, Writer, attach, decide, edit
from claims.proposals.waiting import proposals
from claims.reader import Row
from claims.render import triage as render
from claims.render.console import make_console
from claims.triage import Effect, effect_of, moved_end, moved_start, session
from claims.vocabulary import Stance, StatementKind, StatementStatus

_STATUS = {Effect.ACCEPT: StatementStatus.ACCEPTED, Effect.REJECT: StatementStatus.REJECTED}
_YES = ("y", "Y", "\r", "\n")
_MOST_ANSWERS = 30


class _Unchanged(Exception):
    """The person left a prompt empty where that means: never mind."""


class Desk:
    """One session on a terminal."""

    def __init__(self, app: App, ids: Sequence[int], asker: Asker) -> None:
        # What is shown here is edited and stored: without marks.
        self.reader = app.database().reader
        self.writer = Writer(app.database(), app.actor)
        self.console = make_console(app.env)
        self.read_key = asker.key
        self.read_line = asker.line
        self.session = session(ids)
        self.question: str | None = None
        self.seen: Row | None = None
        self.does: dict[Effect, Callable[[Row], Decided | None]] = {
            Effect.EDIT: self._edit,
            Effect.ATTACH: self._attach,
            Effect.NOTE: self._note,
        }

    def run(self) -> None:
        """Until the last proposal or the person's leave; then say what was done."""
        try:
            while self._one():
                pass
        finally:
            self._say_what_was_done()

    def _one(self) -> bool:
        """One proposal shown and keys read until the session moves; false where it ends."""
        row = self._row()
        if row is not None:
            render.card(self.console, row, self.session.place + 1, len(self.session.items))
        else:
            self.console.print()
            self._say(_("that was the last; u undoes, any other key leaves"))
        render.keys(self.console, self.session.last is not None, ended=row is None)
        while True:
            effect = self._key()
            if effect is Effect.QUIT or (row is None and effect is not Effect.UNDO):
                return False
            if effect is Effect.HELP:
                render.help_table(self.console)
            elif effect is not None and self._do(effect, row):
                return True

    def _row(self) -> Row | None:
        """The proposal in hand as it is now; one decided on elsewhere meanwhile is passed over."""
        while (current := self.session.current) is not None:
            # What is written later is written to what the person sees here, or not at all.
            self.seen = self.reader.row("SELECT * FROM statement WHERE id = :id", id=current)
            found = proposals(self.reader, [current])
            if found and found[0]["status"] == StatementStatus.PROPOSED:
                return found[0]
            self.session = self.session.passed()
        return None

    def _key(self) -> Effect | None:
        try:
            return effect_of(self.read_key())
        except EOFError:
            return Effect.QUIT

    def _do(self, effect: Effect, row: Row | None) -> bool:
        """Do what a key asks for; whether the card must be shown (again, or the next)."""
        if effect is Effect.UNDO:
            return self._undo()
        if row is None:
            return False
        if effect is Effect.SKIP:
            self.session = self.session.after(effect, None)
            self._say(_("{id} skipped").format(id=row["id"]))
            return True
        try:
            done = self.does[effect](row) if effect in self.does else self._decide(effect, row)
        except _Unchanged:
            self._say(_("nothing changed"), good=False)
            return True
        except ClaimsError as error:
            self._explain(error)
            return True
        if done is not None:
            self.session = self.session.after(effect, done.batch)
        return True

    def _decide(self, effect: Effect, row: Row) -> Decided:
        status = _STATUS[effect]
        done = decide(
            self.writer,
            self._command(f"--{effect} {row['id']}"),
            [(status, [self._current()])],
            seen=self.seen,
        )
        self._say(f"{row['id']} {status.value}")
        return done

    def _undo(self) -> bool:
        """Take the last step back."""
        last = self.session.last
        if last is None:
            self._say(_("nothing to undo"), good=False)
            return False
        if last.batch is not None:
            from claims.undo import undo

            try:
                undo(
                    self.writer.database,
                    last.batch,
                    command=self._command(f"undo {format_id('batch', last.batch)}"),
                    actor=self.writer.actor,
                )
            except ClaimsError as error:
                self._explain(error)
                return False
        self.session = self.session.back()
        self._say(_("undone: {what}").format(what=last.effect.value))
        return True

    # -- editing ---------------------------------------------------------------------------

    def _edit(self, row: Row) -> Decided | None:
        fields: dict[str, tuple[str, Callable[[Row], Edit]]] = {
            "s": (_("speaker"), self._edit_speaker),
            "r": (_("role"), self._edit_role),
            "w": (_("words"), self._edit_words),
            "k": (_("kind"), self._edit_kind),
            "d": (_("date"), self._edit_date),
        }
        render.menu(self.console, _("edit"), {key: word for key, (word, _do) in fields.items()})
        key = self.read_key().lower()
        if key not in fields:
            raise _Unchanged
        word, ask = fields[key]
        change = ask(row)
        command = self._command(f"(edit {row['id']} {word})")
        try:
            done = edit(self.writer, command, self._current(), change, seen=self.seen)
        except UnknownName as error:
            done = self._edit_with_look_alike(error, command, change)
        self._say(_("{field} changed").format(field=word) if done.changed else _("same as before"))
        return done

    def _edit_speaker(self, row: Row) -> Edit:
        return Edit(speaker=self._ask(_("speaker (name or id)"), shown=row["speaker"]))

    def _edit_role(self, row: Row) -> Edit:
        role = self._ask(_("role (- for none)"), shown=row["role_printed"])
        return Edit(role="" if role == "-" else role)

    def _edit_kind(self, row: Row) -> Edit:
        kinds = [kind.value for kind in StatementKind]
        typed = self._ask(_("kind ({kinds})").format(kinds=", ".join(kinds)), shown=row["kind"])
        return Edit(kind=StatementKind(self._one_of(typed, kinds)))

    def _edit_date(self, row: Row) -> Edit:
        from claims.dates import parse_date

        typed = self._ask(_("said on"), shown=row["said"] or row["published"])
        return Edit(said=parse_date(typed, lang=row["lang"]))

    def _edit_words(self, row: Row) -> Edit:
        """Another beginning or end, shown before it is kept."""
        text, start, end = self._text(row)
        render.hint(self.console, _("type its first words, or +2 or -1 words; Enter leaves it"))
        first = self._ask(_("begins with"), shown=text[start : min(end, start + 30)], empty=True)
        last = self._ask(_("ends with"), shown=text[max(start, end - 30) : end], empty=True)
        try:
            begins = moved_start(text, start, end, first) if first else start
            ends = moved_end(text, begins, end, last) if last else end
        except ValueError as error:
            raise ClaimsError(str(error)) from error
        if begins >= ends:
            raise ClaimsError(_("it would end before it begins"))
        shown = {**row, "text": text[begins:ends], "start": begins, "spans": []}
        shown |= {"before": text[max(0, begins - 240) : begins], "after": text[ends : ends + 240]}
        render.preview(self.console, shown)
        render.menu(self.console, _("keep this?"), {"y": _("yes"), "n": _("no")})
        if self.read_key() not in _YES:
            raise _Unchanged
        return Edit(span=(begins, ends))

    def _text(self, row: Row) -> tuple[str, int, int]:
        sql = """SELECT d.text FROM statement s JOIN document d ON d.id = s.document_id
        WHERE s.id = :id"""
        text = self.reader.value(sql, id=self._current())
        if text is None or row["start"] is None:
            raise ClaimsError(_("the text it stands in is not kept"))
        return text, row["start"], row["end"]

    def _edit_with_look_alike(self, error: UnknownName, command: str, change: Edit) -> Decided:
        """The one of like names that is meant, or a new speaker."""
        from dataclasses import replace

        meant = self._choose(error, new=_("a new speaker"))
        change = replace(change, new=True) if meant is None else replace(change, speaker=meant)
        return edit(self.writer, command, self._current(), change, seen=self.seen)

    def _note(self, row: Row) -> Decided | None:
        sql = "SELECT note FROM statement WHERE id = :id"
        note = self.reader.value(sql, id=self._current())
        typed = self._ask(_("note (- for none)"), shown=note)
        change = Edit(note="" if typed == "-" else typed)
        command = self._command(f"(note {row['id']})")
        done = edit(self.writer, command, self._current(), change, seen=self.seen)
        self._say(_("noted"))
        return done

    # -- what it bears on ------------------------------------------------------------------

    def _attach(self, row: Row) -> Decided | None:
        slug = self._ask_question(row)
        claim = self._ask_claim(slug)
        stances = [stance.value for stance in Stance]
        render.listed(self.console, stances, row["suggested"])
        typed = self._ask(_("stance"), default=row["suggested"])
        stance = Stance(self._one_of(typed, stances))
        self.question = slug
        command = self._command(f"(attach {row['id']} {slug} {stance})")
        bears = Bears(slug, claim, stance)
        done = attach(self.writer, command, self._current(), bears, seen=self.seen)
        self._say(_("{id} {stance}: {claim}").format(id=row["id"], stance=stance, claim=claim))
        return done

    def _ask_question(self, row: Row) -> str:
        """The slug of a question that exists, or of one to be made."""
        from claims.keep.slugs import slug_of
        from claims.references import resolve_question

        default = row["about"] or self.question
        typed = self._ask(_("question"), default=default)
        while True:
            try:
                number = resolve_question(self.reader, typed)
                break
            except UnknownName as error:
                slug = slug_of(typed)
                meant = self._choose(error, new=_("a new question: {slug}").format(slug=slug))
                if meant is None:
                    return slug
                typed = meant
        found: str = self.reader.value("SELECT slug FROM question WHERE id = :id", id=number)
        return found

    def _ask_claim(self, slug: str) -> str:
        """The id of an answer, or the words of one to be made."""
        sql = """SELECT c.id, c.text, c.state FROM claim c JOIN question q ON q.id = c.question_id
        WHERE q.slug = :slug ORDER BY c.id LIMIT :most"""
        rows = self.reader.rows(sql, slug=slug, most=_MOST_ANSWERS)
        render.choices(self.console, [(row["text"], row["state"]) for row in rows])
        typed = self._ask(_("answer (a number, or words)") if rows else _("answer, in words"))
        if typed.isascii() and typed.isdigit() and 1 <= int(typed) <= len(rows):
            return format_id("claim", rows[int(typed) - 1]["id"])
        return self._known_answer(slug, typed)

    def _known_answer(self, slug: str, typed: str) -> str:
        from claims.references import resolve_claim

        number = self.reader.value("SELECT id FROM question WHERE slug = :slug", slug=slug)
        if number is None:
            return typed
        try:
            return format_id("claim", resolve_claim(self.reader, typed, number))
        except UnknownName as error:
            meant = self._choose(error, new=_("a new answer: {words}").format(words=typed))
            return typed if meant is None else meant

    # -- asking ----------------------------------------------------------------------------

    def _choose(self, error: UnknownName, *, new: str) -> str | None:
        """The id of the near match that is meant, none for a new one."""
        ambiguous = error.code == "ambiguous-name"
        rows = [(name, "") for name in error.candidates]
        if not ambiguous:
            rows.append((new, ""))
        self._say(error.message, good=False)
        render.choices(self.console, rows)
        typed = self._ask(_("which"), empty=True)
        if not (typed.isascii() and typed.isdigit() and 1 <= int(typed) <= len(rows)):
            raise _Unchanged
        if int(typed) > len(error.candidates):
            return None
        return error.candidates[int(typed) - 1].rpartition(" ")[2]

    def _ask(
        self, label: str, *, default: str | None = None, shown: str | None = None,
        empty: bool = False,
    ) -> str:  # fmt: skip
        """A line from the person; an empty one takes the default, or leaves things as they are."""
        hint = default or shown
        prompt = f"  {label} [{hint}]:" if hint else f"  {label}:"
        typed = self.read_line(prompt).strip()
        if not typed and default is None and not empty:
            raise _Unchanged
        return typed or default or ""

    def _one_of(self, typed: str, values: Sequence[str]) -> str:
        """The value that begins so."""
        found = [value for value in values if value.startswith(typed.lower())]
        if typed.lower() in values:
            return typed.lower()
        if len(found) != 1:
            known = ", ".join(values)
            raise ClaimsError(_("{typed}: one of {known}").format(typed=typed, known=known))
        return found[0]

    # -- saying ----------------------------------------------------------------------------

    def _current(self) -> int:
        current = self.session.current
        if current is None:
            raise LookupError
        return current

    def _command(self, words: str) -> str:
        """What the history says was done."""
        return f"triage {words}"

    def _say(self, text: str, *, good: bool = True) -> None:
        render.outcome(self.console, text, good=good)

    def _explain(self, error: ClaimsError) -> None:
        self._say(error.message, good=False)
        candidates: Any = error.details.get("candidates") or ()
        for name in candidates:
            render.outcome(self.console, f"  {name}", good=False)

    def _say_what_was_done(self) -> None:
        counts = self.session.counts()
        done = [f"{counts[effect]} {word}" for effect, word in (
            (Effect.ACCEPT, _("accepted")), (Effect.REJECT, _("rejected")),
            (Effect.SKIP, _("skipped")), (Effect.EDIT, _("edited")),
            (Effect.ATTACH, _("attached")), (Effect.NOTE, _("noted")),
        ) if counts[effect]]  # fmt: skip
        decided = counts[Effect.ACCEPT] + counts[Effect.REJECT]
        left = len(self.session.items) - decided
        self.console.print()
        self._say(", ".join(done) or _("nothing decided"))
        self._say(_("{n} still wait").format(n=left))
