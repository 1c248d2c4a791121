"""Two whole articles of our own: who is meant over many paragraphs."""

# ruff: noqa: E501 - paragraphs stay whole

from __future__ import annotations

from datetime import date

import pytest

from claims.extract import Quotation, extract

FEATURE = """\
Les vignerons face à la grêle

Par Julie Roche

Le 12 juillet, en moins de vingt minutes, tout était fini. Sur les coteaux de Saint-Romain, trois parcelles sur quatre ont été hachées par des grêlons gros comme des noix.

«Je n'ai même pas eu le temps de sortir le tracteur», souffle Bernard Jacquet en ramassant une grappe noircie. A 61 ans, ce vigneron de la troisième génération n'avait jamais vu cela. «Mon grand-père parlait d'un orage en 1947. Mais là, c'est autre chose.»

Sa fille Camille, qui reprend peu à peu le domaine, refuse de céder au découragement. «On va replanter, dit-elle. On n'a pas le choix.» La jeune femme a déjà contacté son assureur, qui lui a promis une réponse d'ici à septembre.

A la coopérative voisine, le directeur, Patrick Sorel, a fait ses comptes. Selon lui, les pertes atteindront quatre millions d'euros. Il ajoute que plusieurs exploitations «ne passeront pas l'hiver» sans aide publique.

Un constat que partage la Chambre d'agriculture. Son président, Michel Adnet, réclame la reconnaissance de l'état de catastrophe naturelle. «L'Etat doit prendre ses responsabilités», martèle cet ancien maire, qui a écrit au préfet. Contactée, la préfecture indique que le dossier est «en cours d'instruction».

Les climatologues, eux, ne sont pas surpris. Dans une étude publiée en mai par la revue Climate Risk, une équipe de l'Université de Lyon montrait que la fréquence des orages de grêle avait doublé en trente ans. «Nos modèles prévoient une aggravation», prévient Hélène Tardy, qui a dirigé ces travaux. La chercheuse plaide pour des filets de protection, une solution coûteuse.

«Trop chère pour nous», balaie Bernard Jacquet. Le vigneron préfère parier sur la diversification: il a planté des oliviers. «Si on m'avait dit ça il y a dix ans, j'aurais ri», s'amuse-t-il.

Pour Camille Jacquet, l'avenir du domaine passe aussi par le bio. Elle estime que «les sols vivants résistent mieux». Ni elle ni son père n'envisagent de partir. «C'est notre terre.»
"""

AGENCY = """\
Tchad : deux ministres limogés après l'attaque d'un camp

18 mars 2021. - Le président tchadien Hassan Mahamat a démis jeudi deux ministres de leurs fonctions, quatre jours après l'attaque du camp de Boma, qui a fait 23 morts selon un bilan officiel. « Les responsabilités doivent être établies », a-t-il déclaré à la télévision nationale.

L'opposition a critiqué cette décision. Le chef de file de l'Alliance pour le changement (APC), Saleh Kebir, estime qu'il s'agit d'une « diversion ». « Le vrai responsable, c'est le président lui-même », a-t-il ajouté au micro de RFI. L'APC appelle à manifester samedi dans la capitale.

Le ministère de la Défense, dans un communiqué, a de son côté affirmé que les assaillants avaient « subi de lourdes pertes » : « Quarante terroristes ont été neutralisés. » Aucune source indépendante n'a pu confirmer ce chiffre. D'après des témoins joints par téléphone, les combats ont duré toute la nuit. Un habitant a raconté avoir vu « des corps partout ».

Le Haut-Commissariat des Nations unies pour les réfugiés (HCR) a fait part de sa « vive préoccupation ». Sa porte-parole, Ingrid Solberg, a précisé que 12 000 personnes avaient fui vers le Cameroun, ajoutant que l'aide n'arrivait plus. « Nous manquons de tout : eau, tentes, médicaments », a-t-elle dit. Le HCR demande aux autorités d'ouvrir un couloir humanitaire.

La France, par la voix de sa ministre des Armées, Claire Aubin, a condamné « avec la plus grande fermeté » l'attaque. Paris, qui dispose de mille soldats sur place, n'a pas souhaité dire si ses avions étaient intervenus.
"""


def spoken(quotes: tuple[Quotation, ...]) -> list[tuple[str, str | None]]:
    """The first words of each statement, with the speaker resolved."""
    return [(" ".join(q.text.strip("«» ").split()[:4]), q.speaker_name) for q in quotes]


def test_feature() -> None:
    found = extract(FEATURE).quotes
    assert spoken(found) == [
        ("Je n'ai même pas", "Bernard Jacquet"),
        ("Mon grand-père parlait d'un", "Bernard Jacquet"),
        ("On va replanter, dit-elle.", "Camille"),
        ("les pertes atteindront quatre", "Patrick Sorel"),
        ("que plusieurs exploitations «ne", "Patrick Sorel"),
        ("L'Etat doit prendre ses", "Michel Adnet"),
        ("que le dossier est", "préfecture"),
        ("que la fréquence des", "équipe de l'Université de Lyon"),
        ("Nos modèles prévoient une", "Hélène Tardy"),
        ("Trop chère pour nous", "Bernard Jacquet"),
        ("Si on m'avait dit", "Bernard Jacquet"),
        ("l'avenir du domaine passe", "Camille Jacquet"),
        ("que «les sols vivants", "Camille Jacquet"),
        ("C'est notre terre.", "Camille Jacquet"),
    ]


def test_agency_report() -> None:
    found = extract(AGENCY).quotes
    assert spoken(found) == [
        ("qui a fait 23", None),
        ("Les responsabilités doivent être", "Hassan Mahamat"),
        ("qu'il s'agit d'une «", "Saleh Kebir"),
        ("Le vrai responsable, c'est", "Saleh Kebir"),
        ("à manifester samedi dans", "Alliance pour le changement"),
        ("que les assaillants avaient", "ministère de la Défense"),
        ("Quarante terroristes ont été", "ministère de la Défense"),
        ("les combats ont duré", None),
        ("avoir vu « des", None),
        ("vive préoccupation", "Haut-Commissariat des Nations unies pour les réfugiés (HCR)"),
        ("que 12 000 personnes", "Ingrid Solberg"),
        ("que l'aide n'arrivait plus", "Ingrid Solberg"),
        ("Nous manquons de tout", "Ingrid Solberg"),
        (
            "d'ouvrir un couloir humanitaire",
            "Haut-Commissariat des Nations unies pour les réfugiés",
        ),
        ("avec la plus grande", "France"),
        ("si ses avions étaient", "Paris"),
    ]


def test_cue_inside_the_marks_gives_two_spans() -> None:
    (found,) = [q for q in extract(FEATURE).quotes if "replanter" in q.text]
    assert [FEATURE[s.start : s.end] for s in found.spans] == [
        "«On va replanter",
        "On n'a pas le choix.»",
    ]
    assert (found.cue, found.speaker) == ("dit-elle", "elle")


@pytest.mark.parametrize(
    ("text", "lang", "said"),
    [
        ("Le maire a dit jeudi que non, jamais.", "fr", "2024-03-14"),
        ("Le maire a dit vendredi que non, jamais.", "fr", "2024-03-15"),
        ("Le maire a dit hier que non, jamais.", "fr", "2024-03-14"),
        ("Le maire a dit que non, jamais.", "fr", None),
        ('"No," the mayor said Monday.', "en", "2024-03-11"),
        ('"No," the mayor said today.', "en", "2024-03-15"),
    ],
)
def test_day_said(text: str, lang: str, said: str | None) -> None:
    (found,) = extract(text, lang=lang, published=date(2024, 3, 15)).quotes
    assert found.said == said
    (undated,) = extract(text, lang=lang).quotes
    assert undated.said is None


def test_json_has_every_field() -> None:
    (row,) = extract("«Oui», a dit Paul Martin.").as_json("a.txt")["quotes"]
    assert row == {
        "start": 0,
        "end": 5,
        "text": "«Oui»",
        "kind": "direct",
        "spans": [[0, 5]],
        "insertions": [],
        "speaker": "Paul Martin",
        "speaker_start": 13,
        "speaker_end": 24,
        "speaker_name": "Paul Martin",
        "role": None,
        "cue": "a dit",
        "via": [],
        "medium": None,
        "to": None,
        "anonymous": False,
        "stance": "asserts",
        "said": None,
        "confidence": 0.97,
    }


def test_insertions_are_marked() -> None:
    text = "«Le moteur (ndlr: du bateau) a lâché», a dit Paul Martin."
    (found,) = extract(text).quotes
    assert [text[s.start : s.end] for s in found.insertions] == ["(ndlr: du bateau)"]


def test_confidence_falls_with_what_is_guessed() -> None:
    named, pronoun = extract("«Oui», a dit Paul Martin. «Non», a-t-il ajouté.").quotes
    (lost,) = extract("«Non», a-t-il ajouté.").quotes
    assert named.confidence > pronoun.confidence > lost.confidence
