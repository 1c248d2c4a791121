"""Saving extractions and deciding on them, on both engines."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims.articles import Article, Problem
from claims.articles.run import Run
from claims.articles.work import Options, Read, find_quotes
from claims.articles.workers import Workers
from claims.dates import parse_date
from claims.errors import AmbiguousName, BadInput, UnknownName
from claims.extract.model import Extraction, Quotation, Span
from claims.names import resolve_speaker
from claims.proposals.bulk import Target, save_all
from claims.proposals.decide import Bears, Edit, Writer, attach, decide, edit, refuse_missing
from claims.proposals.save import Outcome, save
from claims.proposals.waiting import (
    Filters,
    by_confidence,
    count_waiting,
    proposals,
    waiting_ids,
)
from claims.proposals.who import kind_of
from claims.proposals.words import find_again, verbatim
from claims.search import search
from claims.undo import undo
from claims.vocabulary import SpeakerKind, Stance, StatementKind, StatementStatus
from tests.articles.samples import BRIDGE, FERRY

DAY = parse_date("2024-03-12")
ACCEPTED, REJECTED = StatementStatus.ACCEPTED, StatementStatus.REJECTED


def article(text=FERRY, **more):
    values = {"name": "a.txt", "outlet": "La Gazette", "published": DAY, **more}
    return Article(text=text, **values)


def read(text=FERRY, **more):
    found = find_quotes(article(text, **more), Options())
    assert isinstance(found, Read)
    return found


def said(text, words, **more):
    """An article with one quotation: these words of it."""
    start = text.index(words)
    values = {"kind": StatementKind.DIRECT, "speaker": "Ann Lee", "speaker_name": "Ann Lee", **more}
    span = Span(start, start + len(words))
    return Quotation(span.start, span.end, words, spans=(span,), **values)


def reading(text, *quotes, **more):
    return Read(article(text, **more), Extraction("en", tuple(quotes)))


def keep(database, *reads, question=None):
    with database.write("extract --save a.txt", "tester") as journal:
        done = save(journal, list(reads), question=question)
    return done, journal.batch_id


def writer(database):
    return Writer(database, "tester")


def counts(database):
    tables = ("speaker", "document", "statement", "via", "xref", "question", "claim", "position")
    return {one: database.reader.value(f"SELECT COUNT(*) FROM {one}") for one in tables}


def stored(database, number):
    return database.reader.row("SELECT * FROM statement WHERE id = :id", id=number)


# -- what is kept


def test_an_article_and_its_quotations(database):
    (saved,), _batch = keep(database, read())
    assert (saved.outcome, saved.found) == (Outcome.NEW, len(saved.statements))
    assert saved.found >= 4
    document = database.reader.row("SELECT * FROM document WHERE id = :id", id=saved.document)
    assert document["text"] == FERRY
    assert len(document["sha256"]) == 64
    assert (document["lang"], document["published"]) == ("fr", "2024-03-12")
    for number in saved.statements:
        row = stored(database, number)
        assert row["status"] == "proposed"
        start, end = row["start_offset"], row["end_offset"]
        assert FERRY[start:end] == row["text"]
        assert row["prefix"] == FERRY[max(0, start - 32) : start]
        assert row["suffix"] == FERRY[end : end + 32]
        assert all(start <= a < b <= end for a, b in json.loads(row["spans"]))
        assert 0 < row["confidence"] <= 1


def test_words_are_kept_without_their_marks(database):
    (saved,), _batch = keep(database, read())
    texts = [stored(database, one)["text"] for one in saved.statements]
    assert "Nous ne céderons pas au chantage" in texts
    assert any(text.startswith("les discussions") for text in texts)


def test_speakers_are_made_once_and_the_unnamed_apart(database):
    (saved,), _batch = keep(database, read())
    rows = proposals(database.reader, saved.statements)
    vasseur = resolve_speaker(database.reader, "helene vasseur")
    named = [row for row in rows if row["speaker"] == "Hélène Vasseur"]
    assert {row["speaker_id"] for row in named} == {f"P{vasseur}"}
    assert named[0]["role"] == "ministre des Transports"
    (source,) = [row for row in rows if row["speaker_kind"] == "unnamed"]
    assert source["speaker"] == "Un responsable portuaire"
    assert source["addressee"] == "AFP"


def test_aliases_are_known(database):
    with database.write("add", "tester") as journal:
        known = journal.insert("speaker", kind="person", name="H. Vasseur", key="h vasseur")
        journal.insert("alias", speaker_id=known, name="Hélène Vasseur", key="helene vasseur")
    (saved,), _batch = keep(database, read())
    assert f"P{known}" in {
        row["speaker_id"] for row in proposals(database.reader, saved.statements)
    }


def test_a_name_that_several_have_is_left_to_a_person(database):
    with database.write("add", "tester") as journal:
        for qualifier in ("mayor", "poet"):
            journal.insert("speaker", kind="person", name="Ann Lee", key="ann lee",
                           qualifier=qualifier)  # fmt: skip
    text = "“No,” said Ann Lee."
    (saved,), _batch = keep(database, reading(text, said(text, "“No,”")))
    (row,) = proposals(database.reader, saved.statements)
    assert row["speaker_kind"] == "unnamed"
    assert [name.split(" P")[0] for name in row["candidates"]] == [
        "Ann Lee (mayor)",
        "Ann Lee (poet)",
    ]


def test_an_outlet_that_several_are_called_is_a_problem_of_that_article(database):
    with database.write("add", "tester") as journal:
        for qualifier in ("Lyon", "Nice"):
            journal.insert("speaker", kind="org", name="L'Écho", key="l echo", qualifier=qualifier)
    done, _batch = keep(database, read(outlet="L'Echo", name="1"), read(BRIDGE, name="2"))
    assert isinstance(done[0], Problem)
    assert done[1].outcome is Outcome.NEW


def test_a_chain_names_everybody_once(database):
    text = "“No,” said Ann Lee."
    quote = said(text, "“No,”", via=("Sana", "Ann Lee", "SANA", "the army"), medium="statement")
    (saved,), _batch = keep(database, reading(text, quote))
    (row,) = proposals(database.reader, saved.statements)
    assert row["via"] == ["Sana", "the army"]
    assert row["venue"] == "statement"


def test_the_question_is_remembered(database):
    (saved,), _batch = keep(database, read(), question="ferries/strike")
    assert {row["about"] for row in proposals(database.reader, saved.statements)} == {
        "ferries/strike"
    }


# -- again


def test_saving_twice_changes_nothing(database):
    keep(database, read())
    before = counts(database)
    (saved,), batch = keep(database, read())
    assert (saved.outcome, saved.statements, batch) == (Outcome.UNCHANGED, [], None)
    assert counts(database) == before


def test_the_same_article_twice_in_one_chunk(database):
    done, _batch = keep(database, read(name="1"), read(name="2"))
    assert [one.outcome for one in done] == [Outcome.NEW, Outcome.UNCHANGED]


def test_the_same_text_in_two_outlets_is_two_documents(database):
    done, _batch = keep(database, read(), read(outlet="Le Phare"))
    assert [one.outcome for one in done] == [Outcome.NEW, Outcome.NEW]
    assert done[0].document != done[1].document
    assert len(done[0].statements) == len(done[1].statements)


def test_a_revised_text_adds_only_what_is_new(database):
    url = "https://gazette.example/ferries"
    (first,), _batch = keep(database, read(url=url))
    revised = "Mis à jour à 18 heures.\n\n" + FERRY.replace(
        "« Nous ne céderons pas au chantage », a-t-elle affirmé. ", ""
    )
    revised += "\n« C'est faux », a répondu Paul Le Goff.\n"
    (second,), batch = keep(database, read(revised, url=url))
    assert second.outcome is Outcome.REVISED
    assert second.document == first.document
    assert [stored(database, one)["text"] for one in second.statements] == ["C'est faux"]
    assert [stored(database, one)["text"] for one in second.gone] == [
        "Nous ne céderons pas au chantage"
    ]
    for number in {*first.statements, *second.statements} - set(second.gone):
        row = stored(database, number)
        assert revised[row["start_offset"] : row["end_offset"]] == row["text"]
        assert all(
            row["start_offset"] <= a < b <= row["end_offset"] for a, b in json.loads(row["spans"])
        )
    (gone,) = (stored(database, one) for one in second.gone)
    assert gone["start_offset"] is None
    assert gone["prefix"]
    undo(database, batch, command="undo", actor="tester")
    text = database.reader.value("SELECT text FROM document WHERE id = :id", id=first.document)
    assert text == FERRY
    assert stored(database, gone["id"])["start_offset"] is not None


def test_a_quote_imported_before_is_not_proposed_again(database):
    url = "https://gazette.example/ferries"
    from claims.keep.keeper import Keeper
    from claims.keep.quote import Quote

    with database.write("add quote", "tester") as journal:
        keeper = Keeper(journal)
        keeper.keep(
            Quote("Mais la porte reste ouverte", "Hélène Vasseur", outlet="La Gazette", url=url)
        )
        keeper.flush()
    (saved,), _batch = keep(database, read(url=url))
    texts = [stored(database, one)["text"] for one in saved.statements]
    assert texts
    assert "Mais la porte reste ouverte" not in texts


def test_undo_of_a_save_leaves_nothing(database):
    before = counts(database)
    _done, batch = keep(database, read(), read(BRIDGE, outlet="Echo"))
    assert counts(database) != before
    undo(database, batch, command="undo", actor="tester")
    assert counts(database) == before
    found = search(database.reader, "chantage", (), every_status=True)
    assert list(found.rows) == []


# -- any number


def test_a_broken_off_run_goes_on_where_it_stopped(database, monkeypatch):
    from claims.proposals import bulk

    monkeypatch.setattr(bulk, "AT_ONCE", 2)
    texts = [f"“Number {n} is wrong,” said Jane Doe.\n" for n in range(5)]
    target = Target(database, "tester", "extract --save")

    def go(count):
        run = Run(Options())
        made = (
            Problem("bad", "for a reason") if n == 3 else article(text, name=str(n))
            for n, text in enumerate(texts[:count])
        )
        monkeypatch.setattr(bulk, "read_article", lambda origin, options: origin)
        return run, list(save_all(run, made, Workers(), target))

    run, done = go(3)
    assert [one.outcome for one in done] == [Outcome.NEW] * 3
    run, done = go(5)
    assert [one.name for one in done] == ["0", "1", "2", "4"]
    assert [one.outcome for one in done] == [Outcome.UNCHANGED] * 3 + [Outcome.NEW]
    error = run.error()
    assert error is not None
    assert error.message == "bad: for a reason"
    batches = database.reader.value("SELECT COUNT(*) FROM batch")
    assert batches == 3


# -- deciding


@pytest.fixture
def ferry(database):
    (saved,), _batch = keep(database, read())
    return saved


def test_what_waits_in_the_order_of_the_article(database, ferry):
    assert waiting_ids(database.reader, Filters()) == ferry.statements
    keep(database, read(BRIDGE, outlet="Echo", published=parse_date("2024-04-01")))
    every = waiting_ids(database.reader, Filters())
    newest = waiting_ids(database.reader, Filters(newest=True))
    assert sorted(newest) == sorted(every)
    assert newest[-1] in ferry.statements
    english = waiting_ids(database.reader, Filters(lang="en"))
    assert english == [one for one in every if one not in ferry.statements]
    assert waiting_ids(database.reader, Filters(lang="en", at_most=1)) == english[:1]
    assert waiting_ids(database.reader, Filters(document=ferry.document)) == ferry.statements
    vasseur = resolve_speaker(database.reader, "Vasseur Hélène".split()[1] + " Vasseur")
    hers = waiting_ids(database.reader, Filters(speakers=[vasseur]))
    assert set(hers) < set(ferry.statements)
    sure = waiting_ids(database.reader, Filters(least=0.9))
    assert sure == [one for one in every if stored(database, one)["confidence"] >= 0.9]
    assert count_waiting(database.reader, Filters(ids=every[:2])) == 2
    rest = by_confidence(database.reader, Filters(), below=0.9)
    assert sorted(by_confidence(database.reader, Filters(), at_least=0.9) + rest) == sorted(every)
    assert by_confidence(database.reader, Filters()) == []


def test_the_context_is_what_stands_around(database, ferry):
    for row in proposals(database.reader, ferry.statements):
        assert row["before"] + row["text"] + row["after"] in FERRY


def test_accepting_makes_it_count_and_rejecting_hides_it(database, ferry):
    one, other = ferry.statements[1:3]
    bears = Bears("ferries/talks", "before Sunday", Stance.ASSERTS)
    attach(writer(database), "triage (attach)", one, bears)
    state = "SELECT state FROM claim"
    assert database.reader.value(state) == "unsourced"
    assert list(search(database.reader, "chantage", ()).rows) == []
    done = decide(writer(database), "triage --accept", [(ACCEPTED, [one]), (REJECTED, [other])])
    assert done.changed == [one, other]
    assert database.reader.value(state) == "single-source"
    found = search(database.reader, "id:" + f"S{one}", ())
    assert [row["id"] for row in found.rows] == [f"S{one}"]
    assert list(search(database.reader, f"id:S{other} status:proposed", ()).rows) == []
    undo(database, done.batch, command="undo", actor="tester")
    assert database.reader.value(state) == "unsourced"
    assert waiting_ids(database.reader, Filters()) == ferry.statements


def test_deciding_the_same_again_writes_nothing(database, ferry):
    decide(writer(database), "triage", [(ACCEPTED, ferry.statements[:1])])
    again = decide(writer(database), "triage", [(ACCEPTED, ferry.statements[:1])])
    assert (again.batch, again.changed) == (None, [])
    with pytest.raises(UnknownName):
        refuse_missing(database, [*ferry.statements, 10_000])


def test_a_rejected_one_is_not_proposed_again(database, ferry):
    decide(writer(database), "triage", [(REJECTED, ferry.statements)])
    keep(database, read())
    assert waiting_ids(database.reader, Filters()) == []


# -- editing


def test_editing_the_speaker_takes_the_role_of_the_day(database, ferry):
    with database.write("add", "tester") as journal:
        ann = journal.insert("speaker", kind="person", name="Ann Lee", key="ann lee")
        role = journal.insert(
            "role", speaker_id=ann, title="mayor", title_key="mayor", since="2020",
            since_first=date(2020, 1, 1).toordinal(), since_last=date(2020, 12, 31).toordinal(),
        )  # fmt: skip
    one = ferry.statements[0]
    edit(writer(database), "triage (edit)", one, Edit(speaker="Ann Lee", role=""))
    row = stored(database, one)
    assert (row["speaker_id"], row["role_id"], row["role_printed"]) == (ann, role, None)


def test_a_name_like_another_is_asked_about(database, ferry):
    one = ferry.statements[0]
    with pytest.raises(UnknownName) as raised:
        edit(writer(database), "triage (edit)", one, Edit(speaker="Helene Vaseur"))
    assert raised.value.candidates[0].startswith("Hélène Vasseur")
    done = edit(writer(database), "triage", one, Edit(speaker="Helene Vaseur", new=True))
    assert done.changed == [one]
    (row,) = proposals(database.reader, [one])
    assert (row["speaker"], row["speaker_kind"]) == ("Helene Vaseur", "person")


def test_an_ambiguous_name_is_refused(database, ferry):
    with database.write("add", "tester") as journal:
        for qualifier in ("mayor", "poet"):
            journal.insert("speaker", kind="person", name="Ann Lee", key="ann lee",
                           qualifier=qualifier)  # fmt: skip
    with pytest.raises(AmbiguousName):
        edit(writer(database), "triage", ferry.statements[0], Edit(speaker="Ann Lee"))


def test_editing_words_kind_date_and_note(database, ferry):
    one = ferry.statements[1]
    start = FERRY.index("Nous ne céderons")
    change = Edit(span=(start, start + 16), kind=StatementKind.MIXED,
                  said=parse_date("2024-03-11"), note="heard on the radio")  # fmt: skip
    done = edit(writer(database), "triage", one, change)
    row = stored(database, one)
    assert (row["text"], row["kind"], row["said"]) == ("Nous ne céderons", "mixed", "2024-03-11")
    assert row["said_first"] == date(2024, 3, 11).toordinal()
    assert json.loads(row["spans"]) == [[start, start + 16]]
    assert row["note"] == "heard on the radio"
    assert row["suffix"].startswith(" pas au chantage")
    undo(database, done.batch, command="undo", actor="tester")
    assert stored(database, one)["text"] == "Nous ne céderons pas au chantage"


@pytest.mark.parametrize("span", [(5, 5), (-1, 4), (0, 10_000), (17, 19)])
def test_a_span_of_no_words_is_refused(database, ferry, span):
    with pytest.raises(BadInput):
        edit(writer(database), "triage", ferry.statements[0], Edit(span=span))


# -- what it bears on


def test_attaching_makes_what_is_missing_once(database, ferry):
    one, other = ferry.statements[:2]
    bears = Bears("ferries/talks", "before Sunday", Stance.DENIES)
    assert attach(writer(database), "t", one, bears).changed == [one]
    assert attach(writer(database), "t", one, bears).changed == []
    claim = database.reader.value("SELECT id FROM claim")
    attach(writer(database), "t", other, Bears("ferries/talks", f"C{claim}", Stance.UNSURE))
    assert database.reader.value("SELECT COUNT(*) FROM claim") == 1
    (row,) = proposals(database.reader, [other])
    assert [position["stance"] for position in row["positions"]] == ["unsure"]


def test_attaching_to_what_is_not_there(database, ferry):
    attach(writer(database), "t", ferry.statements[0], Bears("one", "yes", Stance.ASSERTS))
    with pytest.raises(UnknownName):
        attach(writer(database), "t", ferry.statements[0], Bears("two", "C1", Stance.ASSERTS))
    with pytest.raises(BadInput):
        attach(writer(database), "t", ferry.statements[0], Bears("-", "yes", Stance.ASSERTS))


# -- words and names


@pytest.mark.parametrize(
    ("text", "kind", "lang", "wanted"),
    [
        ("« Oui »", "direct", "fr", "Oui"),
        ("«\u00a0Oui, “très” bien\u00a0»", "direct", "fr", "Oui, “très” bien"),
        ("“We know,”", "direct", "en", "We know"),
        ('"We know,"', "direct", "en", "We know"),
        ("“A,” he said, “B”", "direct", "en", "“A,” he said, “B”"),
        ('"A," he said, "B"', "direct", "en", '"A," he said, "B"'),
        ("que tout va « bien »", "mixed", "fr", "tout va « bien »"),
        ("qu’il viendra", "indirect", "fr", "il viendra"),
        ("that he knew", "indirect", "en", "he knew"),
        ("that he knew", "direct", "en", "that he knew"),
        ("thatched roofs burn", "indirect", "en", "thatched roofs burn"),
        ("« »", "direct", "fr", "« »"),
        ("“”", "direct", "en", "“”"),
        (" yes ", "direct", "en", "yes"),
    ],
)
def test_the_words_alone(text, kind, lang, wanted):
    whole = f"x{text}y"
    quote = Quotation(1, 1 + len(text), text, StatementKind(kind), (Span(1, 1 + len(text)),))
    span = verbatim(whole, quote, lang)
    assert whole[span.start : span.end] == wanted


def test_words_found_again_where_their_neighbours_are():
    text = "first: no way. second: no way. third: no way."
    assert find_again(text, "no way", "second: ", ". third", 0) == text.index("no way", 20)
    assert find_again(text, "no way", None, None, 44) == text.rindex("no way")
    assert find_again(text, "no ways", None, None, 0) is None


@pytest.mark.parametrize(
    ("printed", "name", "role", "kind"),
    [
        ("Ann Lee", "Ann Lee", None, "person"),
        ("La ministre, Ann Lee", "Ann Lee", "ministre", "person"),
        ("le Pentagone", "Pentagone", None, "org"),
        ("the harbour authority", "harbour authority", None, "org"),
        ("L'ONU", "ONU", None, "org"),
        ("Le ministère russe de la Défense", "ministère russe de la Défense", None, "org"),
        ("elle", None, None, "unnamed"),
        (None, None, None, "unnamed"),
        ("---", "---", None, "unnamed"),
    ],
)
def test_what_a_new_speaker_is_taken_for(printed, name, role, kind):
    quote = said("x “No”", "“No”", speaker=printed, speaker_name=name, role=role)
    assert kind_of(quote) is SpeakerKind(kind)


def test_a_source_kept_unnamed_is_unnamed_whatever_is_said_of_it():
    quote = said("x “No”", "“No”", speaker="an official", speaker_name="official", anonymous=True)
    assert kind_of(quote) is SpeakerKind.UNNAMED


# -- anything

_SCRAPS = st.sampled_from(
    ["« ", " »", "“", "”", '"', " a dit ", " said ", "Ann Lee", "Mme Roux", ", ", ". ", "\n\n",
     "que ", "that ", "oui ", "no way ", "\u0301", "🙂", "\r\n", "selon ", "according to "]
)  # fmt: skip


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(texts=st.lists(st.lists(_SCRAPS, max_size=40).map("".join), min_size=1, max_size=3))
def test_whatever_is_read_stands_exactly_in_its_document(database, texts):
    articles = [article(text, url="https://x.example/1") for text in texts if text.strip()]
    reads = [one for one in (find_quotes(a, Options()) for a in articles) if isinstance(one, Read)]
    done, batch = keep(database, *reads)
    for saved in done:
        rows = database.reader.rows(
            """SELECT s.*, d.text AS whole FROM statement s JOIN document d ON d.id = s.document_id
            WHERE d.id = :id AND s.start_offset IS NOT NULL""",
            id=saved.document,
        )
        for row in rows:
            assert row["whole"][row["start_offset"] : row["end_offset"]] == row["text"]
            for a, b in json.loads(row["insertions"] or "[]"):
                assert 0 <= a < b <= len(row["text"])
    if batch is not None:
        undo(database, batch, command="undo", actor="tester")
