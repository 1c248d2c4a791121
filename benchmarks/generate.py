"""Generated quotations as flat records, one a line: the same for the same count and seed.

    python -m benchmarks.generate 1e5 [--seed 7] > quotations.jsonl

French and English, 150 to 300 characters of words drawn by Zipf's law (rank plus 2.7, power 1.07)
out of some 60,000 forms a language; speakers, outlets and questions with long tails; dates over
twenty years.  Every record has a key; one in seven takes a position, one in fifty reports an act
that an earlier record reports.  Nothing is fitted to the program that reads it.

Other benchmarks take ``records`` (dictionaries) or ``lines`` (JSON) directly.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from typing import Any, Generic, TypeVar

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks import words

Record = dict[str, Any]
T = TypeVar("T")

LANGUAGES = ("fr", "fr", "fr", "en", "en")
FORMS = 60_000
"""Different words of one language."""

SHORTEST, LONGEST = 150, 300
FIRST_DAY, DAYS = date(2005, 1, 1), 365 * 20

_AHEAD = 20_000  # drawn at once: one call for many costs a fraction of many calls
_ENDS = "." * 12 + "?!…"


class Drawn(Generic[T]):
    """Endless draws out of a list, the first the likeliest, by Zipf's law."""

    def __init__(self, chance: random.Random, items: Sequence[T], power: float = 1.07) -> None:
        self._chance, self._items = chance, items
        self._weights = list(
            accumulate((rank + 2.7) ** -power for rank in range(1, len(items) + 1))
        )
        self._ahead: list[T] = []
        self._taken = _AHEAD

    def one(self) -> T:
        return self.some(1)[0]

    def some(self, count: int) -> list[T]:
        start, self._taken = self._taken, self._taken + count
        if self._taken > _AHEAD:
            self._ahead = self._chance.choices(self._items, cum_weights=self._weights, k=_AHEAD)
            start, self._taken = 0, count
        return self._ahead[start : self._taken]


def invented(chance: random.Random, shortest: int = 2) -> str:
    """A word of syllables."""
    syllables = chance.choices(words.SYLLABLES, k=chance.randint(shortest, shortest + 2))
    return "".join(syllables) + chance.choice(words.LAST)


def forms(chance: random.Random, lang: str) -> list[str]:
    """The words of a language, commonest first."""
    grown = [stem + ending for stem in words.STEMS[lang] for ending in words.ENDINGS[lang]]
    chance.shuffle(grown)
    found = dict.fromkeys([*words.COMMON[lang], *grown])
    while len(found) < FORMS:
        found[invented(chance)] = None
    return list(found)


def people(chance: random.Random, count: int) -> list[str]:
    """Different names of people."""
    found: dict[str, None] = {}
    while len(found) < count:
        found[f"{chance.choice(words.FIRST_NAMES)} {invented(chance).capitalize()}"] = None
    return list(found)


class World:
    """Whoever and whatever the records of one file are about."""

    def __init__(self, count: int, seed: int) -> None:
        self.chance = chance = random.Random(seed)
        self.words = {lang: Drawn(chance, forms(chance, lang)) for lang in ("fr", "en")}
        self.speakers = Drawn(chance, people(chance, 100 + count // 25), power=0.9)
        self.outlets = Drawn(
            chance, [invented(chance).capitalize() + " " + chance.choice(("Info", "Post", "Jour"))
                     for _ in range(400)]
        )  # fmt: skip
        self.orgs = Drawn(chance, [invented(chance).upper() for _ in range(300)])
        self.questions = Drawn(
            chance,
            [
                f"{invented(chance)}-{number}/{invented(chance)}"
                for number in range(20 + count // 100)
            ],
            power=0.8,
        )
        self._document: Record = {}
        self._left = 0

    def sentence(self, lang: str) -> str:
        """Seven to nineteen words; a comma in a long one, sometimes a number."""
        chance = self.chance
        drawn = self.words[lang].some(chance.randint(7, 19))
        if len(drawn) > 9:
            drawn[len(drawn) // 2] += ","
        if chance.random() < 0.06:
            drawn[-1] = str(chance.randint(2, 2000))
        words = " ".join(drawn)
        return words[:1].upper() + words[1:]

    def text(self, lang: str) -> str:
        """A quotation of one or several sentences, the last cut where it must be."""
        length = self.chance.randint(SHORTEST, LONGEST - 1)
        text = self.sentence(lang)
        while len(text) < length:
            text += ". " + self.sentence(lang)
        cut = text.find(" ", length, LONGEST)
        text = text[: cut if cut > 0 else length].rstrip(" ,.")
        return text + self.chance.choice(_ENDS)

    def document(self) -> Record:
        """Where the next quotation stands: one to six of them share an article."""
        if self._left:
            self._left -= 1
            return self._document
        chance = self.chance
        self._left = chance.choice((0, 0, 1, 1, 2, 5))
        lang = chance.choice(LANGUAGES)
        day = FIRST_DAY + timedelta(chance.randrange(DAYS))
        outlet = self.outlets.one()
        title = " ".join(self.words[lang].some(chance.randint(5, 10)))
        number = chance.getrandbits(40)
        host = outlet.lower().replace(" ", "").encode("ascii", "ignore").decode()
        self._document = {
            "lang": lang,
            "outlet": outlet,
            "title": title[:1].upper() + title[1:],
            "url": f"https://www.{host}.example/{day:%Y/%m/%d}/{number:010x}.html",
            "published": day.isoformat(),
        }
        return self._document

    def speaker(self, lang: str) -> Record:
        """Who speaks, with the role printed."""
        chance = self.chance
        if chance.random() < 0.03:
            return {"speaker": chance.choice(words.UNNAMED[lang]), "speaker_kind": "unnamed"}
        found: Record = {"speaker": self.speakers.one(), "speaker_kind": "person"}
        if chance.random() < 0.6:
            found["role"] = chance.choice(words.ROLES[lang])
            if chance.random() < 0.5:
                found["org"] = self.orgs.one()
        return found

    def positions(self, lang: str) -> list[Record]:
        """What a quotation does to one answer, sometimes to two."""
        chance = self.chance
        slug = self.questions.one()
        stances = ("asserts", "asserts", "asserts", "suspects", "denies", "doubts", "reports")
        if sum(map(ord, slug)) % 4 == 0:  # a question keeps its kind of answers
            said = chance.choice(words.FIGURES[lang]).format(n=chance.randint(5, 60))
            answer = {"question": slug, "claim": said, "stance": "asserts", "number": said}
            return [answer]
        count = 2 if chance.random() < 0.2 else 1
        return [
            {"question": slug, "claim": answer, "stance": chance.choice(stances)}
            for answer in chance.sample(words.ANSWERS[lang], count)
        ]

    def record(self, number: int) -> Record:
        """One quotation, with what stands around it."""
        chance = self.chance
        document = self.document()
        lang = document["lang"]
        record: Record = {"key": f"g{number:08}", "text": self.text(lang)}
        kinds = ("direct", "direct", "direct", "indirect", "mixed", "paraphrase")
        record |= {"lang": lang, "kind": chance.choice(kinds), **self.speaker(lang)}
        if chance.random() < 0.7:
            published = date.fromisoformat(document["published"])
            record["said"] = (published - timedelta(chance.choice((0, 0, 0, 1, 1, 2)))).isoformat()
        record["cue"] = chance.choice(words.CUES[lang])
        if chance.random() < 0.08:
            record["venue"] = chance.choice(words.VENUES[lang])
        if chance.random() < 0.1:
            record["via"] = self.outlets.one()
        record |= document
        if number > 50 and chance.random() < 0.02:
            record["same_act"] = f"g{number - chance.randint(1, 50):08}"
        if chance.random() < 0.15:
            record["positions"] = self.positions(lang)
        return record


def records(count: int, seed: int = 1) -> Iterator[Record]:
    """So many flat records; another count makes another world."""
    world = World(count, seed)
    return (world.record(number) for number in range(1, count + 1))


def lines(count: int, seed: int = 1) -> Iterator[str]:
    """The same as lines of JSON, each with its end."""
    encode = json.JSONEncoder(ensure_ascii=False).encode
    return (encode(record) + "\n" for record in records(count, seed))


def size(text: str) -> int:
    """A count as ``1e5``, ``100_000`` or ``100000``."""
    count = int(float(text))
    if count < 1:
        raise argparse.ArgumentTypeError("at least one")
    return count


def main() -> None:
    """Write the records to standard output."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("count", type=size)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    try:
        sys.stdout.writelines(lines(asked.count, asked.seed))
    except BrokenPipeError:
        sys.stderr.close()


if __name__ == "__main__":
    main()
