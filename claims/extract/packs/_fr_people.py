"""French nouns for people: what they do, the offices they hold, what else they are called."""

TITLES = """
m. mm. mme mmes mlle mlles monsieur madame mademoiselle dr docteur pr professeur me maître
général colonel capitaine commandant lieutenant lieutenant-colonel amiral maréchal sergent
président présidente roi reine prince princesse pape mgr monseigneur cardinal sœur père cheikh
imam sir lord lady ministre sénateur sénatrice député députée juge inspecteur commissaire émir
sultan ayatollah vice-amiral général-major duc comte
"""
PROFESSIONS = """
président présidente vice-président vice-présidente ministre secrétaire directeur directrice
chef cheffe patron patronne dirigeant dirigeante leader premier première maire adjoint adjointe
député députée sénateur sénatrice élu élue gouverneur gouverneure préfet préfète porte-parole
émissaire envoyé envoyée ambassadeur ambassadrice consul diplomate représentant représentante
délégué déléguée commissaire procureur procureure avocat avocate juge magistrat magistrate
notaire policier policière enquêteur enquêtrice commandant commandante général colonel capitaine
lieutenant amiral soldat militaire chercheur chercheuse professeur professeure enseignant
enseignante instituteur scientifique savant expert experte spécialiste analyste économiste
politologue sociologue historien historienne philosophe psychologue psychiatre médecin docteur
chirurgien chirurgienne infirmier infirmière pharmacien biologiste physicien physicienne
chimiste climatologue géographe géologue astronome ingénieur ingénieure architecte informaticien
auteur auteure autrice écrivain écrivaine romancier romancière poète journaliste rédacteur
rédactrice éditorialiste correspondant correspondante reporter photographe cinéaste réalisateur
réalisatrice acteur actrice comédien comédienne chanteur chanteuse musicien musicienne artiste
peintre sculpteur danseur danseuse champion championne joueur joueuse entraîneur entraîneuse
sélectionneur attaquant défenseur gardien coureur athlète arbitre fondateur fondatrice
cofondateur cofondatrice créateur créatrice entrepreneur entrepreneuse gérant gérante
propriétaire responsable coordinateur coordinatrice coordonnateur animateur animatrice
conseiller conseillère consultant consultante négociateur négociatrice médiateur médiatrice
militant militante activiste opposant opposante dissident syndicaliste agriculteur agricultrice
éleveur éleveuse pêcheur paysan paysanne agropasteur artisan artisane berger bergère rapporteur
rapporteure commerçant commerçante employé employée ouvrier ouvrière salarié salariée étudiant
étudiante élève retraité retraitée habitant habitante résident résidente riverain riveraine
voisin voisine témoin victime survivant survivante blessé prisonnier détenu réfugié réfugiée
migrant candidat candidate chancelier chancelière roi reine prince princesse pape évêque
archevêque cardinal prêtre imam rabbin pasteur moine secouriste pompier pilote marin chauffeur
guide touriste homologue républicain démocrate socialiste conservateur travailliste homme femme
père mère fils fille frère sœur mari épouse veuve veuf oncle tante cousin ami amie collègue
compagnon compagne jeune garçon adolescent adolescente accusé accusée suspect prévenu coaccusé
plaignant plaignante numéro gouvernante trésorier greffier recteur rectrice doyen doyenne
échevine syndique greffière vigneron vigneronne fromager fromagère boulanger boulangère
restaurateur restauratrice maraîcher maraîchère viticulteur viticultrice apiculteur apicultrice
glaciologue hydrologue épidémiologiste virologue infectiologue urgentiste pédiatre sismologue
volcanologue démographe constitutionnaliste juriste criminologue psychanalyste urbaniste
navigateur navigatrice skieur skieuse nageur nageuse sprinteur sprinteuse footballeur
footballeuse rugbyman boxeur boxeuse tennisman capitaine coach technicien technicienne humoriste
metteur chorégraphe compositeur compositrice libraire bibliothécaire gendarme bûcheron garagiste
cheminot livreur livreuse aide-soignant aide-soignante sage-femme ambulancier ambulancière
bénévole sinistré sinistrée locataire copropriétaire automobiliste randonneur randonneuse
meneur meneuse ailier ailière buteur buteuse gardienne attaquante défenseure entraîneure
ex-député ex-députée ex-maire ex-sénateur ex-sénatrice ex-directeur ex-directrice ex-patron
ex-conseiller ex-conseillère ex-chef ex-candidat ex-candidate
parlementaire eurodéputé eurodéputée ex-ministre ex-président ex-présidente coprésident
coprésidente co-président co-présidente substitut pénaliste trésorière édile chancelier
proviseur principal vétérinaire garde-forestier bâtonnier bourgmestre syndic échevin influenceur
blogueur blogueuse youtubeur développeur développeuse chef-d'état-major successeur prédécesseur
bras-droit
"""
PEOPLE = """
habitants témoins responsables experts spécialistes observateurs analystes autorités syndicats
parents élus manifestants rebelles insurgés opposants militants avocats médecins chercheurs
scientifiques enquêteurs policiers voisins riverains proches familles victimes élèves
enseignants salariés salariées employés ouvriers dirigeants députés sénateurs ministres
diplomates fonctionnaires représentants auteurs journalistes internautes jeunes femmes hommes
gens participants sondés anciens détenus juges économistes organisateurs défenseurs partisans
supporteurs joueurs agriculteurs éleveurs pêcheurs commerçants patrons médias secouristes
pompiers soldats militaires islamistes jihadistes djihadistes talibans séparatistes grévistes
étudiants
"""
#: Roles that one person at a time holds: never an epithet of whoever spoke last.
OFFICES = """
ministre président présidente maire préfet préfète procureur procureure gouverneur gouverneure
chancelier chancelière roi reine pape porte-parole ambassadeur ambassadrice
"""
LEADERS = """
chef cheffe patron patronne dirigeant dirigeante numéro leader responsable homme femme premier
première président présidente directeur directrice
"""
#: What else somebody may be called who was introduced by one of the words to the right.
SYNONYMS = {
    "chef de l' état": "président présidente roi",
    "chef de l' etat": "président présidente roi",
    "cheffe de l' état": "présidente reine",
    "cheffe de l' etat": "présidente reine",
    "chef du gouvernement": "premier_ministre",
    "cheffe du gouvernement": "première_ministre premier_ministre",
    "chef de l' exécutif": "président premier_ministre",
    "chef de la diplomatie": "ministre secrétaire",
    "cheffe de la diplomatie": "ministre secrétaire",
    "garde des sceaux": "ministre",
    "édile": "maire syndic bourgmestre",
    "élu": "maire adjoint député sénateur conseiller syndic",
    "élue": "maire adjointe députée sénatrice conseillère",
    "magistrat": "procureur juge président",
    "magistrate": "procureure juge présidente",
    "parlementaire": "député députée sénateur sénatrice rapporteur rapporteure",
    "technicien": "entraîneur sélectionneur",
    "technicienne": "entraîneuse entraîneure",
    "coach": "entraîneur entraîneuse sélectionneur",
    "patron": "directeur président fondateur propriétaire gérant",
    "patronne": "directrice présidente fondatrice propriétaire gérante",
    "dirigeant": "directeur président fondateur patron",
    "dirigeante": "directrice présidente fondatrice patronne",
    "scientifique": "chercheur chercheuse professeur professeure biologiste physicien climatologue",
    "conseil": "avocat avocate",
    "pénaliste": "avocat avocate",
    "militaire": "général colonel capitaine commandant lieutenant amiral",
    "gradé": "général colonel capitaine commandant lieutenant amiral",
    "officier": "général colonel capitaine commandant lieutenant amiral",
    "diplomate": "ambassadeur ambassadrice consul émissaire envoyé",
    "religieux": "évêque archevêque cardinal prêtre imam rabbin pasteur",
    "responsable": "directeur directrice président présidente secrétaire chef cheffe",
}
#: Endings of nouns for men and for women.
PAIRED = (
    ("", "e"),
    ("teur", "trice"),
    ("eur", "euse"),
    ("er", "ère"),
    ("en", "enne"),
    ("on", "onne"),
    ("f", "ve"),
    ("", "sse"),
)
