"""French: the words news uses to report what others said."""

from claims.extract.packs._fr_names import FIRST_NAMES_F, FIRST_NAMES_M
from claims.extract.packs._fr_people import (
    LEADERS,
    OFFICES,
    PAIRED,
    PEOPLE,
    PROFESSIONS,
    SYNONYMS,
    TITLES,
)
from claims.extract.packs._fr_verbs import CONJUGATIONS, IRREGULAR, VERBS

__all__ = [
    "CONJUGATIONS",
    "FIRST_NAMES_F",
    "FIRST_NAMES_M",
    "IRREGULAR",
    "LEADERS",
    "OFFICES",
    "PAIRED",
    "PEOPLE",
    "PROFESSIONS",
    "SYNONYMS",
    "TITLES",
    "VERBS",
]

CODE = "fr"

#: Elided words and clitic subjects after a hyphen are tokens of their own.
WORD = (
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

STOPWORDS = """
le la les un une des du de et à au aux en dans pour sur par qui que ne pas est sont a ont il
elle ils elles ce cette ces son sa ses leur avec plus été mais ou où dit selon
"""

#: Words that make a finite verb of the participle after them.
AUXILIARIES = """
a ont avait avaient eut eurent aura auront aurait auraient ai avons avez as ayant est sont était
étaient fut furent sera seront serait seraient suis sommes êtes étant avoir être eu été ait
aient soit
"""
BE = """
est sont était étaient fut furent sera seront serait seraient être été soit étant
"""
ADVERBS = """
aussi également encore toujours ensuite enfin cependant toutefois néanmoins pourtant notamment
déjà simplement seulement ainsi alors donc même bien mal peu plus très trop tout souvent parfois
jamais longtemps finalement immédiatement aussitôt vite rapidement publiquement clairement
officiellement formellement fermement vivement vigoureusement sobrement récemment longuement
brièvement d'ailleurs ailleurs par outre en auparavant plutôt presque certes certainement
catégoriquement explicitement implicitement solennellement sévèrement durement violemment
froidement tristement calmement sèchement laconiquement ironiquement plaisamment amèrement
franchement honnêtement volontiers régulièrement systématiquement unanimement collectivement
conjointement séparément parallèlement initialement précédemment ultérieurement dernièrement
hier aujourd'hui jeudi vendredi samedi dimanche lundi mardi mercredi matin soir midi
entre-autres notablement prudemment diplomatiquement timidement mollement fièrement joyeusement
gravement par_ailleurs en_outre tout_de_même quand_même de_nouveau à_nouveau fortement largement
vraiment pas directement personnellement spontanément logiquement naturellement évidemment
curieusement étrangement bizarrement notoirement subtilement habilement maladroitement
involontairement volontairement discrètement secrètement ouvertement crûment vertement
énergiquement
"""
NEGATIONS = "ne n' pas jamais point guère non plus ni aucunement nullement"
#: Words between an auxiliary and the infinitive that says what was said.
MODALS = """
laissant faisant pu dû voulu su osé tenu souhaité désiré préféré choisi cru fait fini commencé
continué vient viennent venait venaient peut peuvent pouvait pouvaient pourrait veut veulent
voulait voulaient voudrait doit doivent devait devaient devrait font faisait faisaient fit
laisse laissent laissé laissait tient tiennent tenait tenaient refuse refusent refusé refusait à
de d' se s' va vont allait s'est empressé empressée bornée borné contenté contentée limité
limitée tente tentent tenté tentait essaie essaient essayé essayait
hésite hésité été était est sont cesse ose osent sait semble même pas tenus tenue
"""
CLITICS = "ne n' se s' le l' la les lui leur y en nous m' me t' te vous"
SUBJECTS = (
    "il elle ils elles on je j' nous vous tu celui-ci celle-ci ceux-ci celles-ci celui-là tous"
)
OBJECTS = "lui elle eux elles moi nous celui-ci celle-ci ceux-ci"
DETERMINERS = """
le la l' les un une des du de d' ce cet cette ces son sa ses leur leurs mon ma mes notre nos
votre vos plusieurs certains certaines quelques chaque tout toute tous toutes aucun aucune
nombre beaucoup divers diverses deux trois quatre cinq six sept huit neuf dix plus moins autre
autres
"""
POSSESSIVES = "son sa ses leur leurs"
PREPOSITIONS = """
à au aux de du des d' dans en sur sous pour par avec sans chez vers entre contre depuis dès
pendant durant avant après lors devant derrière malgré selon parmi outre auprès près loin face
suite grâce afin faute hors jusqu' jusque envers concernant suivant quant interrogé interrogée
interrogés invité cité citée joint jointe contacté contactée
"""
COORDINATORS = "et mais ou puis ni or"
SUBORDINATORS = """
que qu' si s' quand lorsque lorsqu' comme car parce puisque puisqu' alors tandis afin bien
quoique jusqu' où
"""
RELATIVES = "qui que qu' dont où lequel laquelle lesquels lesquelles auquel"
THAT = "que qu'"
WHETHER = "si s' comment pourquoi combien quand où quel quelle quels quelles ce"
INFINITIVE_MARKS = "de d' à par"
CONNECTIVES = """
et mais ou or donc car puis ainsi enfin cependant toutefois pourtant néanmoins ensuite alors
bref résultat aussi outre surtout quant là
"""
ORGANISATIONS = """
armée gouvernement ministère parlement assemblée sénat présidence élysée maison-blanche
pentagone kremlin police gendarmerie parquet tribunal cour syndicat centrale ong organisation
association fédération confédération union parti mouvement groupe groupement société entreprise
compagnie firme banque constructeur opérateur géant fabricant détaillant agence institut
université hôpital mairie préfecture région commune ville pays état régime opposition coalition
commission conseil comité observatoire centre fondation collectif coordination ligue club équipe
rédaction chaîne journal quotidien hebdomadaire magazine revue site radio télévision éditeur
marque maison institution cabinet direction délégation ambassade mission onu otan ue unesco oms
fmi unicef autorité autorités junte milice groupuscule réseau filiale plateforme agrégateur
exécutif diplomatie justice défense enquête administration département bureau
"""
#: Things that speak: documents and findings.
THINGS = """
étude rapport enquête sondage communiqué texte lettre document article livre documentaire
reportage témoignage témoignages déclaration note arrêt jugement loi décret résolution projet
croyance légende tradition baromètre recensement bilan analyse analyses conclusions statistiques
chiffres données source sources message tweet publication moyenne estimation calculs relevés
recherche recherches travaux études sondages enquêtes rapports ouvrage mémorandum courrier avis
charte accord traité constitution règlement contrat affiche pancarte panneau
"""
ANONYMOUS = """
source sources responsable responsables haut-responsable témoin témoins habitant habitants
officiel officiels expert experts observateur observateurs analyste analystes diplomate
diplomates proche proches fonctionnaire fonctionnaires policier enquêteur enquêteurs militaire
militaires journaliste voisin voisins riverain riverains porte-parole spécialiste spécialistes
journalistes député élu médecin guide passant passants manifestant manifestants soldat
participant participants internaute internautes collègue ami amis parents mère père femme homme
"""
COUNTERPART = "homologue homologues"
VAGUE = """
on certains certaines plusieurs d'autres beaucoup nombreux nombreuses tous quelques
"""
AGENCIES = """
anadolu yonhap aps map ats-keystone keystone-ats afp ap reuters sana tass ria interfax xinhua
upi ats belga efe dpa ansa kyodo apa irna
"""
NOT_NAMES = """
a le la les un une des du de il elle ils elles on ce cette ces mais et or donc car puis ainsi
enfin cependant selon pour dans en sur par avec sans après avant depuis lors si quand comme
lundi mardi mercredi jeudi vendredi samedi dimanche janvier février mars avril mai juin juillet
août septembre octobre novembre décembre aujourd'hui hier demain tout tous toute toutes l' d'
qu' c' s' son sa ses leur leurs à au aux face malgré toutefois pourtant parmi entre dès chaque
plusieurs certains certaines quelques même aussi non oui ni que qui quoi dont où lorsque alors
bien outre suite interrogé quant là ici contre vers chez sous afin nous vous je j' tu mon ma mes
notre nos d'après résultat résultats plus moins beaucoup cela ça ceci tandis puisque parce sinon
bref ensuite encore voici voilà néanmoins environ près celui-ci celle-ci ceux-ci celles-ci
celui-là celle-là
"""
ABBREVIATIONS = """
m mm mme mmes mlle dr pr me mgr st ste av bd art cf etc vol no p pp env max min ex jr sr prof
gal col lt cap hon
"""
NATIONALITIES = """
français française américain américaine russe syrien syrienne allemand allemande britannique
chinois chinoise italien italienne espagnol espagnole turc turque iranien iranienne israélien
israélienne palestinien palestinienne ukrainien ukrainienne japonais japonaise indien indienne
suisse belge canadien canadienne marocain algérien tunisien égyptien saoudien polonais grec
portugais néerlandais suédois norvégien danois finlandais irlandais malien nigérien sénégalais
ivoirien brésilien mexicain argentin vénézuélien européen européenne
"""
HONORIFICS = "m. m mm mme mmes mlle mlles monsieur madame mademoiselle dr me mgr"
#: Words that make another office of the noun after them.
COMPOUNDING = "premier première vice ex"
BEFORES = "avant"
DEMONSTRATIVES = "ce cet cette"
#: Nouns that announce words: sa réaction : «…».
UTTERANCES = """
réaction réponse réplique commentaire verdict constat aveu mot message conclusion explication
justification argument slogan conseil avis crainte espoir regret devise promesse avertissement
"""
OF = "de du des d'"
ROLE_PREPOSITIONS = "à au aux en pour sur chez près contre"
PARTICLES = "de du des la le d' l' von van der ben bin al el ibn abou da di . dos af"
RELAY = """
repris reprise reprises relayé relayée cité citée cités diffusé diffusée publié publiée transmis
transmise interrogé interrogée interrogés rapporté rapportée
"""
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
PERSONAL_RELATIVES = "qui"
ADVERSATIVES = "mais"
BARE_AUXILIARIES = "avoir être ayant étant laissant faisant"
LOCATIVES = "sein niveau côté"
MEDIA_SPEAKERS = """agence agences chaîne chaînes quotidien hebdomadaire magazine journal télévision
radio presse médias"""
PARTITIVES = "des"
ELIDED_ARTICLES = "l'"
PLURAL_DETERMINERS = "les des ces ses leurs"
ARTICLES = "le la les l' un une ce cet cette son sa ses leur leurs"
OPENS_PHRASE = "des du source sources"
SOURCE_PREPOSITIONS = "auprès à au aux dans chez"
CONTRASTS = "et mais tandis alors or"
ANAPHORIC = """
groupe société entreprise organisation ong syndicat centrale association firme banque compagnie
détaillant constructeur géant club équipe parti institution fédération collectif fondation
chaîne journal quotidien hebdomadaire magazine opérateur fabricant éditeur maison marque site
plateforme cabinet institut université mouvement réseau agence coalition union groupement ligue
"""
VERBS_COMMON = """
est sont était étaient a ont avait avaient fut sera seront serait fait font peut peuvent doit
doivent va vont reste restent semble devient vient viennent
"""
DEFINITE = "le la l' les ce cet cette ces son sa ses leur leurs"
DOCUMENTS = "communiqué communiqués lettre tweet message"
GENDERS = {
    "m": "il celui-ci lui m m. monsieur lequel celui-là père fils frère mari oncle garçon",
    "f": "elle celle-ci mme madame mlle laquelle mère fille sœur épouse veuve tante",
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
FRAGILE = """
note annonce rapporte commente demande critique cite juge signale explique estime appelle
conseille lance crie plaide offre pense doute regrette réponse réplique riposte montre presse
traite commence continue reprend prévoit finit convient limite calcule situe date rêve pointe
attaque approuve exprime établit retient engage illustre intervient résume alerte enquête compte
gronde balaye interdit
"""
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
TIMES = """
lundi mardi mercredi jeudi vendredi samedi dimanche matin midi soir après-midi nuit hier
aujourd'hui demain avant-hier soirée matinée journée veille lendemain semaine mois année janvier
février mars avril mai juin juillet août septembre octobre novembre décembre dernier dernière
"""
NOTS = "pas rien jamais guère point aucunement nullement"
REFLEXIVES = "s' se me m' nous vous"
CAUSATIVES = (
    "laissant fait font faisait faisaient fit laisse laissent laissé laissait faire faisant"
)
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
    "d' emblée",
    "d' entrée",
    "d' abord",
    "tout d' abord",
    "au passage",
    "en substance",
    "en retour",
    "sans détour",
    "sans ambages",
    "non sans malice",
)
OPTIONS = {
    "incise": True,
    "opening": {"a": "à", "etat": "état"},
    "weighty": 2,
    "not_nouns": ("é", "ée", "és", "ées", "ant", "ment"),
    "strict_offices": True,
    "demonym": r"(?!parisien$).+(?:oise?|aise?|ien|ienne|éen|éenne|aisan(?:ne)?)",
    "articles": {"le": "m", "ce": "m", "cet": "m", "la": "f", "cette": "f"},
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
