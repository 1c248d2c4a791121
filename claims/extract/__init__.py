"""Attributed quotations out of news articles, by rules and language packs, without models.

How a text becomes statements, one module a step:

==============  ==================================================================================
``marks``       what stands between quotation marks: balanced, nested, unclosed, over paragraphs
``tokens``      paragraphs, sentences, tokens; quoted words are masked as one token each
``verbs``       verb groups around a form that reports, and in which mood it does
``cues``        all that reports in a sentence: verb groups, attribution prepositions
``words``       what single words are: names, titles, beginnings of phrases
``naming``      the name and the role within a noun phrase
``phrases``     noun phrases and adverbials to the right of a cue
``subjects``    subjects to the left of a cue
``clause``      a sentence with its cues: subjects, and where reported words end
``quoted``      patterns with quotation marks
``reported``    that-clauses, bare clauses, infinitives, nominal statements
``attributed``  selon X, a-t-il dit, according to X: whole clauses
``patterns``    the order of priority of all patterns
``transcript``  paragraphs of a transcript
``names``       the article's proper names: persons, roles, acronyms, misspellings
``who``         the thread of speakers and topics that pronouns point back along
``details``     kind, role, chain, medium, hearer, stance, day, confidence
``engine``      all of it in order; the only entry point
``pack``        compiles a language pack; ``packs`` holds one module a language, words as data
``model``       the frozen results and their JSON shape
==============  ==================================================================================

No module reads anything but its own packs, once.  Work is in proportion to the text: sentences and
their cues are bounded (``tokens.LONGEST_SENTENCE``, ``cues.MOST_CUES``), and so is how much is read
of a text denser than any prose (``marks.most_of``).
"""

from __future__ import annotations

from claims.extract.engine import extract
from claims.extract.model import Extraction, Quotation, Span

__all__ = ["Extraction", "Quotation", "Span", "extract"]
