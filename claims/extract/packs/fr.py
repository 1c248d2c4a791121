"""French: the words news uses to report what others said."""

CODE = "fr"

#: Elided words and clitic subjects after a hyphen are tokens of their own.
TOKEN = (
    r"(?:[A-ZÀ-Þ]\.){2,}"
    r"|(?:MM|Dr|Pr|Mgr|St|Me|M)\.(?=\s)"
    r"|[A-ZÀ-Þ]\.(?=[\s\u00a0]*[A-ZÀ-Þ][a-zà-ÿ])"
    r"|(?:[LlDdJjMmTtSsNnCc]|[Qq]u|[Jj]usqu|[Ll]orsqu|[Pp]uisqu|[Qq]uoiqu|[Pp]resqu)['’](?=\w)"
    r"|-(?:t[-'’])?(?:ils?|elles?|on|je|nous|vous|tu|ce)\b(?!-)"
    r"|\d+(?:[ \u00a0\u202f.,]\d{3})*(?:[.,]\d+)?"
    r"|[^\W\d_][\w\u0300-\u036f]*"
    r"(?:(?:[-'’](?!(?:t[-'’])?(?:ils?|elles?|on|je|nous|vous|tu|ce)\b)"
    r"|\.(?=(?:com|net|org|fr|ch|be|ca|info|gouv|eu|io|tv|uk)\b)|&(?=\w))[\w\u0300-\u036f]+)*"
    r"|\.\.\.|--|[^\w\s]"
)
CAPTION = (
    r"\((?:[^()]*[/©][^()]*|[Pp]hoto[^()]*|AFP|AP|Reuters|Keystone[^()]*|DR|archives)\)\.?\s*$"
    r"|\s\d+:\d\d$"
)
BOILERPLATE = (
    r"(?:(?:À |A )?LIRE(?: AUSSI)?|(?:À |A )?[Ll]ire aussi|VID[ÉE]O|Vidéo|PHOTOS?|Photo|Crédits?"
    r"|(?:À|A) VOIR|(?:À|A) [ÉE]COUTER|EN IMAGES)\s*[:|»–-]"
)

STOPWORDS = """le la les un une des du de et à au aux en dans pour sur par qui que ne pas est sont a ont il
elle ils elles ce cette ces son sa ses leur avec plus été mais ou où dit selon"""

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
affirmer:qif annoncer:qifn déclarer:qif dire:qifsz indiquer:qif préciser:qif ajouter:qi
expliquer:qifs souligner:qi assurer:qif confirmer:qif rappeler:qifs révéler:qif noter:qi
observer:qi relever:qi constater:qi reconnaître:qif admettre:qif avouer:qif concéder:qif
soutenir:qif maintenir:qif prétendre:qif garantir:qif certifier:qif jurer:qifd promettre:qid
avertir:qi prévenir:qi signaler:qi informer:qi communiquer:qi mentionner:qi répéter:qif
réitérer:qi réaffirmer:qif marteler:qif insister:qin argumenter:qi arguer:qi plaider:qi
raconter:qifs témoigner:qif relater:qi détailler:qi commenter:i conclure:qi résumer:qi répondre:qif
répliquer:qi rétorquer:qi riposter:qi objecter:qi écrire:qif tweeter:qi twitter:qi publier:i
proclamer:qif clamer:qif lancer:qi exclamer:qi écrier:qi indigner:qi inquiéter:qi étonner:qi
réjouir:qi féliciter:qi plaindre:qif souvenir:qif lamenter:qi insurger:qi emporter:i alarmer:qi
émouvoir:qi excuser:i défendre:i enthousiasmer:i amuser:i agacer:i déplorer:qin regretter:qif
dénoncer:qi fustiger:i critiquer:i condamner:i blâmer:i accuser:ia reprocher:id saluer:i louer:i
vanter:i considérer:qif juger:qi préférer:iw suggérer:qid proposer:qid recommander:qid
conseiller:qid préconiser:qid exhorter:io appeler:iob inviter:iob implorer:io supplier:io
demander:qids réclamer:qi exiger:qid ordonner:qid enjoindre:id sommer:io menacer:ido ironiser:qi
plaisanter:qi railler:i persifler:i ricaner:i sourire:i soupirer:qi murmurer:qi chuchoter:qi
souffler:qi glisser:qi lâcher:qi crier:qi hurler:qi tonner:qi gronder:i vociférer:i scander:i
marmonner:qi bredouiller:qi balbutier:qi confier:qif poursuivre:qi continuer:i reprendre:i
enchaîner:qi renchérir:qi abonder:i compléter:qi nuancer:qi tempérer:qi relativiser:qi modérer:i
corriger:i rectifier:qi évoquer:i invoquer:i citer:i énumérer:i alléguer:qif attester:qif
corroborer:i valider:i montrer:qe démontrer:qie dévoiler:qi divulguer:qi trancher:qi asséner:qi
assener:qi décréter:qi statuer:q stipuler:qi spécifier:qi énoncer:qi exposer:qi formuler:i
exprimer:i professer:qi philosopher:i analyser:i diagnostiquer:i décrypter:i théoriser:i
synthétiser:i récapituler:i justifier:i motiver:i engager:qid targuer:i désoler:qi consoler:i
moquer:i remémorer:i insinuer:qif revendiquer:in fanfaronner:i pester:i râler:qi fulminer:qi
tempêter:qi offusquer:qi gausser:i tancer:i sermonner:i haranguer:i interpeller:i apostropher:i
apprendre:qi confesser:qif déduire:qi argüer:qi exulter:i claironner:qi trompeter:i seriner:i
rabâcher:i ressasser:i développer:i illustrer:i interjeter:i intervenir:i introduire:i
débuter:i commencer:i entamer:i terminer:i achever:i finir:i ponctuer:i appuyer:i acquiescer:i
approuver:i opiner:i applaudir:i remercier:i rassurer:qi rassure:i calmer:i menacer:ido
prôner:iq défier:i provoquer:i attaquer:i cogner:i tacler:i étriller:i vilipender:i épingler:i
honnir:i pointer:iq martteler:i stigmatiser:i pourfendre:i maudire:i jubiler:i pavoiser:i
savourer:i décrire:ic dépeindre:ic qualifier:ic baptiser:ic surnommer:ic taxer:ic traiter:ic parler:cw résumer:i
établir:qe prouver:qe préfacer:i conter:qi narrer:qi rapporter:qif retracer:i reconstituer:i
mettre_en_garde:qi savoir:qiv valoir:qiv entendre:qiv observer:qi remarquer:qi comparer:i
écrier:qi esclaffer:i étrangler:i énerver:qi impatienter:i irriter:qi ravir:i gargariser:i
glorifier:i enorgueillir:qi flatter:i vanter:i repentir:i contenter:i borner:i limiter:i
adresser:i questionner:is interroger:qis enquérir:is implorer:io conjurer:io presser:io prier:io
intimer:id inciter:iob encourager:iob autoriser:i interdire:i signifier:qi notifier:qi
faire_savoir:qi redire:qif réclamer:qi protester:qi pleurer:i sangloter:i gémir:i hoqueter:i
bougonner:i grommeler:i maugréer:i grogner:i rugir:i éructer:i cracher:i balayer:i éluder:i
esquiver:i arguer:qi valider:i philosopher:i rêver:i convenir:qi décider:w estimer:qif chiffrer:i
évaluer:i dater:i situer:i aviser:qi alerter:qi consigner:i noter:qi retenir:i
""",
    "suspects": """
penser:qif croire:qif espérer:qif craindre:qi redouter:qi supposer:qi soupçonner:qia subodorer:qi
prédire:qi prévoir:qi pronostiquer:qi anticiper:qi présager:qi présumer:qi imaginer:qi deviner:i
calculer:qi sous-entendre:qi suspecter:qia spéculer:qi pressentir:qi conjecturer:qi
hasarder:i avancer:qi
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

#: Words that make a finite verb of the participle after them.
AUXILIARIES = """a ont avait avaient eut eurent aura auront aurait auraient ai avons avez as ayant
est sont était étaient fut furent sera seront serait seraient suis sommes êtes étant avoir être eu
été ait aient soit"""
BE = "est sont était étaient fut furent sera seront serait seraient être été soit étant"
ADVERBS = """aussi également encore toujours ensuite enfin cependant toutefois néanmoins pourtant
notamment déjà simplement seulement ainsi alors donc même bien mal peu plus très trop tout souvent
parfois jamais longtemps finalement immédiatement aussitôt vite rapidement publiquement clairement
officiellement formellement fermement vivement vigoureusement sobrement récemment longuement
brièvement encore d'ailleurs ailleurs par outre en auparavant plutôt presque certes certainement
catégoriquement explicitement implicitement solennellement sévèrement durement violemment
froidement tristement calmement sèchement laconiquement ironiquement plaisamment amèrement
franchement honnêtement volontiers régulièrement systématiquement unanimement collectivement
conjointement séparément parallèlement initialement précédemment ultérieurement dernièrement
hier aujourd'hui jeudi vendredi samedi dimanche lundi mardi mercredi matin soir midi entre-autres
notablement prudemment diplomatiquement timidement mollement fièrement joyeusement gravement
par_ailleurs en_outre tout_de_même quand_même de_nouveau à_nouveau fortement largement vraiment
pas directement personnellement spontanément logiquement naturellement évidemment curieusement
étrangement bizarrement notoirement subtilement habilement maladroitement involontairement
volontairement discrètement secrètement ouvertement crûment vertement énergiquement"""
NEGATIONS = "ne n' pas jamais point guère non plus ni aucunement nullement"
#: Words between an auxiliary and the infinitive that says what was said.
MODALS = """pu dû voulu su osé tenu souhaité désiré préféré choisi cru fait fini commencé continué
vient viennent venait venaient peut peuvent pouvait pouvaient pourrait veut veulent voulait
voulaient voudrait doit doivent devait devaient devrait fait font faisait faisaient fit laisse
laissent laissé laissait tient tiennent tenait tenaient refuse refusent refusé refusait à de d' se
s' va vont allait s'est empressé empressée bornée borné contenté contentée limité limitée hésite
hésité été était est sont cesse ose osent sait semble même pas tenus tenue"""
CLITICS = "ne n' se s' le l' la les lui leur y en nous m' me t' te vous"
SUBJECTS = (
    "il elle ils elles on je j' nous vous tu celui-ci celle-ci ceux-ci celles-ci celui-là tous"
)
OBJECTS = "lui elle eux elles moi nous celui-ci celle-ci ceux-ci"
DETERMINERS = """le la l' les un une des du de d' ce cet cette ces son sa ses leur leurs mon ma mes
notre nos votre vos plusieurs certains certaines quelques chaque tout toute tous toutes aucun aucune
nombre beaucoup divers diverses deux trois quatre cinq six sept huit neuf dix plus moins autre autres"""
POSSESSIVES = "son sa ses leur leurs"
PREPOSITIONS = """à au aux de du des d' dans en sur sous pour par avec sans chez vers entre contre
depuis dès pendant durant avant après lors devant derrière malgré selon parmi outre auprès près loin
face suite grâce afin faute hors jusqu' jusque envers concernant suivant quant interrogé interrogée
interrogés invité cité citée joint jointe contacté contactée"""
COORDINATORS = "et mais ou puis ni or"
SUBORDINATORS = """que qu' si s' quand lorsque lorsqu' comme car parce puisque puisqu' alors tandis
afin bien pendant dès après avant sans quoique jusqu' où"""
RELATIVES = "qui que qu' dont où lequel laquelle lesquels lesquelles auquel"
THAT = "que qu'"
WHETHER = "si s' comment pourquoi combien quand où quel quelle quels quelles ce"
INFINITIVE_MARKS = "de d' à par"
CONNECTIVES = """et mais ou or donc car puis ainsi enfin cependant toutefois pourtant néanmoins
ensuite alors bref résultat aussi outre surtout quant là"""
TITLES = """m. mm. mme mmes mlle mlles monsieur madame mademoiselle dr docteur pr professeur me maître
général colonel capitaine commandant lieutenant lieutenant-colonel amiral maréchal sergent président
présidente roi reine prince princesse pape mgr monseigneur cardinal sœur père cheikh imam sir lord
lady ministre sénateur sénatrice député députée juge inspecteur commissaire émir sultan ayatollah
vice-amiral général-major sultan duc comte"""
PROFESSIONS = """président présidente vice-président vice-présidente ministre secrétaire directeur
directrice chef cheffe patron patronne dirigeant dirigeante leader premier première maire adjoint
adjointe député députée sénateur sénatrice élu élue gouverneur gouverneure préfet préfète
porte-parole émissaire envoyé envoyée ambassadeur ambassadrice consul diplomate représentant
représentante délégué déléguée commissaire procureur procureure avocat avocate juge magistrat
magistrate notaire policier policière enquêteur enquêtrice commandant commandante général colonel
capitaine lieutenant amiral soldat militaire chercheur chercheuse professeur professeure enseignant
enseignante instituteur scientifique savant expert experte spécialiste analyste économiste
politologue sociologue historien historienne philosophe psychologue psychiatre médecin docteur
chirurgien chirurgienne infirmier infirmière pharmacien biologiste physicien physicienne chimiste
climatologue géographe géologue astronome ingénieur ingénieure architecte informaticien auteur
auteure autrice écrivain écrivaine romancier romancière poète journaliste rédacteur rédactrice
éditorialiste correspondant correspondante reporter photographe cinéaste réalisateur réalisatrice
acteur actrice comédien comédienne chanteur chanteuse musicien musicienne artiste peintre sculpteur
danseur danseuse champion championne joueur joueuse entraîneur entraîneuse sélectionneur capitaine
attaquant défenseur gardien coureur athlète arbitre fondateur fondatrice cofondateur cofondatrice
créateur créatrice entrepreneur entrepreneuse gérant gérante propriétaire responsable coordinateur
coordinatrice coordonnateur animateur animatrice conseiller conseillère consultant consultante
négociateur négociatrice médiateur médiatrice militant militante activiste opposant opposante
dissident syndicaliste agriculteur agricultrice éleveur éleveuse pêcheur paysan paysanne agropasteur
artisan artisane berger bergère rapporteur rapporteure commerçant commerçante employé employée ouvrier ouvrière salarié salariée étudiant
étudiante élève retraité retraitée habitant habitante résident résidente riverain riveraine voisin
voisine témoin victime survivant survivante blessé prisonnier détenu réfugié réfugiée migrant
candidat candidate chancelier chancelière roi reine prince princesse pape évêque archevêque cardinal
prêtre imam rabbin pasteur moine secouriste pompier pilote marin chauffeur guide touriste homologue
républicain démocrate socialiste conservateur travailliste homme femme père mère fils fille frère
sœur mari épouse veuve veuf oncle tante cousin ami amie collègue compagnon compagne jeune garçon
adolescent adolescente accusé accusée suspect prévenu coaccusé plaignant plaignante numéro
gouvernante trésorier greffier recteur rectrice doyen doyenne proviseur principal vétérinaire
garde-forestier chancelière bâtonnier bourgmestre syndic échevin conseillère influenceur blogueur
blogueuse youtubeur développeur développeuse chef-d'état-major successeur prédécesseur bras-droit"""
PEOPLE = """habitants témoins responsables experts spécialistes observateurs analystes autorités
syndicats parents élus manifestants rebelles insurgés opposants militants avocats médecins
chercheurs scientifiques enquêteurs policiers voisins riverains proches familles victimes élèves
enseignants salariés salariées employés ouvriers dirigeants députés sénateurs ministres diplomates
fonctionnaires représentants auteurs journalistes internautes jeunes femmes hommes gens participants
sondés anciens détenus juges économistes organisateurs défenseurs partisans supporteurs joueurs
agriculteurs éleveurs pêcheurs commerçants patrons médias secouristes pompiers soldats militaires
islamistes jihadistes djihadistes talibans talibans séparatistes grévistes étudiants"""
ORGANISATIONS = """armée gouvernement ministère parlement assemblée sénat présidence élysée
maison-blanche pentagone kremlin police gendarmerie parquet tribunal cour syndicat centrale ong
organisation association fédération confédération union parti mouvement groupe groupement société
entreprise compagnie firme banque constructeur opérateur géant fabricant détaillant agence institut
université hôpital mairie préfecture région commune ville pays état régime opposition coalition
commission conseil comité observatoire centre fondation collectif coordination ligue club
fédération équipe rédaction chaîne journal quotidien hebdomadaire magazine revue site radio
télévision éditeur marque maison institution cabinet direction délégation ambassade mission onu otan
ue unesco oms fmi unicef autorité autorités junte milice groupuscule réseau filiale plateforme
agrégateur exécutif diplomatie justice défense enquête agence administration département bureau"""
#: Things that speak: documents and findings.
THINGS = """étude rapport enquête sondage communiqué texte lettre document article livre documentaire
reportage témoignage témoignages déclaration note arrêt jugement loi décret résolution projet
croyance légende tradition baromètre recensement bilan analyse analyses conclusions statistiques
chiffres données source sources message tweet publication moyenne estimation calculs relevés
recherche recherches travaux études sondages enquêtes rapports ouvrage mémorandum courrier avis
charte accord traité constitution règlement contrat affiche pancarte panneau"""
ANONYMOUS = """source sources responsable responsables haut-responsable témoin témoins habitant
habitants officiel officiels expert experts observateur observateurs analyste analystes diplomate
diplomates proche proches fonctionnaire fonctionnaires policier enquêteur enquêteurs militaire
militaires journaliste voisin voisins riverain riverains porte-parole spécialiste spécialistes
journalistes député élu médecin guide passant passants manifestant manifestants soldat
participant participants internaute internautes collègue ami amis parents mère père femme homme"""
COUNTERPART = "homologue homologues"
VAGUE = "on certains certaines plusieurs d'autres beaucoup nombreux nombreuses tous quelques"
AGENCIES = "afp ap reuters sana tass ria interfax xinhua upi ats belga efe dpa ansa kyodo apa irna"
NOT_NAMES = """a le la les un une des du de il elle ils elles on ce cette ces mais et or donc car puis
ainsi enfin cependant selon pour dans en sur par avec sans après avant depuis lors si quand comme
lundi mardi mercredi jeudi vendredi samedi dimanche janvier février mars avril mai juin juillet août
septembre octobre novembre décembre aujourd'hui hier demain tout tous toute toutes l' d' qu' c' s'
son sa ses leur leurs à au aux face malgré toutefois pourtant parmi entre dès chaque plusieurs
certains certaines quelques même aussi non oui ni que qui quoi dont où lorsque alors bien outre
suite interrogé quant là ici contre vers chez sous afin nous vous je j' tu mon ma mes notre nos d'après
résultat résultats plus moins beaucoup cela ça ceci tandis puisque parce sinon bref ensuite encore
voici voilà depuis néanmoins environ près"""
ABBREVIATIONS = """m mm mme mmes mlle dr pr me mgr st ste av bd art cf etc vol no p pp env max min ex
jr sr prof gal col lt cap hon"""
NATIONALITIES = """français française américain américaine russe syrien syrienne allemand allemande
britannique chinois chinoise italien italienne espagnol espagnole turc turque iranien iranienne
israélien israélienne palestinien palestinienne ukrainien ukrainienne japonais japonaise indien
indienne suisse belge canadien canadienne marocain algérien tunisien égyptien saoudien polonais grec
portugais néerlandais suédois norvégien danois finlandais irlandais malien nigérien sénégalais
ivoirien brésilien mexicain argentin vénézuélien européen européenne"""
HONORIFICS = "m. m mm mme mmes mlle mlles monsieur madame mademoiselle dr me mgr"
OF = "de du des d'"
ROLE_PREPOSITIONS = "à au aux en pour sur chez près contre"
PARTICLES = "de du des la le d' l' von van der ben bin al el ibn abou da di . dos af"
RELAY = """repris reprise reprises relayé relayée cité citée cités diffusé diffusée publié publiée
transmis transmise interrogé interrogée interrogés rapporté rapportée"""
YEARS_OLD = "ans"
MEDIA_WORDS = "tweet communiqué conférence entretien interview discours lettre message"
ROLE_ADJECTIVES = "haut ancien ancienne ex nouveau nouvelle premier première vice seconde second"
INFINITIVE = (
    r"(?!(?:premier|dernier|févr?ier|janvier|hier|policier|ouvrier|chantier|quartier|papier|métier"
    r"|héritier|financier|officier|soir|avenir|désir|plaisir|espoir|noir|cher|fier|entier|danger"
    r"|étranger|particulier|singulier|régulier|dossier|courrier|calendrier|cahier|fer|hiver|mer"
    r"|leader|manager|reporter|banquier|pétrolier|souvenir|loisir)$)"
    r"(?:[\w'-]+(?:er|ir)|[\w'-]*(?:mettre|prendre|battre|duire|truire|crire|vivre|suivre|tendre"
    r"|fendre|pendre|vendre|rendre|pandre|perdre|pondre|fondre|tordre|mordre|naître|raître|naitre"
    r"|indre|clure|vaincre|rompre|soudre|croire|boire|faire|dire|lire|rire|être|cendre))"
)
AS = "comme"
SOURCES = "source sources"
IMPERSONAL = "on"
PLURAL_DETERMINERS = "les des ces ses leurs"
ARTICLES = "le la les l' un une ce cet cette son sa ses leur leurs"
OPENS_PHRASE = "des du source sources"
SOURCE_PREPOSITIONS = "auprès à au aux dans chez"
CONTRASTS = "et mais tandis alors or"
ANAPHORIC = """groupe société entreprise organisation ong syndicat centrale association firme banque
compagnie détaillant constructeur géant club équipe parti institution fédération collectif fondation
chaîne journal quotidien hebdomadaire magazine opérateur fabricant éditeur maison marque site
plateforme cabinet institut université mouvement réseau agence coalition union groupement ligue"""
VERBS_COMMON = """est sont était étaient a ont avait avaient fut sera seront serait fait font peut
peuvent doit doivent va vont reste restent semble devient vient viennent"""
DEFINITE = "le la l' les ce cet cette ces son sa ses leur leurs"
DOCUMENTS = "communiqué communiqués lettre tweet message"
FIRST_NAMES_F = """adèle agathe alexandra alexia aline amandine amélie anaïs andrea andréa angélique
annabelle audrey ava bénédicte bernadette bérénice capucine carla carole cassandre cécilia céline chantal charlène
christelle clara clarisse claudia claudine clémence clémentine clotilde colette constance coralie dalila
daphné denise diane dominika éléonore éliane elisa élodie eloïse emmanuelle ève eva fabienne fanny farah
fatiha flora france francine frédérique gabrielle gaëlle geneviève ghislaine gisèle giulia hanane hana
henriette houda ines iris irène isabel jacqueline jade jasmine joséphine joëlle judith juliette justine
karima katia kenza laetitia laure laurence lea leïla lena leslie liliane lina lise lisa lola lorraine
lucile ludivine lydia madeleine maëlle magali maïa malika manuela marguerite marianne marina marion marjorie maud
mélanie mélissa micheline mireille morgane muriel myriam nadège nadia naïma ninon noémie nora odette
odile ophélie pascale paula paule perrine rachel raphaëlle rébecca régine renée rita romane rosa rose
sabine sabrina safia salima salomé samia samira sara selma séverine simone solange solène sonia soraya
suzanne tatiana thérèse valentine vanessa victoire violette viviane yasmina yasmine yvette yvonne zineb zoé marie anne sophie claire julie camille léa emma chloé sarah laura catherine isabelle
nathalie christine ségolène martine angela hillary theresa michelle fatou souha aung ursula christiane
rachida marine valérie cécile florence élisabeth elisabeth françoise brigitte monique sylvie jeanne
louise alice charlotte manon inès fatima aïcha khadija amina simone hélène véronique sandrine
stéphanie virginie caroline delphine aurélie émilie elise élise lucie mathilde pauline agnès
dominique-anne roselyne najat christiane fleur annick corinne nadine patricia karine
aminata mariam awa kadiatou olga irina natalia svetlana anna eva ingrid giorgia kamala melania ivanka
nancy susan mary elizabeth jennifer jessica linda barbara margaret"""
FIRST_NAMES_M = """abdel abdelaziz abdou adam adrien albert alexis alfred amadou amin amine anatole
andré angel anis anton aristide armand arthur augustin aurélien axel aziz bachir baptiste barthélemy basile
bastien benjamin bertrand boubacar brice camille carlos cédric charly christian claudio clément clovis corentin
cyril cyrille damien dany dimitri edgar edmond émile enzo ernest étienne eugène fabio fabrice félix
ferdinand fernand fidel florent florian francis franck fred gabriel gaël gaston gaspard gauthier geoffroy georges
gérald germain ghislain grégoire grégory gustave hamid hamza harold hector henry hicham honoré hubert igor
ilyes ismaël issa ivan jacob jalil jean-baptiste jean-louis jean-michel jean-yves jérémy joël jonathan jorge
josé joseph josué jules justin kamel karim kevin khaled lamine léo léon lionel loïc lorenzo loris lucas lucien
ludovic mamadou manu marcel martin matteo maurice max maxime mehdi mickaël miguel mikhaïl mohammad mounir
mourad nabil nathan noël norbert octave oscar oumar pablo pascal patrice pedro philippe quentin rachid raoul
raphaël raymond rayan rémi rémy renaud rené roberto robin roger roland romain ronan ruben salah salim samir
samuel serge sidi simon stanislas stefan stéphane steve sylvain tariq théo théodore théophile thibaud thibault timothée
tristan ugo valentin valéry victor viktor virgile vladimir walid wilfried william yacine yann yannick yanis
yohan youssef yvan yvon zinedine jean pierre paul jacques michel alain philippe françois nicolas emmanuel laurent
bernard patrick christophe thierry éric eric david daniel thomas antoine julien sébastien olivier
vincent bruno claude gérard henri louis charles marc luc mathieu matthieu guillaume alexandre
benoît denis didier dominique edouard édouard fabien frédéric gilles guy hervé hugo jérôme john
barack mitt joseph donald vladimir sergueï staffan rami jan hadi bachar mohamed mohammed ahmed ali
omar hassan hussein ibrahim mahmoud moussa ousmane yasser ban kofi antonio mario angelo david
boris tony george bill james robert william richard michael andrew peter manuel arnaud xavier yves
jean-marc jean-françois jean-claude jean-luc jean-pierre jean-paul mike markus luis karl"""
GENDERS = {
    "m": "il celui-ci lui m m. monsieur lequel celui-là",
    "f": "elle celle-ci mme madame mlle laquelle",
    "mp": "ils ceux-ci eux mm lesquels tous",
    "fp": "elles celles-ci mmes lesquelles",
    "x": "on je j' nous vous tu",
}
ATTRIBUTIONS = {
    "strong": (
        "selon",
        "d' après",
        "à en croire",
        "de l' avis de",
        "selon l' avis de",
        "au sens de",
        "du point de vue de",
        "de l' avis d'",
        "de l' avis des",
        "de l' avis du",
        "aux yeux de",
        "aux yeux des",
        "aux yeux du",
        "de source",
        "de sources",
        "dixit",
        "au dire de",
        "aux dires de",
        "aux dires des",
        "aux dires du",
    ),
    "weak": ("pour",),
}
MEDIA = {
    "tweet": "tweet tweets twitter",
    "communiqué": "communiqué communiqués",
    "conférence de presse": "conférence",
    "lettre": "lettre courrier",
    "entretien": "entretien interview",
    "discours": "discours allocution",
    "message": "message post publication facebook instagram telegram",
    "vidéo": "vidéo enregistrement",
    "rapport": "rapport",
    "appel": "appel",
    "courriel": "courriel e-mail mail",
}
HEARERS = "à au aux auprès devant"
FRAGILE = """note annonce rapporte commente demande critique cite juge signale explique estime appelle
conseille lance crie plaide offre pense doute regrette réponse réplique riposte montre presse
traite commence continue reprend prévoit finit convient limite calcule situe date rêve pointe
attaque approuve exprime établit retient engage illustre intervient résume alerte enquête
compte gronde balaye interdit"""
DAYS = {
    "lundi": 0,
    "mardi": 1,
    "mercredi": 2,
    "jeudi": 3,
    "vendredi": 4,
    "samedi": 5,
    "dimanche": 6,
    "aujourd'hui": 7,
    "hier": 8,
    "avant-hier": 9,
}
TIMES = """lundi mardi mercredi jeudi vendredi samedi dimanche matin midi soir après-midi nuit hier
aujourd'hui demain avant-hier soirée matinée journée veille lendemain semaine mois année janvier
février mars avril mai juin juillet août septembre octobre novembre décembre dernier dernière"""
NOTS = "pas rien jamais guère point aucunement nullement"
REFLEXIVES = "s' se me m' nous vous"
CAUSATIVES = "fait font faisait faisaient fit laisse laissent laissé laissait faire faisant"
ASIDES = (
    "de son côté",
    "de leur côté",
    "pour sa part",
    "pour leur part",
    "quant à lui",
    "quant à elle",
    "lui aussi",
    "elle aussi",
    "eux aussi",
    "à son tour",
    "à leur tour",
    "à nouveau",
    "de nouveau",
    "tout de même",
    "au contraire",
)
OPTIONS = {
    "weighty": 2,
    "not_nouns": ("é", "ée", "és", "ées", "ant", "ment"),
    "unable": "pu su pouvait pouvaient peut peuvent".split(),
    "unwilling": "refuse refusent refusé refusait voulu souhaité".split(),
    "nominal": {"insister": "sur", "revendiquer": "", "démentir": "", "nier": ""},
    "passive": ("été",),
    "inversion": True,
    "zero_that": False,
    "months": (
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
    ).split(),
}
