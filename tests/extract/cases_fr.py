"""French sentences, each in our own words, and what they report."""

# ruff: noqa: E501 - sentences stay whole

from tests.extract.cases import parse

CASES = [
    # direct, inversion
    parse("⟦«Nous irons jusqu'au bout»⟧, a déclaré Paul Martin.", "d a déclaré | Paul Martin"),
    parse(
        "⟦« Rien n'est encore décidé »⟧, assure la ministre Claire Fontaine.",
        "d assure | la ministre Claire Fontaine | name=Claire Fontaine | role=ministre",
    ),
    parse(
        "⟦“Le port restera ouvert”⟧, a promis hier Jean Morel, le maire de Calais.",
        "d a promis | Jean Morel, le maire de Calais | name=Jean Morel | role=maire de Calais",
    ),
    parse(
        '⟦"La grève continue"⟧, a lancé Sophie Lambert devant les grilles de l\'usine.',
        "d a lancé | Sophie Lambert",
    ),
    parse(
        "⟦«C'est une victoire pour tous»⟧ s'est réjoui le président Alain Roche.",
        "d s'est réjoui | le président Alain Roche | name=Alain Roche",
    ),
    parse(
        "⟦«Il faudra des années»⟧, soupire Nadia Belkacem, agricultrice à Sétif.",
        "d soupire | Nadia Belkacem, agricultrice à Sétif | role=agricultrice à Sétif",
    ),
    parse(
        "⟦«On ne lâchera rien !»⟧, ont scandé les manifestants.", "d ont scandé | les manifestants"
    ),
    parse("⟦« Pourquoi maintenant ? »⟧, s'interroge Marc Duval.", "d s'interroge | Marc Duval"),
    parse(
        "⟦«La route est coupée»⟧, précise-t-on à la préfecture.", "d précise-t-on | la préfecture"
    ),
    parse("⟦«Tout va bien»⟧, a-t-elle répondu.", "d a-t-elle répondu | elle"),
    parse("⟦«Nous avons perdu du temps»⟧, ont-ils reconnu.", "d ont-ils reconnu | ils"),
    parse(
        "⟦«Le vaccin est sûr»⟧, martèle depuis des semaines le docteur Henri Vasseur.",
        "d martèle | le docteur Henri Vasseur | name=Henri Vasseur",
    ),
    parse(
        "⟦«Personne ne nous a prévenus»⟧, se plaint une habitante.",
        "d se plaint | une habitante | anon",
    ),
    parse(
        "⟦«Nous n'avons rien à cacher»⟧, avait déjà affirmé en mars le directeur de l'usine.",
        "d avait déjà affirmé | le directeur de l'usine",
    ),
    parse(
        "⟦«Le texte sera voté avant l'été»⟧, a indiqué à Reuters un conseiller du ministre.",
        "d a indiqué | un conseiller du ministre | to=Reuters | anon",
    ),
    parse(
        "⟦«Les otages sont en vie»⟧, a affirmé à l'AFP Salim Haddad, porte-parole du groupe.",
        "d a affirmé | Salim Haddad, porte-parole du groupe | to=AFP | role=porte-parole du groupe",
    ),
    parse(
        "⟦«Nous condamnons cet acte»⟧, a écrit sur Twitter le Premier ministre Luc Garnier.",
        "d a écrit | le Premier ministre Luc Garnier | medium=tweet",
    ),
    parse(
        "⟦«Le dialogue reste ouvert»⟧, a fait savoir l'Élysée dans un communiqué.",
        "d a fait savoir | l'Élysée | medium=communiqué",
    ),
    parse(
        "⟦«Le chantier prendra du retard»⟧, a fini par admettre l'entreprise Bâtivert.",
        "d a fini par admettre | l'entreprise Bâtivert",
    ),
    parse(
        "⟦«Nous attendons des preuves»⟧, a tenu à souligner l'avocate Inès Cohen.",
        "d a tenu à souligner | l'avocate Inès Cohen",
    ),
    parse(
        "Mais ⟦«le pire est derrière nous»⟧, veut croire Omar Diallo.",
        "d veut croire | Omar Diallo",
    ),
    parse(
        "⟦«C'est trop tard»⟧, tranche Élise Perrin, qui dirige l'association depuis dix ans.",
        "d tranche | Élise Perrin",
    ),
    parse(
        "⟦« Je n'ai jamais vu ça »⟧, raconte, encore sous le choc, Yvan Petit.",
        "d raconte | Yvan Petit",
    ),
    parse("⟦«Nous sommes prêts»⟧, a dit M. Lopez.", "d a dit | M. Lopez | name=Lopez"),
    parse(
        "⟦«Il pleut depuis huit jours»⟧, constate Mme Ferrand, la gérante.",
        "d constate | Mme Ferrand, la gérante",
    ),
    parse(
        "⟦«L'accord est mort»⟧, lâche un diplomate européen.",
        "d lâche | un diplomate européen | anon",
    ),
    parse(
        "⟦«L'hôpital est plein»⟧, alertait la semaine dernière le professeur Karim Benali.",
        "d alertait | le professeur Karim Benali",
    ),
    parse(
        "⟦«Ce sont des mensonges»⟧, s'est insurgé l'opposant Viktor Dranko.",
        "d s'est insurgé | l'opposant Viktor Dranko",
    ),
    parse(
        "⟦«Nous demandons justice»⟧, a insisté l'avocat des familles, Me Bruno Tessier.",
        "d a insisté | l'avocat des familles, Me Bruno Tessier | name=Bruno Tessier",
    ),
    # direct after the cue
    parse("Paul Martin a déclaré : ⟦« Nous irons jusqu'au bout »⟧.", "d a déclaré | Paul Martin"),
    parse("Le ministre l'assure: ⟦«Aucun poste ne sera supprimé.»⟧", "d assure | Le ministre"),
    parse(
        "Interrogée par la presse, Anne Leroy a répondu : ⟦« Je ne suis candidate à rien. »⟧",
        "d a répondu | Anne Leroy",
    ),
    parse(
        "Le chercheur résume ainsi son travail : ⟦«Nous mesurons ce que personne ne regarde.»⟧",
        "d résume | Le chercheur",
    ),
    parse(
        "Sur Facebook, la chanteuse écrit : ⟦« Merci à vous tous pour ces années. »⟧",
        "d écrit | la chanteuse",
    ),
    parse(
        "Hélène Roussel, éleveuse dans le Cantal, se souvient : ⟦«On fauchait à la main jusqu'en juillet.»⟧",
        "d se souvient | Hélène Roussel, éleveuse dans le Cantal",
    ),
    parse(
        "Le juge, visiblement agacé, lui a lancé: ⟦«Répondez à la question!»⟧",
        "d a lancé | Le juge",
    ),
    parse(
        "Tous les voisins disent la même chose: ⟦«On entendait des cris toutes les nuits.»⟧",
        "d disent | Tous les voisins",
    ),
    # que
    parse(
        "Le gouvernement a annoncé ⟦que les frontières rouvriraient lundi⟧.",
        "i a annoncé | Le gouvernement",
    ),
    parse("La police affirme ⟦que le suspect a été arrêté à Lille⟧.", "i affirme | La police"),
    parse(
        "L'ONG Terre Claire indique ⟦que trois puits ont été forés⟧.",
        "i indique | L'ONG Terre Claire | name=Terre Claire",
    ),
    parse("Il a précisé mardi ⟦que l'enquête suivait son cours⟧.", "i a précisé | Il"),
    parse(
        "Selma Aydin, qui préside le syndicat, a ajouté ⟦que la négociation reprendrait⟧.",
        "i a ajouté | Selma Aydin",
    ),
    parse(
        "Le procureur de Nantes, Yves Laurent, a expliqué lors d'une conférence de presse ⟦que l'arme n'avait pas été retrouvée⟧.",
        "i a expliqué | Le procureur de Nantes, Yves Laurent | name=Yves Laurent | role=procureur de Nantes | medium=conférence de presse",
    ),
    parse(
        "L'armée a indiqué ⟦que deux soldats avaient été blessés⟧ et a ajouté ⟦que l'opération continuait⟧.",
        "i a indiqué | L'armée",
        "i a ajouté | L'armée",
    ),
    parse(
        "Le maire estime ⟦que la ville « n'a plus les moyens » d'attendre⟧.", "m estime | Le maire"
    ),
    parse(
        "La banque reconnaît ⟦que des erreurs ont été commises⟧, mais assure ⟦que les clients seront remboursés⟧.",
        "i reconnaît | La banque",
        "i assure | La banque",
    ),
    parse("Le rapport souligne ⟦que la pollution a doublé en dix ans⟧.", "i souligne | Le rapport"),
    parse(
        "Une étude publiée lundi montre ⟦que les abeilles reviennent⟧.",
        "i montre | Une étude publiée",
    ),
    parse(
        "Plusieurs témoins ont raconté ⟦qu'une voiture avait pris la fuite⟧.",
        "i ont raconté | Plusieurs témoins | anon",
    ),
    parse(
        "La direction fait valoir ⟦que l'usine perd de l'argent⟧.", "i fait valoir | La direction"
    ),
    parse(
        "Le Kremlin a laissé entendre ⟦qu'une rencontre était possible⟧.",
        "i a laissé entendre | Le Kremlin",
    ),
    parse(
        "Le ministre a de son côté assuré ⟦que les stocks suffiraient⟧.",
        "i a de son côté assuré | Le ministre",
    ),
    parse(
        "La présidente a, dans la foulée, confirmé ⟦qu'elle se retirait⟧.",
        "i a, dans la foulée, confirmé | La présidente",
    ),
    parse(
        "L'opposition craint ⟦que le scrutin ne soit truqué⟧.",
        "i craint | L'opposition | stance=suspects",
    ),
    parse("L'avocat doute ⟦que son client soit entendu⟧.", "i doute | L'avocat | stance=doubts"),
    parse(
        "Moscou dément ⟦que ses avions aient survolé la zone⟧.", "i dément | Moscou | stance=denies"
    ),
    parse(
        "Le général Pierre Aubert n'a pas pu dire ⟦si le tir était parti de la colline⟧.",
        "i n'a pas pu dire | Le général Pierre Aubert | name=Pierre Aubert | stance=unsure",
    ),
    parse(
        "La porte-parole a refusé de dire ⟦si des otages avaient été libérés⟧.",
        "i a refusé de dire | La porte-parole | stance=declines",
    ),
    parse("Elle a demandé ⟦que la séance soit suspendue⟧.", "i a demandé | Elle"),
    parse(
        "Le comité a rappelé dans un communiqué ⟦que toute vente était interdite⟧.",
        "i a rappelé | Le comité | medium=communiqué",
    ),
    parse(
        "Le chef du groupe, Hamid Karoui, avait prévenu ⟦que ses hommes riposteraient⟧.",
        "i avait prévenu | Le chef du groupe, Hamid Karoui | name=Hamid Karoui",
    ),
    parse(
        "Les enquêteurs n'excluent pas ⟦qu'un complice ait agi⟧.",
        "i n'excluent pas | Les enquêteurs",
    ),
    parse(
        "Tandis que la mairie parle d'un accident, la famille soutient ⟦que le pont était fragile⟧.",
        "i soutient | la famille",
    ),
    # clause, cue
    parse(
        "⟦La centrale fermera en juin⟧, a annoncé l'électricien Voltéo.",
        "i a annoncé | l'électricien Voltéo",
    ),
    parse(
        "⟦Les deux hommes se sont parlé pendant une heure⟧, a indiqué la Maison Blanche.",
        "i a indiqué | la Maison Blanche",
    ),
    parse("⟦Le train roulait trop vite⟧, ont conclu les experts.", "i ont conclu | les experts"),
    parse(
        "⟦Douze personnes ont été hospitalisées⟧, précise la préfecture dans un communiqué.",
        "i précise | la préfecture | medium=communiqué",
    ),
    parse("⟦Le sommet aura lieu à Genève⟧, a-t-il précisé.", "i a-t-il précisé | il"),
    parse(
        "⟦C'était une rencontre «franche et utile»⟧, a commenté l'ambassadeur Tom Weber.",
        "m a commenté | l'ambassadeur Tom Weber",
    ),
    parse(
        "⟦La crise est, selon elle, «loin d'être finie»⟧, a averti Rosa Lind.",
        "m a averti | Rosa Lind",
    ),
    parse(
        "⟦Deux policiers ont été blessés⟧, a appris l'AFP de source policière.",
        "i a appris | l'AFP",
    ),
    parse(
        "Enfin, ⟦le budget sera réexaminé à l'automne⟧, a promis le rapporteur.",
        "i a promis | le rapporteur",
    ),
    parse("⟦Les pertes sont lourdes⟧, reconnaît-on au ministère.", "i reconnaît-on | ministère"),
    parse(
        "⟦Le pays⟧, a-t-il ajouté, ⟦+n'acceptera aucune ingérence étrangère⟧.",
        "i a-t-il ajouté | il",
    ),
    # attribution
    parse("Selon l'OMS, ⟦le virus circule toujours dans quatre pays⟧.", "i Selon | l'OMS"),
    parse("D'après lui, ⟦les combats ont repris au nord⟧.", "i D'après | lui"),
    parse(
        "Selon le ministère de la Santé, ⟦trente lits seront ouverts⟧.",
        "i Selon | le ministère de la Santé",
    ),
    parse("⟦Le bilan s'élève à quatre morts⟧, selon la police.", "i selon | la police"),
    parse(
        "⟦Le navire a coulé⟧, selon un porte-parole des garde-côtes.",
        "i selon | un porte-parole des garde-côtes | anon",
    ),
    parse(
        "Pour l'économiste Léa Marchand, ⟦la hausse des prix va durer⟧.",
        "i Pour | l'économiste Léa Marchand | name=Léa Marchand",
    ),
    parse("Pour le syndicat, ⟦«le compte n'y est pas»⟧.", "d Pour | le syndicat"),
    parse("À en croire le patron, ⟦les commandes repartent⟧.", "i À en croire | le patron"),
    parse(
        "De source judiciaire, ⟦trois gardes à vue ont été levées⟧.",
        "i De | source judiciaire | anon",
    ),
    parse(
        "D'après l'Observatoire des feux (ODF), ⟦dix hectares ont brûlé⟧. Selon l'ODF, ⟦le feu est maîtrisé⟧.",
        "i D'après | l'Observatoire des feux (ODF)",
        "i Selon | l'ODF | name=Observatoire des feux",
    ),
    parse(
        "⟦Le séisme⟧, selon l'institut géophysique, ⟦+a été ressenti jusqu'à la côte⟧.",
        "i selon | l'institut géophysique",
    ),
    parse(
        "Comme le rappelle l'historien Guy Faure, ⟦le pont fut détruit deux fois⟧.",
        "i rappelle | l'historien Guy Faure",
    ),
    # gerunds, infinitives, fragments
    parse(
        "Le groupe a revendiqué ⟦l'attaque⟧, affirmant ⟦avoir tué «des dizaines de soldats»⟧.",
        "i a revendiqué | Le groupe",
        "m affirmant | Le groupe",
    ),
    parse(
        "⟦«Nous voulons la paix»⟧, a dit Samir Khoury, dénonçant ⟦un «blocus qui affame les civils»⟧.",
        "d a dit | Samir Khoury",
        "m dénonçant | Samir Khoury",
    ),
    parse(
        "La ville a imploré l'État ⟦de livrer des citernes d'eau⟧, soulignant ⟦que les réserves seront vides jeudi⟧.",
        "i a imploré | La ville",
        "i soulignant | La ville",
    ),
    parse("Les rebelles accusent ⟦l'armée de bombarder les marchés⟧.", "i accusent | Les rebelles"),
    parse("L'ONU a appelé les deux camps ⟦à cesser les combats⟧.", "i a appelé | L'ONU"),
    parse(
        "Le syndicat demande à la direction ⟦de rouvrir les négociations⟧.",
        "i demande | Le syndicat",
    ),
    parse("Le suspect nie ⟦avoir tiré sur la voiture⟧.", "i nie | Le suspect | stance=denies"),
    parse("Elle dit ⟦ne rien regretter⟧.", "i dit | Elle"),
    parse("La région a promis ⟦de financer la ligne⟧.", "i a promis | La région"),
    parse("Le maire a évoqué ⟦une « catastrophe sans précédent »⟧.", "m a évoqué | Le maire"),
    parse(
        "Washington a insisté sur ⟦la responsabilité du régime⟧.",
        "i a insisté | Washington",
    ),
    parse(
        "L'association condamne l'arrestation de ses membres et estime ⟦qu'elle est illégale⟧.",
        "i estime | L'association",
    ),
    # who
    parse(
        "Le ministre Jean Dubreuil est arrivé lundi. ⟦«Je viens écouter»⟧, a-t-il dit.",
        "d a-t-il dit | il | name=Jean Dubreuil",
    ),
    parse(
        "⟦«Nous partirons»⟧, a dit Carla Rossi. ⟦«Mais pas demain»⟧, a ajouté Mme Rossi.",
        "d a dit | Carla Rossi",
        "d a ajouté | Mme Rossi | name=Carla Rossi",
    ),
    parse(
        "La sénatrice Ève Marchal préside la commission. ⟦«Le texte est bancal»⟧, juge l'élue. Elle ajoute ⟦que le vote sera reporté⟧.",
        "d juge | l'élue | name=Ève Marchal",
        "i ajoute | Elle | name=Ève Marchal",
    ),
    parse(
        "⟦«Le loup revient»⟧, dit Abdel Rahmani, berger. ⟦«Il faut s'y faire»⟧, poursuit M. Abde Rahmani.",
        "d dit | Abdel Rahmani, berger",
        "d poursuit | M. Abde Rahmani | name=Abdel Rahmani",
    ),
    parse(
        "La Ligue des pêcheurs de l'Ouest (LPO) se réunit jeudi. La LPO affirme ⟦que la criée va fermer⟧.",
        "i affirme | La LPO",
    ),
    parse(
        "⟦«Nous exigeons des excuses»⟧, a déclaré le ministre Ali Nour. ⟦«C'est inacceptable»⟧, a renchéri son homologue tchadien Idriss Saleh.",
        "d a déclaré | le ministre Ali Nour",
        "d a renchéri | son homologue tchadien Idriss Saleh | name=Idriss Saleh",
    ),
    parse(
        "Marie Colin dirige le zoo. ⟦«Les lionceaux vont bien»⟧, dit-elle. ⟦«Ils mangent et jouent toute la journée.»⟧",
        "d dit-elle | elle | name=Marie Colin",
        "d - | - | name=Marie Colin",
    ),
    parse(
        "⟦«Le feu est parti du toit»⟧, explique le capitaine Denis Faure. ⟦«Nous étions soixante»⟧, précise le capitaine.",
        "d explique | le capitaine Denis Faure",
        "d précise | le capitaine | name=Denis Faure",
    ),
    # chains
    parse(
        "⟦«L'offensive a commencé»⟧, a indiqué un communiqué de l'armée repris par l'agence Nova.",
        "d a indiqué | un communiqué de l'armée | via=communiqué,agence Nova | medium=communiqué",
    ),
    parse(
        "⟦«Nos forces avancent»⟧, a affirmé un responsable militaire cité par la télévision d'État.",
        "d a affirmé | un responsable militaire | via=télévision d'État | anon",
    ),
    # not statements
    parse("Le «printemps» de la ville n'a duré qu'un mois."),
    parse("Son dernier roman, «La Nuit des marées», paraît en octobre."),
    parse("Le prix varie selon la saison."),
    parse("La note a été payée par la mairie."),
    parse("Une annonce est attendue mercredi."),
    parse(
        "«Impasse totale»\n\nLes discussions ont repris lundi à Vienne entre les deux délégations."
    ),
    parse("Le tournoi des «moins de vingt ans» commence samedi."),
    parse("Pour la première fois, la ville fermera ses quais."),
    parse("Il a répété son numéro devant la salle."),
    # typography
    parse(
        "⟦« Il a crié “au feu !” puis il a couru »⟧, raconte Lise Brun.", "d raconte | Lise Brun"
    ),
    parse('⟦"Les prix baissent"⟧, selon l\'Insee.', "d selon | l'Insee"),
    parse(
        "⟦«Le moteur (du bateau) a lâché»⟧, a expliqué le skipper Loïc Le Goff.",
        "d a expliqué | le skipper Loïc Le Goff",
    ),
    parse(
        "⟦«Nous avons tenu.\n\nNous tiendrons encore»⟧, a dit le colonel Anton Serra.",
        "d a dit | le colonel Anton Serra",
    ),
    parse("⟦‹Bonne chance›⟧, a dit Paul Martin.", "d a dit | Paul Martin"),
    parse("⟦<<Bonne chance>>⟧, a dit Paul Martin.", "d a dit | Paul Martin"),
    # a second harvest: longer sentences
    parse("⟦«Je regrette»⟧, dit-il, ⟦+«que personne ne nous ait écoutés»⟧.", "d dit-il | il"),
    parse(
        "Interrogé par l'AFP, Bruno Keller a répondu ⟦qu'il ne ferait aucun commentaire⟧.",
        "i a répondu | Bruno Keller | name=Bruno Keller",
    ),
    parse("Le ministre a qualifié la décision de ⟦«faute grave»⟧.", "d a qualifié | Le ministre"),
    parse("La députée parle d'⟦«un recul historique»⟧.", "d parle | La députée"),
    parse(
        "⟦Trois corps ont été retrouvés⟧, a-t-on appris mardi auprès du parquet de Metz.",
        "i a-t-on appris | parquet de Metz",
    ),
    parse(
        "⟦L'avion a décollé dans la nuit⟧, indique-t-on de source diplomatique.",
        "i indique-t-on | source diplomatique | anon",
    ),
    parse(
        "⟦Il s'agit «d'un acte lâche»⟧, a dénoncé la préfète Odile Renard.",
        "m a dénoncé | la préfète Odile Renard",
    ),
    parse(
        "Dans un entretien au Matin, l'ancien champion Léon Sauvage assure ⟦qu'il ne s'est jamais dopé⟧.",
        "i assure | l'ancien champion Léon Sauvage | medium=entretien",
    ),
    parse("« Nous allons voir », et puis plus rien. La mairie n'a pas donné suite."),
    parse(
        "Le chef de la diplomatie iranienne, Reza Mohammadi, a rejeté ces accusations, les jugeant ⟦«ridicules et sans fondement»⟧.",
        "d jugeant | Le chef de la diplomatie iranienne, Reza Mohammadi | name=Reza Mohammadi",
    ),
    parse(
        "La présidente de la région, Anne Vidal, s'est dite ⟦«profondément choquée»⟧.",
        "d s'est dite | La présidente de la région, Anne Vidal | name=Anne Vidal",
    ),
    parse(
        "⟦«Ils nous ont menti»⟧, accuse Jean Ribot, 54 ans, chauffeur routier.",
        "d accuse | Jean Ribot, 54 ans, chauffeur routier | name=Jean Ribot",
    ),
    parse(
        "⟦«Cela ne change rien»⟧, balaie d'un revers de main Katia Orlova.",
        "d balaie | Katia Orlova",
    ),
    parse(
        "⟦«Notre stock est épuisé»⟧, explique-t-on chez Pharmalux.", "d explique-t-on | Pharmalux"
    ),
    parse(
        "Le premier ministre belge Dirk Maes a souligné vendredi, à l'issue du conseil, ⟦que rien n'était signé⟧.",
        "i a souligné | Le premier ministre belge Dirk Maes | name=Dirk Maes",
    ),
    parse(
        "Le directeur sportif espère ⟦que son équipe retrouvera la première division⟧.",
        "i espère | Le directeur sportif | stance=suspects",
    ),
    parse("Ni l'armée ni le gouvernement n'ont confirmé ces informations."),
    parse(
        "L'agence de notation prévoit ⟦que la croissance ralentira⟧.",
        "i prévoit | L'agence de notation | stance=suspects",
    ),
    parse(
        "⟦La loi ne passera pas⟧, prédit un sénateur de la majorité.",
        "i prédit | un sénateur de la majorité | anon | stance=suspects",
    ),
    parse(
        "Un responsable américain, sous couvert d'anonymat, a déclaré ⟦que les frappes allaient continuer⟧.",
        "i a déclaré | Un responsable américain | anon",
    ),
    parse(
        "⟦«Nous n'avons pas été consultés»⟧, regrette de son côté Alain Mercier, président de la Fédération des pêcheurs.",
        "d regrette | Alain Mercier, président de la Fédération des pêcheurs | role=président de la Fédération des pêcheurs",
    ),
    parse("Le patron de la police, le commissaire Ugo Marin, refuse de commenter."),
    parse("⟦«Les gens ont peur»⟧, témoigne sœur Agnès.", "d témoigne | sœur Agnès"),
    parse(
        "La direction de l'hôpital a démenti ⟦avoir reçu une plainte⟧.",
        "i a démenti | La direction de l'hôpital | stance=denies",
    ),
    parse(
        "⟦« La mer monte, c'est un fait »⟧, insiste la géographe Paula Nunes.",
        "d insiste | la géographe Paula Nunes",
    ),
    parse("Il y a, selon les chercheurs, ⟦«un risque réel»⟧.", "d selon | les chercheurs"),
    parse(
        "Aux yeux de la juge Mireille Blanc, ⟦le dossier est vide⟧.",
        "i Aux yeux de | la juge Mireille Blanc",
    ),
    parse(
        "Le Comité international a condamné ⟦« un crime odieux »⟧ et réclamé une enquête.",
        "d a condamné | Le Comité international",
    ),
    parse("⟦«On verra bien»⟧, sourit-elle en haussant les épaules.", "d sourit-elle | elle"),
    parse(
        "⟦«C'est le plus beau jour de ma vie»⟧, jubilait dimanche le vainqueur, Tom Adriaens.",
        "d jubilait | le vainqueur, Tom Adriaens | name=Tom Adriaens",
    ),
    parse("Le groupe a menacé ⟦de reprendre les tirs⟧.", "i a menacé | Le groupe"),
    parse("Elle jure ⟦n'avoir rien vu⟧.", "i jure | Elle"),
    parse("L'entreprise affirme ⟦avoir livré toutes les pièces⟧.", "i affirme | L'entreprise"),
    parse(
        "Le porte-parole du parquet a dit ignorer ⟦si l'homme avait agi seul⟧.",
        "i a dit ignorer | Le porte-parole du parquet | stance=unsure",
    ),
    parse(
        "⟦« J'ai tout perdu »⟧, pleure Fatou Sarr devant ce qui reste de sa maison.",
        "d pleure | Fatou Sarr",
    ),
    parse("A l'Elysée, on assure que tout est prêt."),
    parse("Selon nos informations, ⟦le contrat sera signé mardi⟧.", "i Selon | nos informations"),
    parse(
        "La présidente Laura Stein et son homologue suisse Karl Amman ont annoncé ⟦qu'ils se reverraient en mai⟧.",
        "i ont annoncé | La présidente Laura Stein et son homologue suisse Karl Amman",
    ),
    parse(
        "⟦«Le compromis est équilibré»⟧, a défendu le rapporteur, Éric Bois, devant la commission.",
        "d a défendu | le rapporteur, Éric Bois | name=Éric Bois",
    ),
    parse(
        "JOURNALISTE: ⟦Que répondez-vous à vos critiques?⟧\n\nMARTIN: ⟦Qu'ils viennent voir le terrain avant de parler.⟧\n\nJOURNALISTE: ⟦Et vos regrets?⟧\n\nMARTIN: ⟦Je n'en ai aucun.⟧",
        "d - | JOURNALISTE",
        "d - | MARTIN",
        "d - | JOURNALISTE",
        "d - | MARTIN",
    ),
    parse(
        "Le parti d'opposition Avenir a dénoncé ⟦une « mascarade électorale »⟧ et exigé ⟦que le vote soit annulé⟧.",
        "m a dénoncé | Le parti d'opposition Avenir | name=Avenir",
        "i exigé | Le parti d'opposition Avenir",
    ),
    parse(
        "Une source proche de l'enquête a confié à Libération ⟦que deux hommes étaient recherchés⟧.",
        "i a confié | Une source proche de l'enquête | anon | to=Libération",
    ),
    parse(
        "Les deux pays ont réaffirmé, dans une déclaration commune, leur attachement au traité.".replace(
            "⟦", ""
        ).replace("⟧", "")
    ),
    parse("⟦«Le cessez-le-feu tient»⟧, affirmait-on vendredi à l'ONU.", "d affirmait-on | l'ONU"),
    parse(
        "Le médecin-chef Ivan Petrov a ajouté : ⟦« Les blessés arrivent par dizaines. »⟧ ⟦« Nous manquons de tout. »⟧",
        "d a ajouté | Le médecin-chef Ivan Petrov",
        "d - | - | name=Ivan Petrov",
    ),
    parse(
        "L'avocat du suspect, Me Rémi Coste, plaide ⟦que son client était ailleurs⟧.",
        "i plaide | L'avocat du suspect, Me Rémi Coste | name=Rémi Coste",
    ),
    parse(
        "Dans une lettre ouverte, soixante médecins demandent ⟦que le tabac soit interdit dans les parcs⟧.",
        "i demandent | soixante médecins | medium=lettre",
    ),
    parse(
        "Le Conseil fédéral recommande ⟦de rejeter l'initiative⟧.",
        "i recommande | Le Conseil fédéral",
    ),
    parse(
        "Le rapport, qui compte cent pages, conclut ⟦que l'accident était évitable⟧.",
        "i conclut | Le rapport",
    ),
    parse("Ce que l'on sait, c'est que le feu a pris vers minuit."),
    parse("Il faut dire que l'été fut sec."),
    parse("On dit que la maison est hantée."),
    parse("Cela montre que la méthode fonctionne."),
    parse("Le roi est mort, vive le roi."),
    # whole paragraphs
    parse(
        "⟦« C'est un signal fort »⟧, s'est félicité le président du Conseil régional, évoquant ⟦« une étape historique »⟧ pour la région.",
        "d s'est félicité | le président du Conseil régional | name=président du Conseil régional | role=président du Conseil régional",
        "d évoquant | le président du Conseil régional | name=président du Conseil régional | role=président du Conseil régional",
    ),
    parse(
        "Selon le quotidien espagnol El Mundo, ⟦les deux entreprises négocient depuis mars une fusion à huit milliards d'euros⟧.",
        "i Selon | le quotidien espagnol El Mundo | name=El Mundo",
    ),
    parse(
        "Le Premier ministre éthiopien, Abiy Tadesse, a promis mercredi ⟦que son armée ferait « tout pour éviter » les pertes civiles⟧.",
        "m a promis | Le Premier ministre éthiopien, Abiy Tadesse | name=Abiy Tadesse | role=Premier ministre éthiopien",
    ),
    parse(
        "Interrogée sur la date de réouverture, la direction n'a pas souhaité s'exprimer.",
    ),
    parse(
        "⟦« Il n'y a pas de fatalité. On peut changer les choses. »⟧ Pour Nadia Ferhat, directrice de l'école, ⟦tout commence par la confiance⟧.",
        "d - | - | name=Nadia Ferhat | role=directrice de l'école",
        "i Pour | Nadia Ferhat, directrice de l'école | name=Nadia Ferhat | role=directrice de l'école",
    ),
    parse(
        "⟦« J'ai entendu une explosion, puis des cris »⟧, raconte un riverain, encore choqué, qui préfère taire son nom.",
        "d raconte | un riverain | role=riverain | anon",
    ),
    parse(
        "Pour l'avocate de la famille, Me Claire Dubois, ⟦« il y a eu une série de négligences »⟧.",
        "d Pour | l'avocate de la famille, Me Claire Dubois | name=Claire Dubois | role=avocate de la famille",
    ),
    parse(
        "⟦« Ce n'est pas acceptable »⟧, tonne Éric Ménard, le secrétaire général du syndicat, qui dénonce ⟦un « passage en force »⟧.",
        "d tonne | Éric Ménard, le secrétaire général du syndicat | name=Éric Ménard | role=secrétaire général du syndicat",
        "m dénonce | Éric Ménard, le secrétaire général du syndicat | name=Éric Ménard | role=secrétaire général du syndicat",
    ),
    parse(
        "Dans un tweet, le député européen Luc Vandenberghe a dénoncé ⟦« une décision absurde »⟧.",
        "d a dénoncé | le député européen Luc Vandenberghe | name=Luc Vandenberghe | role=député européen | medium=tweet",
    ),
    parse(
        "La Maison-Blanche a fait savoir vendredi ⟦que le président américain se rendrait à Varsovie en juin⟧.",
        "i a fait savoir | La Maison-Blanche | name=Maison-Blanche",
    ),
    parse(
        "⟦« On a eu peur »⟧, confie Lucie, 34 ans, mère de deux enfants. ⟦« On ne savait pas où aller. »⟧",
        "d confie | Lucie, 34 ans, mère de deux enfants | name=Lucie | role=mère de deux enfants",
        "d - | - | name=Lucie | role=mère de deux enfants",
    ),
    parse(
        "Le parquet de Bruxelles a confirmé l'information du journal Le Soir, selon laquelle trois suspects ont été inculpés.",
    ),
    parse(
        "Le patron de Tesla a estimé ⟦que la fusée serait prête « d'ici la fin de l'année »⟧, un calendrier jugé irréaliste par plusieurs experts.",
        "m a estimé | Le patron de Tesla | name=patron de Tesla | role=patron de Tesla",
    ),
    parse(
        "⟦« Nous avons trouvé des traces d'eau »⟧, explique au Temps Pierre Rochat, professeur à l'EPFL. Selon lui, ⟦la découverte « change tout »⟧. Le chercheur vaudois précise toutefois ⟦que d'autres mesures seront nécessaires⟧.",
        "d explique | Pierre Rochat, professeur à l'EPFL | name=Pierre Rochat | role=professeur à l'EPFL",
        "m Selon | lui | name=Pierre Rochat | role=professeur à l'EPFL",
        "i précise | Le chercheur vaudois | name=Pierre Rochat | role=chercheur vaudois",
    ),
    parse(
        "Les talibans ont démenti ⟦être impliqués dans l'attentat⟧.",
        "i ont démenti | Les talibans | name=talibans | stance=denies",
    ),
    parse(
        "Le chef du renseignement ukrainien, Kyrylo Boudko, affirme dans un entretien à la BBC ⟦que la contre-offensive commencera au printemps⟧.",
        "i affirme | Le chef du renseignement ukrainien, Kyrylo Boudko | name=Kyrylo Boudko | role=chef du renseignement ukrainien | medium=entretien | to=BBC",
    ),
    parse(
        "Selon un haut responsable de la défense américaine s'exprimant sous couvert de l'anonymat, ⟦deux missiles ont été interceptés⟧.",
        "i Selon | un haut responsable de la défense américaine | role=haut responsable de la défense américaine | anon",
    ),
    parse(
        "⟦« Cette loi est une insulte »⟧, a fustigé sur X l'eurodéputée Manon Garnier, tandis que le sénateur Paul Viret y voit ⟦« un progrès »⟧.",
        "d a fustigé | l'eurodéputée Manon Garnier | name=Manon Garnier",
        "d voit | le sénateur Paul Viret | name=Paul Viret | role=sénateur",
    ),
    parse(
        "L'Iran a averti les États-Unis ⟦qu'il riposterait à toute attaque⟧, a rapporté samedi l'agence officielle Irna.",
        "i a averti | L'Iran | name=Iran | via=agence officielle Irna | to=États-Unis",
    ),
    parse(
        "La police n'a pas précisé si des arrestations avaient eu lieu.",
    ),
    # whole paragraphs
    parse(
        "Le ministre Paul Dumont a salué un accord historique. Et d'ajouter : ⟦« Nous avons évité le pire. »⟧",
        "d ajouter | - | name=Paul Dumont",
    ),
    parse(
        "Et le juge de conclure : ⟦«Vous êtes libre.»⟧",
        "d conclure | le juge | name=juge | role=juge",
    ),
    parse(
        "Réaction immédiate de la présidente du parti, Odile Marchand: ⟦«C'est une trahison.»⟧",
        "d - | la présidente du parti, Odile Marchand | name=Odile Marchand | role=présidente du parti",
    ),
    parse(
        "Même son de cloche chez Karim Benali, secrétaire syndical à Genève: ⟦«Les salaires ne suivent plus.»⟧",
        "d - | Karim Benali, secrétaire syndical à Genève | name=Karim Benali | role=secrétaire syndical à Genève",
    ),
    parse(
        "Le maire, pour qui ⟦«la ville est à un tournant»⟧, présentera son budget lundi.",
        "d pour | Le maire | name=maire | role=maire",
    ),
    parse(
        "⟦« Les secours sont arrivés très vite »⟧ a expliqué le lieutenant-colonel Hervé Brun .",
        "d a expliqué | le lieutenant-colonel Hervé Brun | name=Hervé Brun | role=lieutenant-colonel",
    ),
    parse(
        "⟦Les députés ont voté la loi par 302 voix contre 241⟧, a annoncé le président de l'Assemblée. Le Premier ministre s'est dit ⟦« fier »⟧ du résultat, et a remercié sa majorité.",
        "i a annoncé | le président de l'Assemblée | name=président de l'Assemblée | role=président de l'Assemblée",
        "d s'est dit | Le Premier ministre | name=Premier ministre | role=Premier ministre",
    ),
    parse(
        "Barack Obama a estimé lundi ⟦que Bachar el-Assad devait partir⟧, mais son homologue russe a rejeté cette idée.",
        "i a estimé | Barack Obama",
    ),
    parse(
        "Pour sa part, le leader de l'opposition a qualifié le scrutin de ⟦« mascarade »⟧.",
        "d a qualifié | le leader de l'opposition | name=leader de l'opposition | role=leader de l'opposition",
    ),
    parse(
        "La Corée du Nord a menacé ⟦de riposter « sans pitié » à toute provocation⟧.",
        "m a menacé | La Corée du Nord | name=Corée du Nord",
    ),
    parse(
        "Selon des sources concordantes, ⟦au moins douze personnes ont péri dans l'incendie⟧.",
        "i Selon | des sources concordantes | role=sources concordantes | anon",
    ),
    parse(
        "Le footballeur a annoncé sur Instagram ⟦qu'il mettait fin à sa carrière⟧.",
        "i a annoncé | Le footballeur | name=footballeur | medium=message",
    ),
    parse(
        "⟦Interpol a lancé un mandat d'arrêt contre l'homme d'affaires⟧, a-t-on appris de source policière.",
        "i a-t-on appris | source policière | role=source policière | anon",
    ),
    parse(
        "Amnesty International accuse dans un rapport ⟦l'armée nigériane d'avoir tué 150 manifestants⟧.",
        "i accuse | Amnesty International | medium=rapport",
    ),
    parse(
        "⟦« Il y a de la place pour tout le monde »⟧, veut croire l'élu socialiste. Son collègue du Centre, Jean Rochat, en doute : ⟦« Le gâteau n'est pas extensible. »⟧",
        "d veut croire | l'élu socialiste | name=élu socialiste | role=élu socialiste | stance=suspects",
        "d - | Son collègue du Centre, Jean Rochat | name=Jean Rochat | role=collègue du Centre",
    ),
    parse(
        "⟦L'ambassadeur de France a été convoqué⟧, a indiqué une source diplomatique à Reuters. ⟦« C'est une démarche habituelle »⟧, a-t-elle relativisé.",
        "i a indiqué | une source diplomatique à Reuters | role=source diplomatique à Reuters | anon",
        "d a-t-elle relativisé | elle | anon",
    ),
    parse(
        '⟦« Ma mère disait toujours : "Travaille et tais-toi" »⟧, se souvient Rosa.',
        "d se souvient | Rosa",
    ),
    parse(
        "Le Conseil fédéral veut que les assureurs baissent leurs primes.",
    ),
    parse(
        "Alain Berset a rappelé ⟦que le port du masque était obligatoire et que les contrôles seraient renforcés⟧.",
        "i a rappelé | Alain Berset",
    ),
    parse(
        "La présidente de la BCE, Christine Lagarde, a prévenu jeudi ⟦que « la bataille contre l'inflation n'est pas gagnée »⟧, laissant entendre ⟦que les taux pourraient encore monter⟧.",
        "m a prévenu | La présidente de la BCE, Christine Lagarde | name=Christine Lagarde | role=présidente de la BCE",
        "i laissant entendre | La présidente de la BCE, Christine Lagarde | name=Christine Lagarde | role=présidente de la BCE",
    ),
    parse(
        "⟦Un accord serait proche⟧, à en croire plusieurs médias israéliens.",
        "i à en croire | plusieurs médias israéliens | anon",
    ),
    # speakers met later, acronyms never introduced
    parse(
        "⟦«On n'avait pas le choix. Il fallait partir.»⟧\n\nAssis dans sa cuisine, Bruno Vidal raconte son exil.",
        "d - | - | name=Bruno Vidal",
    ),
    parse(
        "La Cour pénale internationale a ouvert une enquête. La CPI affirme ⟦que les faits sont établis⟧.",
        "i affirme | La CPI | name=Cour pénale internationale",
    ),
    parse(
        "Les élus débattront du projet mardi soir.\n\n⟦«Ce chantier est une folie pour la commune»⟧ a déclaré Luc Morand",
        "d a déclaré | Luc Morand",
    ),
    # whole paragraphs
    parse(
        "L'armée syrienne a repris la ville mardi. ⟦«Les opérations continuent»⟧, a précisé le communiqué de l'armée relayé par l'agence Nova.",
        "d a précisé | le communiqué de l'armée | name=armée syrienne | via=communiqué,agence Nova | medium=communiqué",
    ),
    parse(
        "Comme l'a rappelé hier la préfète Odile Renard, ⟦«le fleuve est interdit à la baignade»⟧.",
        "d a rappelé | la préfète Odile Renard | name=Odile Renard | role=préfète",
    ),
    parse("Selon lui ⟦«tout est prêt»⟧.", "d Selon | lui"),
    parse(
        "Le projet avance ; selon le maire, ⟦les travaux finiront en mai⟧.",
        "i selon | le maire | name=maire | role=maire",
    ),
    parse(
        "⟦«C'est réglé ⟧? demande le juge. ⟦+Alors passons.»⟧",
        "d demande | le juge | name=juge | role=juge",
    ),
    parse("D'après Paul Martin: ⟦«Le barrage tiendra.»⟧", "d D'après | Paul Martin"),
    parse(
        "Le maire a dit ⟦que la digue tiendrait (et que l'eau baissait)⟧, tandis que le préfet affirme ⟦que tout est perdu⟧.",
        "i a dit | Le maire | name=maire | role=maire",
        "i affirme | le préfet | name=préfet | role=préfet",
    ),
    # faults once reported
    parse(
        "Le groupe a démenti ⟦avoir menacé les salariés⟧.",
        "i a démenti | Le groupe | stance=denies",
    ),
    parse(
        "La directrice a formellement démenti ⟦avoir menacé quiconque⟧.",
        "i a formellement démenti | La directrice | stance=denies",
    ),
    parse(
        "Le ministre promet une réponse « avant dimanche »\n\nIl pleut sur la ville depuis hier."
    ),
    parse("Le maire annonce que la piscine fermera\n\nLa piscine ferme."),
    parse("Il pleut.\n\nLe préfet dit craindre « le pire »\n\nLa pluie tombe depuis hier."),
    parse("selon  a dit «  »"),
    # cues with more around them
    parse(
        "⟦«Je ne céderai pas»⟧, lui avait répondu Paul Martin, avant d'ajouter ⟦«C'est mon dernier mot»⟧.",
        "d avait répondu | Paul Martin",
        "d ajouter | Paul Martin",
    ),
    parse(
        "⟦«C'était une erreur»⟧, tente-t-elle de corriger.",
        "d tente-t-elle de corriger | elle",
    ),
    parse(
        "Paul Martin, le président du club se dit ⟦« confiant »⟧.",
        "d se dit | Paul Martin, le président du club | name=Paul Martin",
    ),
    parse("Anne Leroy a nié jeudi ⟦avoir signé l'accord⟧.", "i a nié | Anne Leroy | stance=denies"),
    parse(
        "Le préfet n'a pas souhaité préciser ⟦combien de policiers seraient mobilisés⟧.",
        "i n'a pas souhaité préciser | Le préfet | stance=declines",
    ),
    parse("Le syndicat a révélé ce drame."),
    parse(
        "Réponse du maire, Luc Garnier : ⟦« Nous verrons bien demain. »⟧",
        "d - | maire, Luc Garnier",
    ),
]
