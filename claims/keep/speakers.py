"""Speakers: found by name, made where nobody has it, never made twice."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from claims import names
from claims.errors import UnknownName
from claims.i18n import _
from claims.idset import IdSet
from claims.keep.quote import FlawError
from claims.keep.slugs import speaker_key
from claims.keep.store import Kept, Store
from claims.reader import chunks
from claims.text import clean_line
from claims.vocabulary import SpeakerKind

_CHUNK = 5000
_MOST_KNOWN = 16_000
"""Keys remembered before starting afresh: some 8 MB."""
_MOST_FOUND = 48_000
"""Texts remembered with whom they mean before starting afresh: some 13 MB."""


class _Named(NamedTuple):
    """One name of one speaker."""

    id: int
    name: str
    alias: bool
    kind: str
    parent: int | None


class Speakers:
    """Who is known by name, looked up in bulk; ``start`` begins a chunk.

    Whom a text means is remembered for as long as a batch lasts, all who have a name only from one
    chunk to the next, of which some may not be stored yet.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self.made = IdSet()
        self.guessed = IdSet()
        """Those made in this batch whose kind nobody has told yet."""
        self._known: dict[str, list[_Named]] = {}
        self._before: dict[str, list[_Named]] = {}
        self._pinned: dict[str, int] = {}
        self._found: dict[tuple[str, str | None, int | None], int] = {}
        self.only: dict[str, int] = {}
        """Texts that mean one speaker alone, of those asked for."""
        self.named: dict[str, int] = {}
        """Of these the settled: names of speakers who hold no role."""
        self.told: dict[str, int] = {}
        """Of the settled those whose kind nobody need tell."""

    def start(self) -> None:
        """Forget who was looked up for the chunk before the last."""
        self._before, self._known = self._known, {}

    def look_up(self, texts: Iterable[str]) -> None:
        """Fetch all that have these names, in one go; ``find`` then asks no database."""
        if len(self._known) > _MOST_KNOWN or len(self._found) + len(self.only) > _MOST_FOUND:
            self.store.flush()
            self.forget()
        keys = {speaker_key(text) for text in texts if text not in self.named}
        self._fetch(sorted(key for key in keys if key and self._having(key) is None))

    def _fetch(self, keys: Iterable[str]) -> None:
        """Fetch all who have names of these keys."""
        for chunk in chunks(keys, _CHUNK):
            for key in chunk:
                self._known[key] = []
            for row in names.names_of_keys(self.store.reader, chunk):
                self._known[row["key"]].append(
                    _Named(
                        row["id"], row["name"], bool(row["alias"]), row["kind"], row["parent_id"]
                    )
                )

    def find(
        self,
        text: str,
        *,
        kind: SpeakerKind | None = None,
        parent: int | None = None,
    ) -> int | None:
        """The speaker of a name: by exact name, else exact alias, else folded key.

        Where several have it, those of the kind, then those of the parent are preferred; raises
        ``AmbiguousName`` where more than one is left.  A beginning never finds anyone here: what
        is kept under a name must be that name's.
        """
        found = self._pinned.get(text) or self.only.get(text)
        if found is not None:
            return found
        question = (text, kind, parent)
        found = self._found.get(question)
        if found is None:
            found = self._search(text, kind, parent)
            if found is not None and text not in self.only:
                self._found[question] = found
        return found

    def _all_having(self, key: str) -> list[_Named]:
        """All who have a name of this key; whoever gets one is put in."""
        if self._having(key) is None:
            self._fetch([key])
        return self._known[key]

    def _having(self, key: str) -> list[_Named] | None:
        """The same, none where nobody looked."""
        known = self._known.get(key)
        if known is None:
            known = self._before.get(key)
            if known is not None:
                self._known[key] = known
        return known

    def _search(self, text: str, kind: SpeakerKind | None, parent: int | None) -> int | None:
        name, key = clean_line(text), speaker_key(text)
        known = self._all_having(key) if key else []
        for tier in (
            [one for one in known if not one.alias and one.name == name],
            [one for one in known if one.alias and one.name == name],
            known,
        ):
            if tier:
                found = {one.id for one in tier}
                if len(found) == 1:
                    self.only[text] = next(iter(found))
                    return self.only[text]
                return self._one(text, tier, kind, parent)
        return self._qualified(name) if name.endswith(")") else None

    def pin(self, text: str, speaker: int) -> None:
        """From now on a text means a speaker, whoever else is called so."""
        self._forget_found()
        self._pinned[text] = speaker

    def settle(self, text: str, speaker: int) -> None:
        """A name need not be looked at again, where it means this speaker alone, who holds no role.

        Whoever gives a speaker a role after that must not rely on it.
        """
        if self.ids_of(text) == {speaker}:
            self.only[text] = self.named[text] = speaker
            if speaker not in self.guessed:
                self.told[text] = speaker

    def ids_of(self, text: str) -> set[int]:
        """All who have a name, of those looked up."""
        alone = self.named.get(text)
        if alone is not None:
            return {alone}
        return {one.id for one in self._having(speaker_key(text)) or ()}

    def _one(
        self, text: str, tier: list[_Named], kind: SpeakerKind | None, parent: int | None
    ) -> int:
        for narrower in (
            {one.id for one in tier if one.kind == kind},
            {one.id for one in tier if one.parent == parent is not None},
        ):
            if len(narrower) == 1:
                return narrower.pop()
        self.store.flush()
        found = sorted({one.id for one in tier})
        raise names.ambiguous_speaker(self.store.reader, text, found)

    def _qualified(self, name: str) -> int | None:
        self.store.flush()
        found = names.find_speakers(self.store.reader, name)
        return found[0] if len(found) == 1 else None

    def keep(
        self,
        text: str,
        *,
        kind: SpeakerKind = SpeakerKind.ORG,
        parent: int | None = None,
        prefer: SpeakerKind | None = None,
    ) -> Kept:
        """The speaker of a name, made where nobody has it.

        ``kind`` and ``parent`` are for a new one; an existing one keeps its own.  ``prefer`` is
        the kind that settles which of several is meant.
        """
        found = self.find(text, kind=prefer, parent=parent)
        if found is not None:
            return Kept(found, made=False)
        return Kept(self.make(text, kind=kind, parent=parent), made=True)

    def tell_kind(self, speaker: int, kind: SpeakerKind) -> None:
        """What a speaker is, where that was only guessed when it was made."""
        if speaker in self.guessed:
            self.guessed.discard(speaker)
            self.store.change("speaker", speaker, kind=kind.value)

    def make(
        self, text: str, *, kind: SpeakerKind, parent: int | None = None, qualifier: str = "",
        note: str | None = None,
    ) -> int:  # fmt: skip
        """A new speaker; an unnamed one is never found again by its name."""
        name = clean_line(text)
        key = None if kind is SpeakerKind.UNNAMED else speaker_key(name)
        known = [] if key is None else self._all_having(key)
        number = self.store.add(
            "speaker",
            kind=kind.value,
            name=name,
            key=key,
            qualifier=qualifier,
            parent_id=parent,
            note=note,
        )
        if key is not None:
            self.made.add(number)
            named = _Named(number, name, False, kind.value, parent)
            known.append(named)
            if len(known) > 1:
                self._forget_found()
        return number

    def name_also(self, speaker: int, text: str, lang: str | None = None) -> bool:
        """Give a speaker another name; false where it has it."""
        name, key = clean_line(text), speaker_key(text)
        known = self._all_having(key)
        if any(one.id == speaker for one in known):
            return False
        self._forget_found()
        self.store.add("alias", speaker_id=speaker, name=name, key=key, lang=lang)
        kind = next((one.kind for one in known), "")
        known.append(_Named(speaker, name, True, kind, None))
        return True

    def name_of(self, speaker: int) -> str | None:
        """The name of a speaker, made in this batch or before."""
        self.store.flush()
        found: str | None = self.store.reader.value(
            "SELECT name FROM speaker WHERE id = :id", id=speaker
        )
        return found

    def forget(self) -> None:
        """Look everyone up again: rows changed by other means."""
        self._known.clear()
        self._before.clear()
        self._forget_found()

    def _forget_found(self) -> None:
        """Search again for whom a name means: somebody else is called so now."""
        for found in (self._found, self.only, self.named, self.told):
            found.clear()


def keep_speaker(
    speakers: Speakers,
    text: str,
    *,
    kind: SpeakerKind = SpeakerKind.PERSON,
    parent: int | None = None,
    new: bool = False,
    qualifier: str = "",
) -> Kept:
    """The speaker a person means by a name or id, made where nobody is called anything like it.

    ``qualifier`` means the one of that name it tells apart, made where there is none.  Raises
    ``UnknownName`` with those of like names unless ``new``, and ``AmbiguousName``.
    """
    if qualifier:
        found = speakers.find(f"{text} ({qualifier})")
    else:
        found = meant(speakers, text)
        if found is None and not new:
            refuse_look_alike(speakers.store, text)
    if found is not None:
        return Kept(found, made=False)
    number = speakers.make(text, kind=kind, parent=parent, qualifier=qualifier)
    return Kept(number, made=True)


@dataclass(slots=True)
class Details:
    """What is told of a speaker; what is none stays as it is."""

    kind: SpeakerKind | None = None
    parent: int | None = None
    aliases: Sequence[str] = ()
    note: str | None = None


def keep_details(speakers: Speakers, speaker: int, details: Details) -> bool:
    """Give a speaker what is told of it; whether anything changed.

    Raises ``FlawError`` for a parent that belongs to the speaker.
    """
    store = speakers.store
    store.flush()
    told = {
        "kind": details.kind.value if details.kind else None,
        "parent_id": details.parent,
        "note": details.note,
    }
    if details.parent is not None:
        refuse_circle(store, speaker, details.parent)
    wanted = {name: value for name, value in told.items() if value is not None}
    changed = bool(wanted) and store.change("speaker", speaker, **wanted)
    for alias in details.aliases:
        changed |= speakers.name_also(speaker, alias)
    return changed


def refuse_circle(store: Store, speaker: int, parent: int) -> None:
    """Raise ``FlawError`` where a parent is the speaker, or belongs to it however far up."""
    if parent == speaker:
        raise FlawError("parent", _("is the speaker itself"))
    sql = "SELECT parent_id FROM speaker WHERE id = :id"
    above: int | None = parent
    seen: set[int] = set()
    while above is not None and above not in seen:
        seen.add(above)
        above = store.reader.value(sql, id=above)
        if above == speaker:
            raise FlawError("parent", _("lies under the speaker itself"))


def meant(speakers: Speakers, text: str, *, kind: SpeakerKind | None = None) -> int | None:
    """The speaker of a name or id (P4), none where there is nobody of that name."""
    number = names.speaker_number(speakers.store.reader, text)
    return number if number is not None else speakers.find(text, kind=kind)


def refuse_look_alike(store: Store, text: str, *, but: Collection[int] = ()) -> None:
    """Raise ``UnknownName`` where speakers of like names exist: one of them may be meant."""
    store.flush()
    near = [one for one in names.near_speakers(store.reader, text) if one not in but]
    if near:
        raise UnknownName(
            _('no speaker is called "{name}"').format(name=clean_line(text)),
            candidates=names.speaker_labels(store.reader.discreet(), near),
            hint=_("the name or id of the one you mean, or --new for another"),
        )
