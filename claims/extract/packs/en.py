"""English: the words news uses to report what others said."""

from claims.extract.packs._en_names import FIRST_NAMES_F, FIRST_NAMES_M
from claims.extract.packs._en_verbs import CONJUGATIONS, IRREGULAR, VERBS

__all__ = ["CONJUGATIONS", "FIRST_NAMES_F", "FIRST_NAMES_M", "IRREGULAR", "VERBS"]

CODE = "en"

WORD = (
    r"(?:[A-Z]\.){2,}"
    r"|(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Col|Lt|Sgt|Capt|Maj|Const|Cpl|Rev|Hon|St|Insp|Supt)\."
    r"|(?:Coun|Cllr|Ald)\."
    r"|[A-Z]\.(?=\s+[A-Z][a-z])"
    r"|['’]s\b|['’](?=\s|$)"
    r"|\d+(?:[,.]\d{3})*(?:\.\d+)?(?:st|nd|rd|th)?(?:-[a-z]+)*"
    r"|[^\W\d_][\w\u0300-\u036f]*"
    r"(?:(?:-|['’](?!s\b)|&(?=\w)|\.(?=(?:com|net|org|ca|uk|gov|edu|io|tv|Net|Com)\b))"
    r"[\w\u0300-\u036f]+)*"
    r"|\.\.\.|--|[^\w\s]"
)
CAPTION = (
    r"\((?:[^()]*/[^()]*|[Ss]ubmitted[^()]*|[Pp]hotos?[^()]*|File[^()]*|Getty[^()]*|Reuters|AP|AFP"
    r"|CBC[^()]*|Courtesy[^()]*|Supplied[^()]*|Handout[^()]*|Google[^()]*|Provided[^()]*)\)\.?\s*$"
    r"|\s\d+:\d\d\s*$"
)
BOILERPLATE = (
    r"(?:READ(?: MORE| ALSO)?|WATCH(?: BELOW| LIVE)?|LISTEN|RELATED|MORE|PHOTOS?|VIDEO|GALLERY"
    r"|Read more|Related|See also|Watch)\s*[:|>»]|WATCH\b"
)

STOPWORDS = """
the a an of and to in is was were are be been that it for on with as by at from this his her
their have has had not but they he she who which will would said says or its also after
"""

AUXILIARIES = """
has have had having is are was were be been being am isn't wasn't aren't weren't hasn't haven't
hadn't i've we've they've you've he's she's it's i'm we're they're
"""
BE = "is are was were be been being am isn't wasn't aren't weren't"
ADVERBS = """
also later then still again already once never ever always often repeatedly recently previously
earlier initially originally simply only even just now however therefore thus meanwhile
reportedly allegedly publicly privately clearly explicitly flatly bluntly strongly firmly openly
quickly immediately promptly soon eventually finally subsequently jokingly jokily angrily
quietly loudly softly calmly tearfully proudly happily sadly wryly dryly rightly wrongly
correctly falsely famously consistently constantly frequently long himself herself themselves
additionally similarly likewise instead too out tonight today yesterday tomorrow monday tuesday
wednesday thursday friday saturday sunday thursday's further specifically essentially basically
plainly candidly frankly honestly succinctly briefly emphatically vehemently categorically
unequivocally steadfastly anonymously formally officially
"""
NEGATIONS = "not never n't didn't doesn't don't won't wouldn't couldn't cannot can't"
NOTS = "not never didn't doesn't don't won't wouldn't couldn't cannot can't"
MODALS = """
will would could can may might must should shall did does do didn't doesn't don't won't wouldn't
couldn't cannot can't to declined refused wanted wants want tried try tries went go goes like
likes seemed seems appeared appears helped able unable used
"""
CLITICS = ""
SUBJECTS = "he she they it we i you who himself"
OBJECTS = "him her them me us you"
SINGULAR_SUBJECTS = "he she it"
PLURAL = """
people police others officials many some most men women children experts rcmp critics i
"""
DETERMINERS = """
the a an this that these those his her its their our my your some many several most few both all
another each every any no two three four five six seven eight nine ten one more other dozens
hundreds thousands
"""
POSSESSIVES = "his her its their"
PREPOSITIONS = """
of in on at to for with from by about into over after before during through under against
between among as without within near outside inside across around along amid despite since until
till via per upon toward towards behind beyond beside off according like unlike following
regarding
"""
ROLE_PREPOSITIONS = "of for at with in on to and"
OF = "of"
COORDINATORS = "and but or nor yet"
SUBORDINATORS = """
that if when while because although though since unless until whereas whether as before after
where once so
"""
RELATIVES = "who which whom whose where"
THAT = "that"
WHETHER = "whether how why what where if when"
INFINITIVE_MARKS = "to of"
CONNECTIVES = "and but or so yet"
HONORIFICS = "mr mr. mrs mrs. ms ms. dr dr. miss sir dame lord lady prof prof."
TITLES = """
coun cllr ald
mr mrs ms dr miss sir dame lord lady prof professor president chancellor senator sen rep
congressman congresswoman governor gov mayor minister premier chief judge justice general gen
colonel col captain capt major maj lieutenant lt sergeant sgt corporal cpl constable const
commander officer detective inspector superintendent sheriff deputy reverend rev father sister
bishop archbishop cardinal pope king queen prince princess coach councillor councilman
councilwoman ambassador secretary director spokesman spokeswoman spokesperson mp mla mpp mep ceo
"""
PROFESSIONS = """
president vice-president minister secretary director chief head boss leader premier mayor deputy
senator representative congressman congresswoman lawmaker legislator governor councillor
councilor mp mla spokesman spokeswoman spokesperson envoy ambassador diplomat delegate
commissioner prosecutor attorney lawyer judge justice magistrate officer detective
investigator commander general colonel captain lieutenant admiral soldier sergeant constable
researcher professor teacher lecturer scientist expert specialist analyst economist strategist
sociologist historian philosopher psychologist psychiatrist doctor physician surgeon nurse
pharmacist biologist physicist chemist climatologist geographer geologist astronomer engineer
architect author writer novelist poet journalist editor columnist correspondent reporter
photographer filmmaker actor actress singer musician artist painter dancer player coach manager
goalie goaltender forward defenseman defenceman striker midfielder wing center centre
quarterback pitcher skipper runner athlete winger netminder referee founder co-founder cofounder
creator entrepreneur owner co-owner chair chairman chairwoman chairperson ceo cfo coo executive
coordinator organizer organiser adviser advisor consultant negotiator mediator activist advocate
campaigner protester protestor dissident farmer rancher fisherman worker employee staffer
student pupil retiree resident neighbour neighbor witness victim survivor prisoner inmate
refugee migrant candidate chancellor king queen prince princess pope bishop archbishop cardinal
priest imam rabbi pastor reverend monk rescuer firefighter paramedic pilot sailor driver guide
tourist republican democrat liberal conservative tory man woman father mother dad mom son
daughter brother sister husband wife widow widower uncle aunt cousin friend colleague partner
boy girl teen teenager youngster accused suspect plaintiff defendant treasurer clerk dean
principal veterinarian coroner inspector superintendent sheriff critic observer insider official
counterpart trader broker dealer designer developer programmer technician operator administrator
superstar star hunter trapper chef baker curator librarian archivist publicist producer host
broadcaster commentator mother-in-law chief-executive rookie veteran 23-year-old caregiver
therapist counsellor counselor midwife
"""
PEOPLE = """
people officials experts analysts critics observers residents protesters protestors witnesses
parents investigators researchers scientists lawyers doctors prosecutors economists activists
advocates supporters opponents organizers students teachers workers employees leaders lawmakers
politicians neighbours neighbors friends relatives families survivors refugees migrants farmers
fans players investors traders others some many sources men women chiefs elders members staff
crews firefighters paramedics conservatives liberals democrats republicans defenders
"""
ORGANISATIONS = """
army government ministry parliament assembly senate presidency police court tribunal union
association federation party movement group company firm corporation bank maker carrier airline
operator giant agency institute university college school hospital city council town province
county state region regime opposition coalition commission board committee observatory centre
center foundation department office bureau administration team club league newspaper paper
magazine site website network broadcaster station channel studio church diocese archdiocese
charity organization organisation think-tank retailer manufacturer startup service society tribe
nation band rcmp fbi cia un nato eu who unicef nasa authority district division corps force unit
"""
THINGS = """
study report survey poll statement release letter email memo document article book documentary
text post tweet lawsuit complaint suit filing ruling judgment law bill analysis findings figures
data source sources message submission affidavit indictment warrant transcript account emails
documents records caption sign website page notice review audit brief policy inquiry
investigation research estimate forecast projection bulletin advisory note
"""
ANONYMOUS = """
source sources official officials witness witnesses resident expert experts observer observers
analyst analysts diplomat neighbour neighbor investigator aide person man woman member spokesman
spokeswoman spokesperson citizen people critics employee worker insider lawyer
"""
VAGUE = "some many several others most few another one critics"
QUANTIFIERS = "dozens hundreds thousands"
COUNTERPART = "counterpart counterparts"
AGENCIES = """
interfax sana ria anadolu irna itar dpa efe ansa kyodo upi yonhap ap afp reuters tass xinhua bbc
cnn cbc ctv nbc abc cbs npr pbs
"""
NOT_NAMES = """
the a an this that these those he she they it we i you his her its their our my your but and or
so yet if when while because although though since unless until as before after where once in on
at to for with from by about into over during through under against between among without within
despite according however meanwhile still also then now later earlier today yesterday tomorrow
monday tuesday wednesday thursday friday saturday sunday january february march april may june
july august september october november december jan feb mar apr jun jul aug sept oct nov dec no
not yes there here some many several most few both all another each every one two three four
five what who which why how whose whether just even only more other others instead perhaps maybe
rather indeed thus therefore moreover furthermore additionally similarly asked near outside
inside first second third last next such like unlike following people police officials experts
protesters critics residents too again often sometimes
"""
ABBREVIATIONS = """
coun cllr ald
mr mrs ms dr prof sen rep gov gen col capt lt sgt cpl const maj st jr sr vs inc corp co ltd no
dept est jan feb mar apr jun jul aug sep sept oct nov dec rev hon pres supt insp ave blvd u.s
u.k a.m p.m ont que alta sask man b.c n.s n.b p.e.i calif fla mass pa va
"""
PARTICLES = "de la van von der den al el bin ibn di da du le . of"
ANAPHORIC = """
group company firm corporation bank carrier airline retailer manufacturer organization
organisation charity agency club team network newspaper magazine broadcaster maker giant
operator startup party movement association union foundation institute university college studio
service
"""
COMPOUNDING = "prime deputy vice first"
#: Roles that one person at a time holds: never an epithet of whoever spoke last.
OFFICES = "president minister premier mayor governor king queen pope chancellor ambassador"
LEADERS = "chief head boss president director leader chairman chairwoman chair executive"
DEMONSTRATIVES = "this that"
UTTERANCES = "reaction response reply answer verdict message advice motto conclusion warning"
SYNONYMS = {
    "boss": "executive director president founder owner",
    "coach": "manager",
    "manager": "coach",
    "lawmaker": "senator representative congressman congresswoman member",
    "politician": "mayor minister senator member councillor leader",
    "scientist": "researcher professor biologist physicist chemist",
    "researcher": "scientist professor biologist physicist chemist",
    "officer": "constable sergeant inspector superintendent",
    "lawyer": "attorney solicitor barrister",
    "attorney": "lawyer",
}
DEFINITE = "the this that these those his her its their"
DOCUMENTS = "statement release letter tweet email post memo"
GENDERS = {
    "m": "he him mr mr. sir his himself",
    "f": "she her mrs ms miss mrs. ms. herself",
    "p": "they them we us",
    "o": "it",
    "x": "i you",
}
ATTRIBUTIONS = {
    "strong": (
        "according to",
        "in the words of",
        "in the view of",
        "in the opinion of",
        "per",
    ),
}
MEDIA = {
    "tweet": "tweet tweets twitter",
    "statement": "statement statements",
    "communiqué": "release communiqué",
    "press conference": "conference briefing",
    "letter": "letter letters",
    "email": "email emails e-mail",
    "interview": "interview",
    "speech": "speech address",
    "post": "post blog facebook instagram",
    "memo": "memo",
    "report": "report",
    "video": "video",
    "testimony": "testimony",
}
MEDIA_WORDS = "statement release conference email interview letter post memo tweet"
HEARERS = "to"
CUE_BLOCKERS = "by"
RELAY = "carried relayed published released"
TELL = "quoted"
DAYS = {
    "monday": 0,
    "tuesday": 1,
    "wednesday": 2,
    "thursday": 3,
    "friday": 4,
    "saturday": 5,
    "sunday": 6,
    "today": 7,
    "yesterday": 8,
}
TIMES = """
monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow tonight
morning afternoon evening night week month year january february march april june july august
september october november december jan feb mar apr jun jul aug sept oct nov dec last earlier
later recently ago
"""
YEARS_OLD = ""
ROLE_ADJECTIVES = """
former chief senior executive vice deputy associate assistant retired general managing acting
prime first foreign
"""
INVERTING = """
say tell add explain note write recall point insist argue warn reply ask conclude tweet agree
continue joke remember claim observe lament
"""
CLAUSE_OPENERS = """
he she they it there we i you what who if when while although though because as in on at to by
for with it's he's she's they're we're i'm there's that's they've we've
"""
MARKS_OF_NOTHING = """
yes no nothing goodbye hello thanks little much more so anything something of about by on as to
against
"""
VERBS_COMMON = """
is are was were has had have be been does did do will would could can may might must should
shall goes went comes came gets got makes made takes took gave gives found isn't wasn't aren't
weren't hasn't haven't hadn't won't wouldn't couldn't can't cannot didn't doesn't don't became
becomes remains remained seems seemed
"""
INFINITIVE = r"[a-z]{2,}"
AS = "as"
FREE = "say tell"
CONTRASTS = "and but while whereas although though yet"
POSSESSIVE_MARKS = "'s '"
ABSOLUTE = "with"
MEDIA_SPEAKERS = "agency agencies newspaper magazine broadcaster channel media"
NATIONALITIES = """
american british canadian french german russian chinese japanese indian italian spanish mexican
brazilian australian israeli palestinian syrian iranian iraqi turkish ukrainian polish dutch
swiss swedish norwegian danish finnish irish scottish welsh english greek portuguese african
asian european korean vietnamese indonesian pakistani afghan egyptian saudi nigerian kenyan
south north east west western eastern northern southern black indigenous muslim christian jewish
catholic arab latin
"""
PLURAL_DETERMINERS = "these those"
ARTICLES = "the a an his its their this these"
ASIDES = ("for his part", "for her part", "for its part", "for their part", "in turn", "of course")
OPTIONS = {
    "age": "year-old",
    "plural_ending": "s",
    "nouns_in_s": True,
    "unable": "could couldn't cannot can't able unable can".split(),
    "unwilling": "declined refused".split(),
    "inversion": False,
    "embedded": "quote",
    "zero_that": True,
    "progressive": True,
    "joined_participles": False,
    "passive": "been being was were is are be we're they're i'm it's".split(),
    "months": (
        "january february march april may june july august september october november december"
    ).split(),
}
