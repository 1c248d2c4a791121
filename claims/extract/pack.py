"""Compiles language packs, once, when a text first needs them; see ``claims.extract.packs``."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import ModuleType
from typing import Any

from claims.vocabulary import Stance


@dataclass(frozen=True, slots=True)
class Verb:
    """A reporting verb.

    ``frames`` are letters: q + that-clause, z + clause without that, s + whether/how, f + bare
    infinitive, d + de/to infinitive, o + object + de/to infinitive, i incidental beside quoted
    words or a whole clause, n nominal complement counts, p object is the person told,
    w weak: only with quoted words, a object included in what is said, e evidence verb that
    needs a speaker able to say things, g + gerund (denied taking), v only after a causative.
    """

    lemma: str
    frames: str
    stance: Stance


@dataclass(frozen=True, slots=True)
class Form:
    """What one conjugated form can be."""

    verb: Verb
    finite: bool = False
    participle: bool = False
    gerund: bool = False
    infinitive: bool = False
    base: bool = False


@dataclass(frozen=True, slots=True)
class Pack:
    """All the engine knows of one language."""

    code: str
    token: re.Pattern[str]
    caption: re.Pattern[str]
    boilerplate: re.Pattern[str]
    forms: Mapping[str, Form]
    words: Mapping[str, frozenset[str]]
    genders: Mapping[str, str]
    attributions: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    media: Mapping[str, str]
    days: Mapping[str, int]
    asides: tuple[tuple[str, ...], ...]
    asides_from: Mapping[str, tuple[tuple[str, ...], ...]]
    infinitive: re.Pattern[str]
    synonyms: Mapping[str, tuple[str, ...]]
    tags: Mapping[str, frozenset[str]]
    options: Mapping[str, Any]

    def is_verb(self, word: str) -> bool:
        """Whether a word is known as a finite verb, or looks like one."""
        words = self.words
        if word in words["verbs_common"] or word in words["auxiliaries"] or word in words["modals"]:
            return True
        form = self.forms.get(word)
        return bool(form and form.finite) or word.endswith(
            self.options.get("verb_endings", ("ed",))
        )

    @property
    def abbreviations(self) -> frozenset[str]:
        """Words whose full stop ends no sentence."""
        return self.words["abbreviations"]

    @property
    def nots(self) -> frozenset[str]:
        """Words that negate a verb on their own."""
        return self.words["nots"]

    @property
    def reflexives(self) -> frozenset[str]:
        """Pronouns of pronominal verbs."""
        return self.words["reflexives"]

    @property
    def causatives(self) -> frozenset[str]:
        """Verbs that make an utterance of a bare infinitive: faire savoir."""
        return self.words["causatives"]

    @property
    def marks_of_infinitive(self) -> frozenset[str]:
        """Prepositions before an infinitive."""
        return self.words["infinitive_marks"]

    @property
    def singular_subjects(self) -> frozenset[str]:
        """Pronouns that cannot be the subject of a base form."""
        return self.words["singular_subjects"]

    def has(self, group: str, word: str) -> bool:
        """Whether a word belongs to one of the pack's groups."""
        return word in self.words[group]


#: Groups of words every pack may define; a missing one is empty.
GROUPS = """
abbreviations absolute adverbs adversatives agencies anaphoric anonymous articles as auxiliaries
bare_auxiliaries be befores causatives clause_openers clitics compounding connectives contrasts
coordinators counterpart cue_blockers definite demonstratives determiners documents
elided_articles first_names_f first_names_m fragile free hearers honorifics impersonal
infinitive_marks inverted inverting leaders locatives marks_of_nothing media_speakers media_words
modals nationalities negations not_names nots objects of offices opens_phrase opinion
organisations particles partitives people person_cues personal_relatives plural plural_determiners
possessive_marks possessives prepositions professions quantifiers reflexives relatives relay
role_adjectives role_prepositions singular_subjects source_prepositions sources stopwords subjects
subordinators tell that things times titles utterances vague verbs_common wh whether years_old
""".split()


def _conjugate(lemma: str, module: ModuleType) -> dict[str, list[str]]:
    """All forms of a lemma by kind: irregular ones by name, the rest by longest ending."""
    irregular = module.IRREGULAR.get(lemma)
    if irregular:
        return {kind: forms.split() for kind, forms in irregular.items()}
    for ending, table in module.CONJUGATIONS:
        if lemma.endswith(ending):
            stem = lemma[: len(lemma) - len(ending)]
            return {k: [stem + e.strip("-") for e in v.split()] for k, v in table.items()}
    return {"infinitive": [lemma]}


def _merge(old: Form | None, verb: Verb, kind: str) -> Form:
    flags = {
        name: bool(old and getattr(old, name)) or kind == name
        for name in ("finite", "participle", "gerund", "infinitive", "base")
    }
    return Form(old.verb if old else verb, **flags)


def _forms(module: ModuleType) -> dict[str, Form]:
    forms: dict[str, Form] = {}
    for stance, rows in module.VERBS.items():
        for row in rows.split():
            lemma, _, frames = row.partition(":")
            verb = Verb(lemma.replace("_", " "), frames or "qi", Stance(stance))
            for kind, words in _conjugate(verb.lemma, module).items():
                for word in words:
                    forms[word] = _merge(forms.get(word), verb, kind)
    return forms


def _split_groups(module: ModuleType) -> dict[str, frozenset[str]]:
    return {
        name: frozenset(w.replace("_", " ") for w in getattr(module, name.upper(), "").split())
        for name in GROUPS
    }


def _tags(words: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """The groups of each word: one look-up where most words have none."""
    tags: dict[str, set[str]] = {}
    for group, members in words.items():
        for word in members:
            tags.setdefault(word, set()).add(group)
    return {word: frozenset(groups) for word, groups in tags.items()}


def _attributions(module: ModuleType) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Prepositional phrases by their first word, longest first, each with its strength."""
    rows = [
        (tuple(words.split()), strength)
        for strength, phrases in module.ATTRIBUTIONS.items()
        for words in phrases
    ]
    rows.sort(key=lambda row: -len(row[0]))
    return {first[0]: tuple(r for r in rows if r[0][0] == first[0]) for first, _ in rows}


def build(module: ModuleType) -> Pack:
    """Compile one pack module; its docstrings say what each table means."""
    never = r"(?!)"
    words = _split_groups(module)
    asides = tuple(tuple(row.split()) for row in getattr(module, "ASIDES", ()))
    return Pack(
        code=module.CODE,
        token=re.compile(module.WORD),
        caption=re.compile(getattr(module, "CAPTION", never)),
        boilerplate=re.compile(getattr(module, "BOILERPLATE", never)),
        forms=_forms(module),
        words=words,
        tags=_tags(words),
        genders=_genders(module, words["professions"]),
        attributions=_attributions(module),
        media={w: name for name, row in getattr(module, "MEDIA", {}).items() for w in row.split()},
        days=dict(getattr(module, "DAYS", {})),
        asides=asides,
        asides_from={a[0]: tuple(b for b in asides if b[0] == a[0]) for a in asides},
        infinitive=re.compile(getattr(module, "INFINITIVE", never)),
        synonyms={
            word: tuple(other.replace("_", " ") for other in row.split())
            for word, row in getattr(module, "SYNONYMS", {}).items()
        },
        options=dict(getattr(module, "OPTIONS", {})),
    )


def _pairs(table: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    for gender, row in table.items():
        for word in row.split():
            yield word, gender


def _genders(module: ModuleType, nouns: frozenset[str]) -> dict[str, str]:
    """Pronouns and titles as the pack lists them, and nouns that come in pairs."""
    genders: dict[str, str] = {}
    for male, female in getattr(module, "PAIRED", ()):
        for noun in nouns:
            other = noun.removesuffix(male) + female
            if noun.endswith(male) and other in nouns:
                genders[noun], genders[other] = "m", "f"
    return genders | dict(_pairs(getattr(module, "GENDERS", {})))


_REGISTERED: dict[str, ModuleType] = {}


def register(module: ModuleType) -> None:
    """Add a language that does not ship with the library."""
    _REGISTERED[module.CODE] = module
    pack.cache_clear()
    languages.cache_clear()


def unregister(code: str) -> None:
    """Take such a language back."""
    _REGISTERED.pop(code, None)
    pack.cache_clear()
    languages.cache_clear()


@cache
def languages() -> tuple[str, ...]:
    """Codes of all languages there is a pack for."""
    folder = importlib.import_module("claims.extract.packs")
    shipped = [m.name for m in pkgutil.iter_modules(folder.__path__) if m.name[0] != "_"]
    return tuple(sorted({*shipped, *_REGISTERED}))


@cache
def pack(code: str) -> Pack:
    """The compiled pack of a language; raises KeyError where there is none."""
    module = _REGISTERED.get(code)
    if module is None:
        if code not in languages():
            raise KeyError(code)
        module = importlib.import_module(f"claims.extract.packs.{code}")
    return build(module)


def detect(text: str) -> str:
    """The language whose stop words cover most of a text's beginning."""
    words = re.findall(r"[^\W\d_]+", text[:20000].lower())
    counts = {code: sum(w in pack(code).words["stopwords"] for w in words) for code in languages()}
    return max(counts, key=lambda code: (counts[code], code == "en"))
