"""Language packs: one module a language, its words as data.

A pack is a module of upper-case names; ``claims.extract.pack.build`` compiles it.  To add a
language, add a module (or ``claims.extract.pack.register`` one).

``CODE``           two letters
``WORD``           regular expression of one token; elisions and clitic subjects stand alone
``CONJUGATIONS``   (ending, {kind: endings}) pairs, first match wins; kinds: finite, base,
                   participle, gerund, infinitive
``IRREGULAR``      {lemma: {kind: forms}}
``VERBS``          {stance: "lemma:frames …"}; frames: see ``claims.extract.pack.Verb``
``ATTRIBUTIONS``   {strong or weak: phrases}; weak ones only open a sentence
``GENDERS``        {m, f, p, o, x: words}; x never refers to a speaker
``MEDIA``          {medium: words that name it}
``DAYS``           {word: 0-6 weekday, 7 today, 8 yesterday, …}
``ASIDES``         phrases that may stand between a verb's parts or before its subject
``CAPTION``        matches the end of a caption; ``BOILERPLATE`` the beginning of a link line
``INFINITIVE``     matches an infinitive
``SYNONYMS``       {noun or phrase: other nouns its bearer may have been introduced by}
``PAIRED``         (ending for men, ending for women) pairs of nouns
``OPTIONS``        inversion (the subject may follow its verb), zero_that, articles
                   ({article: gender}), strict_offices (a bare office is never whoever
                   spoke last), demonym (regular expression of a person's origin used as a name),
                   and smaller ones

Every other name is one of ``claims.extract.pack.GROUPS``, a string of words; a missing one is
empty, and an underscore stands for a blank.
"""
