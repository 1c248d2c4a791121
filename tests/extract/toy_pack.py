"""A third language in forty lines: enough Spanish to show what a pack must say."""

CODE = "es"
WORD = r"\d+|[^\W\d_]\w*(?:[-'’]\w+)*|[^\w\s]"
STOPWORDS = "el la los las un una de del y que en por con para se su al lo más pero como dijo"
CONJUGATIONS = (
    (
        "ar",
        {
            "finite": "a an ó aron aba aban",
            "participle": "ado",
            "gerund": "ando",
            "infinitive": "ar",
        },
    ),
)
IRREGULAR = {
    "decir": {
        "finite": "dice dicen dijo dijeron decía",
        "participle": "dicho",
        "gerund": "diciendo",
        "infinitive": "decir",
    }
}
VERBS = {"asserts": "decir:qi declarar:qi anunciar:qi señalar:qi explicar:qi"}
AUXILIARIES = "ha han había habían es son fue"
BE = "es son fue"
DETERMINERS = "el la los las un una unos unas su sus de del"
ARTICLES = "el la los las un una"
DEFINITE = "el la los las su"
PREPOSITIONS = "a al con de del en para por según sobre tras"
OF = "de del"
SUBJECTS = "él ella ellos ellas"
OBJECTS = "él ella ellos ellas"
COORDINATORS = "y e o pero"
SUBORDINATORS = "que si cuando porque"
THAT = "que"
CONNECTIVES = "y pero"
NOTS = "no nunca"
NEGATIONS = "no nunca"
NOT_NAMES = "el la los las un una según pero y ayer hoy él ella"
PROFESSIONS = "ministro ministra presidente presidenta portavoz alcalde alcaldesa"
TITLES = PROFESSIONS
ORGANISATIONS = "gobierno policía empresa"
GENDERS = {"m": "él", "f": "ella"}
ATTRIBUTIONS = {"strong": ("según", "de acuerdo con")}
OPTIONS = {"inversion": True, "zero_that": False}
