"""The search language: what people type becomes a tree, the tree becomes one query per engine.

    typed                                   read as
    convoi humanitaire                      both words, anywhere in the quote
    "convoi humanitaire"                    these words side by side
    cessez-le-feu                           the same: what has no blank in it stands together
    l'armée                                 armee: accents, case and elided articles never matter
    aéro*                                   every word that begins so
    convoi OR camions                       either; AND binds tighter
    convoi -russe, convoi NOT russe         the first without the second
    (convoi OR camions) attaque             brackets group
    speaker:kerry, speaker:"John Kerry"     only quotes of speakers so called
    source:afp,reuters                      one or the other
    said:2016-09.., year:2016, lang:fr      dates and ranges, a year, a language
    foo:bar, 10:30, https://lci.fr          no such field: words

``parser`` makes the tree of what was typed and never fails; ``fields`` and ``resolve`` look up
names and values; ``plan`` splits what the full-text index answers from what rows answer;
``sqlite`` and ``postgres`` write it down.  docs/search.md is the manual.
"""

from claims.query.parser import parse
from claims.query.tree import And, Field, Node, Not, Or, Parsed, Words

__all__ = ["And", "Field", "Node", "Not", "Or", "Parsed", "Words", "parse"]
