"""The seed article, where the folder that holds it is given: its text is not ours to ship."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path

import pytest

from claims.extract import Quotation, extract

SHARED = os.environ.get("CLAIMS_SHARED")
pytestmark = pytest.mark.skipif(not SHARED, reason="CLAIMS_SHARED names no folder")


@pytest.fixture(scope="module")
def quotes() -> tuple[Quotation, ...]:
    text = Path(SHARED or "", "seed-article.fr.txt").read_text(encoding="utf-8")
    return extract(text, published=date(2016, 9, 23)).quotes


def one(quotes: tuple[Quotation, ...], words: str) -> Quotation:
    (found,) = [q for q in quotes if words in q.text]
    return found


@pytest.mark.parametrize(
    ("words", "speaker", "role"),
    [
        ("n'a pas permis de rétablir", "John Kerry", "secrétaire d'État américain"),
        ("Le seul moyen", "John Kerry", "secrétaire d'État américain"),
        ("clouée au sol", "Jean-Marc Ayrault", "homologue français"),
        ("longue, douloureuse", "Staffan de Mistura", "émissaire de l'ONU"),
        ("commandement des opérations", "armée syrienne", None),
        ("toutes les mesures", "armée syrienne", None),
        (
            "Amiriya",
            "Rami Abdel Rahmane",
            "directeur de l'Observatoire syrien des droits de l'Homme (OSDH)",
        ),
        (
            "quartiers périphériques",
            "Rami Abdel Rahmane",
            "directeur de l'Observatoire syrien des droits de l'Homme (OSDH)",
        ),
        ("Horribles images", "Hadi al-Abdallah", "journaliste citoyen"),
        (
            "président Assad",
            "Jan Egeland",
            "chef du groupe de travail de l'ONU sur l'aide humanitaire en Syrie",
        ),
        ("responsabilité russe", "Pentagone", None),
        ("lâchées par", "Joseph Dunford", "chef d'état-major interarmées américain"),
    ],
)
def test_speaker_and_role(
    quotes: tuple[Quotation, ...], words: str, speaker: str, role: str | None
) -> None:
    found = one(quotes, words)
    assert (found.speaker_name, found.role) == (speaker, role)


def test_chain_medium_hearer_stance_and_day(quotes: tuple[Quotation, ...]) -> None:
    army = one(quotes, "commandement des opérations")
    assert (army.via, army.medium) == (("communiqué", "agence officielle Sana"), "communiqué")
    assert [army.text[s.start - army.start : s.end - army.start] for s in army.insertions] == [
        "(ndlr: contrôlés par les rebelles)"
    ]
    assert one(quotes, "large offensive").to == "AFP"
    assert one(quotes, "Horribles images").medium == "tweet"
    assert one(quotes, "lâchées par").stance.value == "unsure"
    assert one(quotes, "responsabilité russe").said == "2016-09-22"


def test_every_required_quotation_is_found(quotes: tuple[Quotation, ...]) -> None:
    lines = Path(SHARED or "", "gold", "fr_dev.jsonl").read_text(encoding="utf-8").splitlines()
    gold = json.loads(lines[0])["quotes"]
    for wanted in (q for q in gold if not q["optional"]):
        shared = max(min(wanted["end"], q.end) - max(wanted["start"], q.start) for q in quotes)
        assert shared >= 0.9 * (wanted["end"] - wanted["start"]), wanted
