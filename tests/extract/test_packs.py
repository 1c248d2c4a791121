"""A language is a pack: forms come out of tables, texts tell their language, a third one works."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from claims.extract import extract
from claims.extract import pack as packs
from claims.vocabulary import Stance
from tests.extract import toy_pack


@pytest.fixture
def spanish() -> Iterator[None]:
    packs.register(toy_pack)
    yield
    packs.unregister(toy_pack.CODE)


def test_shipped_languages() -> None:
    assert packs.languages() == ("en", "fr")
    with pytest.raises(KeyError):
        packs.pack("xx")


@pytest.mark.parametrize(
    ("lang", "form", "lemma", "kind"),
    [
        ("fr", "annonçait", "annoncer", "finite"),
        ("fr", "exigeaient", "exiger", "finite"),
        ("fr", "répète", "répéter", "finite"),
        ("fr", "répété", "répéter", "participle"),
        ("fr", "martèle", "marteler", "finite"),
        ("fr", "rappelle", "rappeler", "finite"),
        ("fr", "balaie", "balayer", "finite"),
        ("fr", "appuient", "appuyer", "finite"),
        ("fr", "soutient", "soutenir", "finite"),
        ("fr", "avertit", "avertir", "finite"),
        ("fr", "dément", "démentir", "finite"),
        ("fr", "prédit", "prédire", "finite"),
        ("fr", "craignent", "craindre", "finite"),
        ("fr", "reconnaît", "reconnaître", "finite"),
        ("fr", "promis", "promettre", "participle"),
        ("fr", "écrivant", "écrire", "gerund"),
        ("fr", "prétend", "prétendre", "finite"),
        ("fr", "conclu", "conclure", "participle"),
        ("fr", "fustigeant", "fustiger", "gerund"),
        ("en", "replied", "reply", "finite"),
        ("en", "admitting", "admit", "gerund"),
        ("en", "agrees", "agree", "finite"),
        ("en", "confesses", "confess", "finite"),
        ("en", "quipped", "quip", "finite"),
        ("en", "wrote", "write", "finite"),
        ("en", "stressed", "stress", "finite"),
    ],
)
def test_forms(lang: str, form: str, lemma: str, kind: str) -> None:
    found = packs.pack(lang).forms[form]
    assert found.verb.lemma == lemma
    assert getattr(found, kind)


@pytest.mark.parametrize(("lang", "least"), [("fr", 250), ("en", 200)])
def test_lexicon_is_broad(lang: str, least: int) -> None:
    lemmas = {form.verb.lemma for form in packs.pack(lang).forms.values()}
    assert len(lemmas) >= least


def test_every_stance_of_a_verb_is_known() -> None:
    stances = {f.verb.stance for lang in ("fr", "en") for f in packs.pack(lang).forms.values()}
    assert stances >= {Stance.ASSERTS, Stance.DENIES, Stance.SUSPECTS, Stance.DOUBTS}


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Le maire a dit que la ville ne paierait pas pour les travaux.", "fr"),
        ("The mayor said that the city would not pay for the works.", "en"),
        ("", "en"),
        ("12345 !!!", "en"),
    ],
)
def test_language_is_found(text: str, lang: str) -> None:
    assert extract(text).lang == lang


def test_unknown_language_is_found_from_the_text() -> None:
    assert extract("Le maire a dit que non.", lang="xx").lang == "fr"


@pytest.mark.usefixtures("spanish")
def test_third_language() -> None:
    text = (
        "«No habrá cortes», dijo el ministro Juan Pardo. La policía declaró que el túnel sigue "
        "cerrado. Según Ana Ruiz, la obra termina en mayo. El «milagro» duró poco."
    )
    found = extract(text)
    assert found.lang == "es"
    assert [(q.kind.value, q.text, q.speaker, q.speaker_name) for q in found.quotes] == [
        ("direct", "«No habrá cortes»", "el ministro Juan Pardo", "Juan Pardo"),
        ("indirect", "que el túnel sigue cerrado", "La policía", "policía"),
        ("indirect", "la obra termina en mayo", "Ana Ruiz", "Ana Ruiz"),
    ]


def test_third_language_leaves_no_trace(spanish: None) -> None:
    packs.unregister(toy_pack.CODE)
    assert packs.languages() == ("en", "fr")
