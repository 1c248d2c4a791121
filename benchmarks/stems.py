"""What looking for a word's other forms finds, and what it finds wrongly: French and English.

    python -m benchmarks.stems [--misses]

Three measures, each without other forms, with the rule of ``claims.query.inflect``, and with
Snowball's stemmers of both languages where ``snowballstemmer`` is installed (two words are the same
where either stemmer says so):

  families   ``FAMILIES``, judged by hand: words that somebody who types one of them wants too.
             Words of different families are confusable on purpose (port, porte; ville, villa).
             Every word is a query, the words of all families are what there is to find.
  generated  inflections made of lemmas of a known kind (``LEMMAS``), found from each other.
  dossier    the words of the convoy dossier: a quote is relevant to a query of ``SOUGHT`` where it
             holds one of the forms judged to be meant.

Recall is what is found of what is wanted, precision what is wanted of what is found, both over all
queries together, the word typed itself left out of the first two.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from claims.query.inflect import other_forms
from claims.text import fold, tokens

ROOT = Path(__file__).resolve().parent.parent
Same = Callable[[str, str], bool]

FAMILIES = """\
aéronef aéronefs
frappe frappes frapper frappé frappés frappées frappent frappait
attaque attaques attaquer attaqué attaqués attaquée attaquent
convoi convois
camion camions
russe russes
syrien syriens syrienne syriennes
américain américains américaine américaines
militaire militaires
journal journaux
national nationaux nationale nationales
général généraux générale générales
travail travaux
chapeau chapeaux
feu feux
premier premiers première premières
public publics publique publiques
heureux heureuse heureuses
agresseur agresseurs
accusateur accusateurs accusatrice accusatrices
actif actifs active actives
bombarder bombarde bombardent bombardé bombardés bombardait bombardant
déclarer déclare déclarent déclaré déclarait déclarées
démentir dément démentent démenti démentis
détruire détruit détruits détruites détruisent
choisir choisi choisis choisissent choisissait
défendre défend défendent défendu défendue défendus
européen européens européenne européennes
élection élections
citoyen citoyens citoyenne citoyennes
victime victimes
mort morts morte mortes
port ports
porte portes
ville villes
villa villas
pays
arme armes
armée armées
cour cours
course courses
police polices
policier policiers policière policières
organe organes
organisation organisations
univers
université universités
parti partis
partie parties
marché marchés
ministre ministres
ministère ministères
fond fonds
fonder fonde fondé fondent
conseil conseils
conseiller conseillers conseillère
strike strikes striking struck
attack attacks attacked attacking
aircraft
plane planes
plan plans planned planning
truck trucks
convoy convoys
killing kill kills killed
responsible
responsibility responsibilities
deny denies denied denying
country countries
county counties
missile missiles
bomb bombs bombed bombing bombings
target targets targeted targeting
woman women
child children
police
policy policies
news
new
general generals
generate generates generated generating
army armies
arm arms armed arming
march marches marched marching
import imports imported importing
important
importance
organ organs
organize organizes organized organizing
universe universes
university universities
pay pays paid paying
port ports
wing wings
say says said saying
crash crashes crashed crashing
stop stops stopped stopping
use uses used using
""".splitlines()

# A kind of word, and the endings it is made with.
LEMMAS = (
    ("bataill alli opposant rebell civil soldat", ("", "s")),
    ("détermin condamn annonc dénonc affirm menac respect viol sanctionn négoci",
     ("er", "e", "ent", "é", "és", "ée", "ées", "ait", "aient", "ant", "era")),
    ("fin trah rempl", ("ir", "i", "is", "it", "issent", "issait", "issant")),
    ("loc fisc", ("al", "aux", "ale", "ales")),
    ("offens défens explos", ("if", "ifs", "ive", "ives")),
    ("danger", ("eux", "euse", "euses")),
    ("iran ukrain tunis", ("ien", "iens", "ienne", "iennes")),
    ("report threaten confirm", ("", "s", "ed", "ing")),
    ("accus blam provid chang escap", ("e", "es", "ed", "ing")),
    ("enem cit", ("y", "ies")),
    ("ban drop", ("", "s")),
)  # fmt: skip

SOUGHT = {
    "aéronefs": "aéronef aéronefs",
    "frappe": "frappe frappes frappé frappées frapper",
    "avion": "avion avions",
    "camion": "camion camions",
    "convois": "convoi convois",
    "russe": "russe russes",
    "syrien": "syrien syriens syrienne syriennes",
    "humanitaires": "humanitaire humanitaires",
    "responsables": "responsable responsables",
    "travailleur": "travailleur travailleurs",
    "civil": "civil civils civile civiles civilian",
    "strike": "strike strikes struck striking",
    "trucks": "truck trucks",
    "worker": "worker workers",
    "attacks": "attack attacks attacked attacking",
    "kill": "kill kills killed killing",
    "airstrikes": "airstrike airstrikes",
    "russians": "russian russians",
    "driver": "driver drivers",
    "bomb": "bomb bombs bombed bombing",
    "deny": "deny denies denied denying",
    "planes": "plane planes",
}


def exact(_one: str, _other: str) -> bool:
    return False


def by_rule(one: str, other: str) -> bool:
    return other in other_forms(one)


def by_snowball() -> Same | None:
    try:
        import snowballstemmer  # type: ignore[import-not-found, unused-ignore]
    except ImportError:
        return None
    stemmers = [snowballstemmer.stemmer(lang) for lang in ("french", "english")]
    return lambda one, other: any(s.stemWord(one) == s.stemWord(other) for s in stemmers)


def counted(pairs: Iterable[tuple[bool, bool]]) -> tuple[int, int, int]:
    """Of (wanted, found): how many are both, wanted, found."""
    both = wanted = got = 0
    for want, found in pairs:
        both += want and found
        wanted += want
        got += found
    return both, wanted, got


def related(families: list[set[str]], same: Same, *, tell: bool) -> Iterable[tuple[bool, bool]]:
    words = sorted(set().union(*families))
    for one in words:
        meant = set().union(*(family for family in families if one in family))
        for other in words:
            if one != other:
                want, found = other in meant, same(one, other)
                if tell and want != found:
                    print(f"    {'missed' if want else 'wrong '}  {one} {other}")
                yield want, found


def quotes(same: Same, *, tell: bool) -> Iterable[tuple[bool, bool]]:
    with open(ROOT / "seed" / "convoy.jsonl", encoding="utf-8") as file:
        texts = [set(tokens(json.loads(line)["text"])) for line in file]
    for query, forms in SOUGHT.items():
        typed, meant = fold(query), set(tokens(forms))
        for text in texts:
            want = not meant.isdisjoint(text)
            found = any(word == typed or same(typed, word) for word in text)
            if tell and want != found:
                print(f"    {'missed' if want else 'wrong '}  {query}: {' '.join(sorted(text))}")
            yield want, found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--misses", action="store_true", help="every pair judged otherwise")
    asked = parser.parse_args()
    ways: dict[str, Same | None] = {"exact": exact, "rule": by_rule, "snowball": by_snowball()}
    families = [set(tokens(line)) for line in FAMILIES]
    made = [
        set(tokens(" ".join(stem + ending for ending in endings)))
        for stems, endings in LEMMAS
        for stem in stems.split()
    ]
    for name, same in ways.items():
        if same is None:
            print(f"{name:10} not installed")
            continue
        for measure, pairs in (
            ("families", related(families, same, tell=asked.misses and name == "rule")),
            ("generated", related(made, same, tell=asked.misses and name == "rule")),
            ("dossier", quotes(same, tell=asked.misses and name == "rule")),
        ):
            both, wanted, found = counted(pairs)
            precision = f"{both / found:.3f}" if found else "    -"
            print(
                f"{name:10}{measure:10} recall {both / wanted:.3f}  precision {precision}"
                f"  ({both} of {wanted} wanted, {found} found)"
            )


if __name__ == "__main__":
    main()
