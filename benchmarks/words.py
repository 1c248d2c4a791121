"""The words generated quotations are made of: commonest first, then stems, endings, syllables."""

from __future__ import annotations

# The commonest words of each language as printed, roughly in the order of their frequency.
COMMON = {
    "fr": (
        "de la le et les des à en un est que du qui une pas dans pour nous ce il au sur plus ne se "
        "par je avec on mais sont a ont cette été fait être tout ils nos comme aux notre elle faut "
        "si ou très aussi leur même son sa ces deux sans bien ses peut encore avons depuis entre "
        "tous après contre là où vous moins toujours doit était ceux avant jamais aujourd'hui "
        "France pays ans président gouvernement politique monde année temps c'est qu'il d'un d'une "
        "l'État n'est l'on qu'on l'Europe j'ai n'a s'est qu'elle c'était État guerre paix loi vie "
        "droit sécurité république économie santé école travail emploi élections ministre parti "
        "crise réforme citoyens population frontières enquête sommet vérité liberté égalité "
        "accord attaque armée ville région rapport chiffres marché énergie climat impôts budget"
    ).split(),
    "en": (
        "the to of and a in that is we for it are on have be with not this they was has as at by I "
        "will our but from people what their there who you all more been can would which do when "
        "were an very he going about if his so think no one just now must time should because them "
        "these need those how many any also us country even its some only other into than make "
        "don't it's we're that's can't I'm we've doesn't didn't won't isn't they're there's "
        "government president world years state work right war peace law life health security "
        "school economy money jobs tax vote party minister election police court report truth "
        "freedom deal attack army city region figures market energy climate budget borders crisis"
    ).split(),
}

# What the rarer forms grow from.
STEMS = {
    "fr": (
        "accept accompagn achev activ admir affirm agit ajout ali alert amélior anim annonc appel "
        "apport approuv arrêt assur attend augment autoris avanc bâti bloqu bombard budgét calcul "
        "célébr cess chang chauff cherch circul civil collabor combatt commenc communiqu compar "
        "condamn confirm consomm contest continu contrôl coordonn corrig créat critiqu débatt "
        "décid déclar défend dégrad délibér demand démocrat dénonc dépass dépens désign détermin "
        "développ diplomat discut dispos divis document doubl écart écol écout éduc électr élev "
        "émerg encourag enseign entraîn équip estim étend étudi évalu évit évolu examin exig "
        "expliqu export exprim fabriqu facilit favoris financ form fourn franch frapp garant génér "
        "gouvern habit humanit identifi immigr impliqu import impos inform innov inquiét intégr "
        "interdict investi jug justifi lanc libér limit manifest menac mesur milit mobilis modifi "
        "multipli national négoci nomm observ occup organis paralys particip partag pens permett "
        "plan port préfér prépar présent press prétend prévoi priorit privatis produ progress "
        "propos protég prouv provoqu publi qualifi question rachet rappel recherch reconnaiss "
        "recul réduct refus régl regrett rejet relanc remplac rencontr renforc répar répét répond "
        "représent résist respect retir réuss révél sanction sauv siég signal simplifi situ "
        "solid soulign soutien souverain stabilis subvention support suspend témoign termin tolér "
        "transform travers utilis vaccin valid vérifi vers viol visit vot"
    ).split(),
    "en": (
        "accept account achiev act address admit advanc affirm agre alert allow amend announc "
        "appeal appoint approv argu arrest assess assum attack attempt aver balanc ban benefit "
        "block bomb borrow build calculat campaign cancel captur ceas challeng chang charg claim "
        "clos collaps collect combat comment commit compar compet complain confirm conflict "
        "consider construct consult consum contain contest continu control cooperat correct creat "
        "critic cut damag debat decid declar declin defend deliver demand democrat deni depend "
        "deploy describ design destroy detail detect develop diplomat direct disclos discuss "
        "displac divid document doubl educat elect emerg employ enabl encourag end enforc engag "
        "ensur equip escap establish estimat evacuat evolv examin expand expect explain export "
        "express extend fail favour financ focus forc form fund gather generat govern grant "
        "guarantee harm help hesitat hold identif ignor immigrat implement import impos improv "
        "includ increas inform insist inspect instal integrat intend interfer invest involv judg "
        "justif launch lead legislat lift limit load maintain manag march measur mobilis monitor "
        "negotiat observ obtain occup offer oper oppos order organis own paralys participat pass "
        "pay perform permit plan point poison press prevent produc progress promis propos protect "
        "prov publish punish question rais reach react rebuild recover reduc reform refus regret "
        "reject releas remain remov repair repeat replac report represent resist respect restor "
        "reveal sanction sav secur settl shift sign solv spend strengthen strik succeed suffer "
        "support suspend target testif threaten trad transform trust vaccinat verif violat vot warn"
    ).split(),
}

ENDINGS = {
    "fr": (
        "er é ée és ées e es ent ons ez ait aient era eront erait ation ations ement ements eur "
        "eurs euse able ables ant ante ants ateur atrice ateurs ique iques ité isme iste istes"
    ).split(),
    "en": (
        "e ed es ing er ers ion ions ment ments able ive ively ance ances or ors ation ations al "
        "ally ful less ness ist ists ism s able ability ory ories ant ants ent ents"
    ).split(),
}

# Names and the rarest words are made of these.
SYLLABLES = (
    "ba be bi bo bri ca cha ché cla co cou da dé di do dra du fa fé fi fra ga ge gi gra gui ha hé "
    "ho ja jé jo ka ké ko kra la le lé li lo lu ma mé mi mo mou na né ni no nou pa pé pi pla po "
    "pra qué ra ré ri ro rou sa sé si so sou sta ta té ti to tra tu va ve vé vi vo wa xa ya yo za"
).split()
LAST = "n t r s c l x d rd nt ng ck m sky son ard ier eau ez ov ić ães".split()

FIRST_NAMES = (
    "Anne Marie Jean Pierre Claire Élise François Hélène Thérèse Jérôme Noémie Zoé Loïc Benoît "
    "Agnès Rémi Sébastien Inès José María Ángela Jürgen Björn Søren Łukasz Zoë John Mary James "
    "Sarah David Susan Peter Laura Mark Karen Paul Linda George Ruth Amina Omar Fatima Youssef "
    "Karim Leïla Ahmed Nadia Wei Li Yuki Kenji Olga Ivan Dmitri Sergueï Natalia Priya Arjun Chidi"
).split()

ROLES = {
    "fr": (
        "président|Premier ministre|ministre des Affaires étrangères|ministre de la Santé|députée|"
        "sénateur|maire|porte-parole|directrice générale|secrétaire générale|ambassadeur|"
        "procureure|chef d’état-major|économiste|chercheuse|avocat|syndicaliste|commissaire"
    ).split("|"),
    "en": (
        "president|prime minister|foreign secretary|health minister|senator|member of Congress|"
        "mayor|spokesperson|chief executive|secretary-general|ambassador|prosecutor|"
        "chief of staff|economist|researcher|lawyer|union leader|commissioner"
    ).split("|"),
}

CUES = {
    "fr": "a déclaré|affirme|a dit|selon|a expliqué|estime|a ajouté|a indiqué".split("|"),
    "en": "said|told reporters|according to|added|explained|insisted|argued|wrote".split("|"),
}

ANSWERS = {
    "fr": "oui|non|le gouvernement|l’opposition|l’entreprise|personne".split("|"),
    "en": "yes|no|the government|the opposition|the company|nobody".split("|"),
}

FIGURES = {
    "fr": "{n}|au moins {n}|environ {n}|plus de {n}|près de {n}".split("|"),
    "en": "{n}|at least {n}|about {n}|more than {n}|nearly {n}".split("|"),
}
UNNAMED = {
    "fr": "un haut responsable|une source proche du dossier|un diplomate".split("|"),
    "en": "a senior official|a person familiar with the matter|a diplomat".split("|"),
}
VENUES = {
    "fr": "Assemblée nationale|conférence de presse|entretien à la radio|sommet".split("|"),
    "en": "House of Commons|press conference|radio interview|summit".split("|"),
}
