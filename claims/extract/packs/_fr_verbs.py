"""French verbs that report, and the tables that conjugate them."""

_ER = {
    "finite": "{s}e {s}ent {f}ons {f}ez {b}ait {b}aient {b}a {f}èrent {x}era {x}eront {x}erait "
    "{x}eraient {s}es {b}ais {b}ai",
    "participle": "{f}é {f}ée {f}és {f}ées",
    "gerund": "{b}ant",
    "infinitive": "{f}er",
}


def _er(strong: str, front: str, back: str, future: str | None = None) -> dict[str, str]:
    stems = {"s": strong, "f": front, "b": back, "x": future or strong}
    return {kind: row.format(**stems) for kind, row in _ER.items()}


#: Longest ending first; each ending with what replaces it in every form.
CONJUGATIONS = (
    *((f"é{c}er", _er(f"è{c}", f"é{c}", f"é{c}", f"é{c}")) for c in "tlrdncv"),
    ("éguer", _er("ègu", "égu", "égu", "égu")),
    ("rteler", _er("rtèl", "rtel", "rtel")),
    ("mener", _er("mèn", "men", "men")),
    ("ever", _er("èv", "ev", "ev")),
    ("eler", _er("ell", "el", "el")),
    ("cer", _er("c", "c", "ç")),
    ("ger", _er("g", "g", "ge")),
    ("ayer", _er("ai", "ay", "ay")),
    ("oyer", _er("oi", "oy", "oy")),
    ("uyer", _er("ui", "uy", "uy")),
    ("er", _er("-", "-", "-")),
    (
        "enir",
        {
            "finite": "ient iennent enait enaient int inrent iendra iendrait",
            "participle": "enu enue enus enues",
            "gerund": "enant",
            "infinitive": "enir",
        },
    ),
    (
        "prendre",
        {
            "finite": "prend prennent prenait prenaient prit prirent prendra prendrait",
            "participle": "pris prise prises",
            "gerund": "prenant",
            "infinitive": "prendre",
        },
    ),
    (
        "dire",
        {
            "finite": "dit disent disait disaient dirent dira dirait",
            "participle": "dit dite dits dites",
            "gerund": "disant",
            "infinitive": "dire",
        },
    ),
    (
        "mentir",
        {
            "finite": "ment mentent mentait mentaient mentit mentirent",
            "participle": "menti mentie mentis menties",
            "gerund": "mentant",
            "infinitive": "mentir",
        },
    ),
    (
        "ir",
        {
            "finite": "it issent issait issaient irent ira irait",
            "participle": "i ie is ies",
            "gerund": "issant",
            "infinitive": "ir",
        },
    ),
    (
        "indre",
        {
            "finite": "int ignent ignait ignaient ignit ignirent",
            "participle": "int inte ints intes",
            "gerund": "ignant",
            "infinitive": "indre",
        },
    ),
    (
        "aître",
        {
            "finite": "aît aissent aissait aissaient ut urent aîtra ait",
            "participle": "u ue us ues",
            "gerund": "aissant",
            "infinitive": "aître aitre",
        },
    ),
    (
        "mettre",
        {
            "finite": "met mettent mettait mettaient mit mirent mettra mettrait",
            "participle": "mis mise mises",
            "gerund": "mettant",
            "infinitive": "mettre",
        },
    ),
    (
        "crire",
        {
            "finite": "crit crivent crivait crivaient crivit crivirent crira",
            "participle": "crit crite crits crites",
            "gerund": "crivant",
            "infinitive": "crire",
        },
    ),
    (
        "dre",
        {
            "finite": "d dent dait daient dit dirent dra drait",
            "participle": "du due dus dues",
            "gerund": "dant",
            "infinitive": "dre",
        },
    ),
)

IRREGULAR = {
    "dire": {
        "finite": "dit disent disait disaient dirent dira dirait diront dis disais",
        "participle": "dit dite dits dites",
        "gerund": "disant",
        "infinitive": "dire",
    },
    "conclure": {
        "finite": "conclut concluent concluait concluaient conclurent",
        "participle": "conclu conclue",
        "gerund": "concluant",
        "infinitive": "conclure",
    },
    "croire": {
        "finite": "croit croient croyait croyaient crut",
        "participle": "cru",
        "gerund": "croyant",
        "infinitive": "croire",
    },
    "prévoir": {
        "finite": "prévoit prévoient prévoyait prévoyaient",
        "participle": "prévu",
        "gerund": "prévoyant",
        "infinitive": "prévoir",
    },
    "sourire": {
        "finite": "sourit sourient souriait souriaient",
        "participle": "souri",
        "gerund": "souriant",
        "infinitive": "sourire",
    },
    "rire": {
        "finite": "rit rient riait riaient",
        "participle": "ri",
        "gerund": "riant",
        "infinitive": "rire",
    },
    "lire": {
        "finite": "lit lisait",
        "participle": "lu",
        "gerund": "lisant",
        "infinitive": "lire",
    },
    "poursuivre": {
        "finite": "poursuit poursuivent poursuivait poursuivaient poursuivit",
        "participle": "poursuivi",
        "gerund": "poursuivant",
        "infinitive": "poursuivre",
    },
    "convaincre": {"finite": "convainc", "infinitive": "convaincre"},
    "plaindre": {
        "finite": "plaint plaignent plaignait plaignaient plaignit",
        "participle": "plaint plainte plaints",
        "gerund": "plaignant",
        "infinitive": "plaindre",
    },
    "exclure": {
        "finite": "exclut excluent excluait excluaient",
        "participle": "exclu exclue",
        "gerund": "excluant",
        "infinitive": "exclure",
    },
    "émouvoir": {
        "finite": "émeut émeuvent émouvait",
        "participle": "ému émue émus",
        "infinitive": "émouvoir",
    },
    "vouloir": {
        "finite": "veut veulent voulait voulaient",
        "participle": "voulu",
        "infinitive": "vouloir",
    },
    "faire savoir": {
        "finite": "fait_savoir",
        "infinitive": "faire_savoir",
    },
    "voir": {
        "finite": "voit voient voyait voyaient vit",
        "participle": "vu",
        "gerund": "voyant",
        "infinitive": "voir",
    },
    "part": {"infinitive": "part"},
    "savoir": {"infinitive": "savoir"},
    "valoir": {"infinitive": "valoir"},
    "entendre": {"infinitive": "entendre"},
    "enquérir": {"finite": "enquiert enquérait", "participle": "enquis enquise"},
    "gémir": {
        "finite": "gémit gémissent gémissait",
        "participle": "gémi",
        "gerund": "gémissant",
        "infinitive": "gémir",
    },
}

#: Lemmas by the stance their cue suggests.  Frames: see ``claims.extract.pack.Verb``.
VERBS = {
    "asserts": """
part:qcv réagir:qi rebondir:i surenchérir:qi temporiser:i dramatiser:i minimiser:i trépigner:i
déclamer:i réciter:i prophétiser:qi ruminer:i apitoyer:i épancher:i exaspérer:i enflammer:i
attrister:qi extasier:i emballer:i risquer:i simplifier:i contre-attaquer:i embrayer:i
décocher:i tonitruer:i voir:w assumer:i revenir:i philosopher:i énerver:i rassurer:qi
réconforter:i féliciter:qi gémir:i souhaiter:qi désirer:w répercuter:i trouver:iw maugréer:i
compatir:i saluer:i recadrer:i fulminer:i vilipender:i tempérer:qi affirmer:qif annoncer:qifn
déclarer:qif dire:qifsz indiquer:qifs préciser:qifs ajouter:qi expliquer:qifs souligner:qi
assurer:qifp confirmer:qif rappeler:qifs révéler:qifs noter:qi observer:qi relever:qi
constater:qi reconnaître:qif admettre:qif avouer:qif concéder:qif soutenir:qif maintenir:qif
prétendre:qif garantir:qif certifier:qif jurer:qifd promettre:qid avertir:qip prévenir:qip
signaler:qi informer:qip communiquer:qi mentionner:qi répéter:qif réitérer:qi réaffirmer:qif
marteler:qif insister:qin argumenter:qi arguer:qi plaider:qi raconter:qifs témoigner:qif
relater:qi détailler:qi commenter:i conclure:qi résumer:qi répondre:qif répliquer:qi
rétorquer:qi riposter:qi objecter:qi écrire:qif tweeter:qi twitter:qi publier:i proclamer:qif
clamer:qif lancer:qi exclamer:qi écrier:qi indigner:qi inquiéter:qi étonner:qi réjouir:qi
plaindre:qif souvenir:qif lamenter:qi insurger:qi emporter:i alarmer:qi émouvoir:qi excuser:i
défendre:i enthousiasmer:i amuser:i agacer:i déplorer:qin regretter:qif dénoncer:qi fustiger:i
critiquer:i condamner:i blâmer:i accuser:ia reprocher:id louer:i vanter:i considérer:qif
juger:qi préférer:iw suggérer:qid proposer:qid recommander:qid conseiller:qid préconiser:qid
exhorter:io appeler:iob inviter:iob implorer:io supplier:io demander:qids réclamer:qi exiger:qid
ordonner:qid enjoindre:id sommer:io menacer:ido ironiser:qi plaisanter:qi railler:i persifler:i
ricaner:i sourire:i soupirer:qi murmurer:qi chuchoter:qi souffler:qi glisser:qi lâcher:qi
crier:qi hurler:qi tonner:qi gronder:i vociférer:i scander:i marmonner:qi bredouiller:qi
balbutier:qi confier:qif poursuivre:qi continuer:i reprendre:i enchaîner:qi renchérir:qi
abonder:i compléter:qi nuancer:qi relativiser:qi modérer:i corriger:i rectifier:qi évoquer:i
invoquer:i citer:i énumérer:i alléguer:qif attester:qif corroborer:i valider:i montrer:qe
démontrer:qie dévoiler:qi divulguer:qi trancher:qi asséner:qi assener:qi décréter:qi statuer:q
stipuler:qi spécifier:qi énoncer:qi exposer:qi formuler:i exprimer:i professer:qi analyser:i
diagnostiquer:i décrypter:i théoriser:i synthétiser:i récapituler:i justifier:i motiver:i
engager:qid targuer:i désoler:qi consoler:i moquer:i remémorer:i insinuer:qif revendiquer:in
fanfaronner:i pester:i râler:qi tempêter:qi offusquer:qi gausser:i tancer:i sermonner:i
haranguer:i interpeller:i apostropher:i apprendre:qi confesser:qif déduire:qi argüer:qi
exulter:i claironner:qi trompeter:i seriner:i rabâcher:i ressasser:i développer:i illustrer:i
interjeter:i intervenir:i introduire:i débuter:i commencer:i entamer:i terminer:i achever:i
finir:i ponctuer:i appuyer:i acquiescer:i approuver:i opiner:i applaudir:i remercier:i rassure:i
calmer:i prôner:iq défier:i provoquer:i attaquer:i cogner:i tacler:i étriller:i épingler:i
honnir:i pointer:iq martteler:i stigmatiser:i pourfendre:i maudire:i jubiler:i pavoiser:i
savourer:i décrire:ic dépeindre:ic qualifier:ic baptiser:ic surnommer:ic taxer:ic traiter:ic
parler:cw établir:qe prouver:qe préfacer:i conter:qi narrer:qi rapporter:qif retracer:i
reconstituer:i mettre_en_garde:qi savoir:qiv valoir:qiv entendre:qiv remarquer:qi comparer:i
esclaffer:i étrangler:i impatienter:i irriter:qi ravir:i gargariser:i glorifier:i
enorgueillir:qi flatter:i repentir:i contenter:i borner:i limiter:i adresser:i questionner:is
interroger:qis enquérir:is conjurer:io presser:io prier:io intimer:id inciter:iob encourager:iob
autoriser:i interdire:i signifier:qi notifier:qi faire_savoir:qi redire:qif protester:qi
pleurer:i sangloter:i hoqueter:i bougonner:i grommeler:i grogner:i rugir:i éructer:i cracher:i
balayer:i éluder:i esquiver:i rêver:i convenir:qi décider:w estimer:qif chiffrer:i évaluer:i
dater:i situer:i aviser:qip alerter:qip consigner:i retenir:i
""",
    "suspects": """
penser:qif croire:qif espérer:qif craindre:qi redouter:qi supposer:qi soupçonner:qia
subodorer:qi prédire:qi prévoir:qi pronostiquer:qi anticiper:qi présager:qi présumer:qi
imaginer:qi deviner:i calculer:qi sous-entendre:qi suspecter:qia spéculer:qi pressentir:qi
conjecturer:qi hasarder:i avancer:qi
""",
    "denies": """
démentir:qifn nier:qifn réfuter:qifn contester:qi récuser:qi contredire:i rejeter:i exclure:qi
défendre_de:i
""",
    "doubts": "douter:qi",
    "unsure": "ignorer:s",
    "declines": "refuser:i",
    "retracts": "rétracter:i dédire:i",
}
