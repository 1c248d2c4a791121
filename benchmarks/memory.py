"""How much memory reading a file takes, format by format, as the file grows.

    python benchmarks/memory.py [--size 64] [--formats jsonl,csv] [--folder FOLDER]

Makes a file of SIZE MB in each format, imports it into a new database in a process of its own, and
prints the file's size, the records, the seconds of that process, its peak of memory, and the peak
for a file a quarter as large: what streams does not grow with the file.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
import json
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks import generate

Record = dict[str, Any]


def flat() -> Iterator[Record]:
    """Records without end, keys and all."""
    for seed in count(1):
        for record in generate.records(100_000, seed):
            yield {**record, "key": f"{seed}-{record['key']}", "same_act": None}


def as_csv() -> Iterator[str]:
    columns = ["key", "text", "speaker", "outlet", "said", "url", "lang", "role"]
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, columns, extrasaction="ignore", delimiter=";")
    writer.writeheader()
    for record in flat():
        writer.writerow(record)
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()


def reviews() -> Iterator[Record]:
    for number, record in enumerate(flat()):
        yield {
            "@context": "https://schema.org", "@type": "ClaimReview",
            "url": f"https://checkers.example/{number}", "claimReviewed": record["text"],
            "author": {"@type": "Organization", "name": f"Checkers {number % 40}"},
            "reviewRating": {"@type": "Rating", "alternateName": ["False", "True"][number % 2]},
            "itemReviewed": {"@type": "Claim", "author": {"name": record["speaker"]}},
            "datePublished": "2020-01-02",
        }  # fmt: skip


def web_annotations() -> Iterator[Record]:
    for number, record in enumerate(flat()):
        words = {"type": "TextQuoteSelector", "exact": record["text"]}
        yield {
            "@context": "http://www.w3.org/ns/anno.jsonld",
            "type": "Annotation",
            "id": f"urn:x:{number}",
            "body": [{"purpose": "tagging", "value": "speaker:" + record["speaker"]}],
            "target": {"source": f"https://news.example/{number}", "selector": [words]},
        }


def quotations() -> Iterator[Record]:
    for number, record in enumerate(flat()):
        yield {
            "@context": "https://schema.org", "@type": "Quotation", "identifier": str(number),
            "text": record["text"], "spokenByCharacter": {"name": record["speaker"]},
        }  # fmt: skip


def quotebank() -> Iterator[Record]:
    for number, record in enumerate(flat()):
        yield {
            "quoteID": f"2015-01-01-{number:06}", "quotation": record["text"],
            "speaker": record["speaker"], "qids": [], "date": "2015-01-01 10:00:00",
            "numOccurrences": 1, "probas": [[record["speaker"], "0.9"]],
            "urls": [f"https://news.example/{number}"], "phase": "E",
        }  # fmt: skip


def gdelt() -> Iterator[Record]:
    for number, record in enumerate(flat()):
        yield {
            "date": "2020-01-01T00:00:00Z", "url": f"https://news.example/{number}",
            "title": "News", "lang": "SPANISH",
            "quotes": [{"pre": "", "quote": record["text"], "post": f" , {record['speaker']}"}],
        }  # fmt: skip


def entities() -> Iterator[Record]:
    for number, record in enumerate(flat()):
        yield {
            "id": f"ent-{number}", "schema": "Person",
            "properties": {
                "name": [f"{record['speaker']} {number}"], "position": [record.get("role") or "x"],
                "notes": [record["text"]],
            },
        }  # fmt: skip


def statements() -> Iterator[str]:
    for number, record in enumerate(flat()):
        name = f"{record['speaker']} {number}".replace('"', "")
        yield f'e{number},e{number},name,Person,"{name}",d,2020-01-01,2021-01-01,i{number}\n'


def persons() -> Iterator[Record]:
    for number, record in enumerate(flat()):
        yield {
            "id": f"p{number}", "name": f"{record['speaker']} {number}",
            "memberships": [
                {"organization": {"name": "House"}, "role": "member", "start_date": "2016"}
            ],
            "biography": record["text"],
        }  # fmt: skip


def items() -> Iterator[Record]:
    for number, record in zip(count(1), flat(), strict=False):
        human = {"snaktype": "value", "datavalue": {"value": {"id": "Q5"}}}
        yield {
            "type": "item",
            "id": f"Q9{number:07}",
            "labels": {"en": {"language": "en", "value": f"{record['speaker']} {number}"}},
            "descriptions": {"en": {"language": "en", "value": record["text"]}},
            "claims": {"P31": [{"mainsnak": human, "rank": "normal"}]},
        }


class Form(NamedTuple):
    """A format: the pieces of a file without end, and what stands around them."""

    pieces: Callable[[], Iterable[str]]
    begin: str = ""
    between: str = ""
    end: str = ""


def lines(items: Callable[[], Iterable[Record]]) -> Form:
    """One item a line."""
    return Form(lambda: (json.dumps(item, ensure_ascii=False) for item in items()), "", "\n", "\n")


def value(items: Callable[[], Iterable[Record]], begin: str = "", end: str = "") -> Form:
    """One JSON value over many lines."""
    return Form(
        lambda: (json.dumps(item, ensure_ascii=False, indent=1) for item in items()),
        f"{begin}[\n", ",\n", f"]{end}\n",
    )  # fmt: skip


_STATEMENTS = "canonical_id,entity_id,prop,schema,value,dataset,first_seen,last_seen,id\n"
FORMATS = {
    "jsonl": lines(flat),
    "jsonl.gz": lines(flat),
    "json": value(flat),
    "csv": Form(as_csv),
    "claimreview": lines(reviews),
    "claimreview-graph": value(reviews, '{"@graph": ', "}"),
    "annotation": value(web_annotations, '{"type": "AnnotationPage", "items": ', "}"),
    "quotation": lines(quotations),
    "quotebank": lines(quotebank),
    "gdelt": lines(gdelt),
    "ftm": lines(entities),
    "ftm-statements": Form(statements, _STATEMENTS),
    "popolo": value(persons, '{"persons": ', "}"),
    "wikidata": value(items),
}


def write(path: Path, form: Form, size: int) -> int:
    """Write so many bytes and whatever the format needs to end; how many there are."""
    packed = path.suffix == ".gz"
    with gzip.open(path, "wb", compresslevel=1) if packed else path.open("wb") as file:
        done = file.write(form.begin.encode())
        for number, piece in enumerate(form.pieces()):
            done += file.write((form.between * bool(number) + piece).encode())
            if done >= size:
                break
        return done + file.write(form.end.encode())


def measured(path: Path, folder: Path) -> tuple[int, float, float]:
    """Records, seconds of processor, MB at the peak, of an import in a process of its own."""
    database = folder / "memory.db"
    for leftover in folder.glob("memory.db*"):
        leftover.unlink()
    command = [sys.executable, "-m", "claims", "--db", str(database)]
    subprocess.run([*command, "init"], check=True, capture_output=True)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run = [sys.executable, __file__, "--child", *command[3:], "import", "--json", str(path)]
    done = subprocess.run(run, check=False, capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        sys.exit(f"{path.name}: {done.stderr[:500]}")
    read = json.loads(done.stdout)[0]["read"]
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return read, spent, int(done.stderr.split()[-1]) / 1024


def child(words: list[str]) -> int:
    """The program itself, which says its own peak at the end."""
    from claims.cli import main

    status = main(words)
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)
    return status


def main() -> None:
    if sys.argv[1:2] == ["--child"]:
        sys.exit(child(sys.argv[2:]))
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--size", type=int, default=64, help="MB of the larger file")
    parser.add_argument("--formats", default=",".join(FORMATS))
    parser.add_argument("--folder", type=Path, help="where the files are made")
    options = parser.parse_args()
    print(f"{'format':<18} {'MB':>6} {'records':>9} {'CPU s':>7} {'peak MB':>8} {'quarter':>8}")
    with tempfile.TemporaryDirectory(dir=options.folder) as made:
        folder = Path(made)
        for name in options.formats.split(","):
            path = folder / f"file.{name}"
            write(path, FORMATS[name], options.size * 250_000)
            quarter = measured(path, folder)[2]
            size = write(path, FORMATS[name], options.size * 1_000_000)
            read, spent, peak = measured(path, folder)
            shown = f"{name:<18} {size / 1e6:>6.0f} {read:>9,} {spent:>7.1f} {peak:>8.0f}"
            print(f"{shown} {quarter:>8.0f}", flush=True)
            path.unlink()


if __name__ == "__main__":
    main()
