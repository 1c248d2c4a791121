"""French articles in our own words: who is meant over whole paragraphs.

Statements stand between ⟦ and ⟧, with the name resolved in braces after them, {-} for none.
"""

# ruff: noqa: E501 - paragraphs stay whole

ARTICLES = {
    "wikinews, quotation as a paragraph": """\
Italie : un pont fermé après un contrôle

4 mars 2019. – Le pont de Vernasca a été fermé mardi après la découverte de fissures. Le maire de la commune, Paolo Ferri, s'est rendu sur place dans la soirée.

⟦« Nous n'avons pris aucun risque. »⟧{Paolo Ferri}

L'édile assure ⟦que les travaux dureront moins d'un an⟧{Paolo Ferri}. La présidente de la région, Lucia Bonetti, a visité le chantier mercredi. Sa réaction : ⟦« Il faut inspecter tous les ponts du pays. »⟧{Lucia Bonetti}

Pour la présidente, ⟦l'Etat doit payer⟧{Lucia Bonetti}.
""",
    "agency, the prime minister unnamed": """\
Bruxelles : les négociations suspendues

La ministre des Transports, Hélène Vidal, a affirmé lundi ⟦que le projet n'était pas abandonné⟧{Hélène Vidal}. ⟦« Nous cherchons un financement »⟧{Hélène Vidal}, a-t-elle expliqué à l'AFP.

Le député Marc Tissot a dénoncé ⟦« un mensonge d'Etat »⟧{Marc Tissot}. ⟦« Tout le monde savait depuis deux ans »⟧{Marc Tissot}, a-t-il lancé.

Le Premier ministre n'a pas pu dire ⟦si le calendrier serait tenu⟧{Premier ministre}.

La ministre a répété ⟦que l'Etat tiendrait parole⟧{Hélène Vidal}.
""",
    "agency, the prime minister named": """\
Le Premier ministre Jean Castel a reçu vendredi les syndicats. La secrétaire générale de la Confédération du travail, Anne Lebrun, a quitté la réunion avant la fin.

⟦« On se moque de nous »⟧{Anne Lebrun}, a-t-elle lâché devant la presse.

Le Premier ministre a répondu ⟦que la porte restait ouverte⟧{Jean Castel}. ⟦« Je respecte les partenaires sociaux »⟧{Jean Castel}, a ajouté M. Castel.

Dans l'entourage de Mme Lebrun, on juge ⟦« la méthode brutale »⟧{-}.
""",
    "swiss press, first name then surname": """\
La fromagerie qui résiste

Chaque matin à cinq heures, Sylvain Rochat allume la chaudière de la laiterie de Montbovin. ⟦«C'est le moment que je préfère»⟧{Sylvain Rochat}, confie le fromager de 48 ans.

Son épouse, Mireille, tient la boutique. ⟦«Les gens veulent du local, mais ils regardent les prix»⟧{Mireille}, observe-t-elle.

⟦«On ne compte pas nos heures. Et on ne part jamais en vacances.»⟧{Mireille}

Le syndic du village, Jean-Daniel Favre, ne cache pas sa fierté: ⟦«Sans eux, il n'y aurait plus un seul commerce.»⟧{Jean-Daniel Favre} Et d'ajouter: ⟦«On leur doit beaucoup.»⟧{Jean-Daniel Favre}

Rochat, lui, ne veut pas parler de retraite. ⟦«Mon fils hésite encore»⟧{Sylvain Rochat}, glisse-t-il.
""",
    "long quotation over paragraphs, repeated marks": """\
Le procureur de la République de Valmont, Éric Saunier, a donné une conférence de presse jeudi.

⟦« L'enquête avance. Deux suspects ont été entendus.⟧{Éric Saunier}

⟦« Nous ne privilégions aucune piste. »⟧{Éric Saunier}

Le magistrat a ajouté ⟦que les scellés étaient en cours d'analyse⟧{Éric Saunier}.
""",
    "interview": """\
«Il faut apprendre à perdre»

La skieuse Carole Amiguet raconte sa dernière saison. Entretien.

Pourquoi arrêter maintenant?

Mon genou ne tient plus.

Et la suite?

⟦«Je vais voyager»⟧{Carole Amiguet}, répond la championne.
""",
    "sport": """\
Football : Lorval arrache le nul

Menés de deux buts à la pause, les joueurs de Lorval ont renversé Castelnac (2-2) samedi soir.

⟦« On a montré du caractère, c'est tout ce que je demande »⟧{Stéphane Kerouac}, a salué l'entraîneur lorvalais Stéphane Kerouac. Son homologue Didier Faure était moins souriant : ⟦« On leur a offert un point. »⟧{Didier Faure}

⟦« A 2-0, on s'est arrêtés de jouer »⟧{Mehdi Slimani}, regrette le capitaine de Castelnac, Mehdi Slimani. ⟦« C'est une faute professionnelle. »⟧{Mehdi Slimani}

Le technicien breton a refusé de s'exprimer sur son avenir.

⟦« Il reste six matchs »⟧{Stéphane Kerouac}, a seulement rappelé Kerouac.
""",
    "court": """\
Procès de l'incendie de Morville : cinq ans requis

Le parquet a requis mardi cinq ans de prison contre Bruno Maillard, jugé pour l'incendie de l'usine de Morville.

⟦« Il savait, et il n'a rien fait »⟧{Claire Humbert}, a déclaré la procureure Claire Humbert. La magistrate a estimé ⟦que le prévenu avait « menti à tout le monde »⟧{Claire Humbert}.

A la barre, l'accusé a nié ⟦avoir reçu l'alerte⟧{Bruno Maillard}. ⟦« Je dormais »⟧{Bruno Maillard}, a-t-il soufflé. Son avocat, Me Franck Delorme, a plaidé la relaxe : ⟦« Ce dossier est vide. »⟧{Franck Delorme}

⟦La défense fera appel⟧{Franck Delorme}, a prévenu Me Delorme.
""",
    "regional, role in apposition long before": """\
Saint-Brévin : la piscine rouvrira en mai

La piscine municipale, fermée depuis l'automne, rouvrira le 12 mai. ⟦« Les délais ont été tenus »⟧{Nadine Collet}, se félicite Nadine Collet, adjointe aux sports et ancienne nageuse de haut niveau, qui suit le dossier depuis 2015.

Le coût des travaux fait grincer des dents. ⟦« Quatre millions pour un bassin, c'est indécent ! »⟧{Yves Lagarde}, s'emporte Yves Lagarde, chef de file de l'opposition.

⟦« Nous avons touché des subventions »⟧{Nadine Collet}, rétorque l'adjointe. Un argument qui ne convainc pas Yves Lagarde. ⟦« Ce sont toujours nos impôts »⟧{Yves Lagarde}, balaie l'élu d'opposition.
""",
    "politics, acronyms": """\
Réforme des retraites : les syndicats divisés

L'Union nationale des cheminots (UNC) a demandé jeudi au gouvernement ⟦de retirer son projet⟧{Union nationale des cheminots (UNC)}. Dans un communiqué, l'UNC juge ⟦le texte « inacceptable »⟧{Union nationale des cheminots}.

Sa secrétaire générale, Fabienne Orsini, a précisé ⟦que le mouvement serait reconductible⟧{Fabienne Orsini}. ⟦« Nous irons jusqu'au bout »⟧{Fabienne Orsini}, a-t-elle martelé.

Du côté du gouvernement, on se dit ⟦« serein »⟧{-}. Le porte-parole du gouvernement, Adrien Blanc, a rappelé ⟦que la loi serait votée avant l'été⟧{Adrien Blanc}. Le porte-parole a toutefois reconnu ⟦« des tensions »⟧{Adrien Blanc}.
""",
    "english marks in French": """\
Un village sans eau

⟦“On nous a oubliés.”⟧{Fatima Ouedraogo} Au milieu de sa cour, Fatima Ouedraogo montre un puits à sec.

⟦“Nous marchons deux heures chaque matin”⟧{Fatima Ouedraogo}, raconte cette mère de quatre enfants.

Le préfet, Salif Kaboré, promet ⟦"une solution rapide"⟧{Salif Kaboré}. ⟦"Le forage sera réparé avant juin"⟧{Salif Kaboré}, a-t-il assuré.
""",
    "speaker told by the next sentence": """\
⟦« Je n'ai plus rien. »⟧{Amadou Sow} Amadou Sow fixe les cendres de son étal. Le commerçant de 52 ans a tout perdu dans l'incendie du marché.

⟦« Trente ans de travail partis en une nuit »⟧{Amadou Sow}, souffle-t-il.

⟦Les pompiers sont arrivés au bout d'une heure⟧{-}, selon plusieurs témoins. Le colonel Issa Ba s'en défend : ⟦« Nos équipes étaient là en vingt minutes. »⟧{Issa Ba}
""",
    "denials and headings": """\
Le groupe Altis promet une réponse « avant dimanche »

Le directeur général d'Altis, Pierre Lenoir, a démenti ⟦avoir menacé les salariés⟧{Pierre Lenoir}.

Des salariés « épuisés »

⟦« On nous a dit de partir ou de nous taire »⟧{-}, témoigne une ouvrière.

Une enquête ouverte

L'inspectrice du travail, Odile Renaud, indique ⟦qu'une enquête est en cours⟧{Odile Renaud}.
""",
    "dialogue of two": """\
Les deux candidats se sont affrontés mercredi soir. ⟦« Vous n'avez rien fait »⟧{Laure Pascal}, a attaqué d'emblée Laure Pascal. ⟦« J'ai baissé le chômage »⟧{Thomas Girard}, a répliqué le président sortant, Thomas Girard.

La candidate écologiste a insisté : ⟦« Les chiffres sont faux. »⟧{Laure Pascal} M. Girard a souri. ⟦« Vérifiez vos sources »⟧{Thomas Girard}, a-t-il conseillé à son adversaire.
""",
    "science": """\
Des chercheurs de l'Université de Berne ont retrouvé une pollution ancienne dans les glaces. L'étude, parue jeudi, montre ⟦que le plomb circulait déjà il y a deux mille ans⟧{étude}.

⟦«Nous avons été surpris»⟧{Katrin Steiner}, reconnaît Katrin Steiner, première auteure de l'étude. La glaciologue précise ⟦que les mesures ont été répétées trois fois⟧{Katrin Steiner}.

⟦«C'est une archive unique. Elle fond sous nos yeux.»⟧{Katrin Steiner}

Pour Luc Perrochon, climatologue à Genève, ⟦ces résultats sont «solides»⟧{Luc Perrochon}. Le scientifique genevois appelle ⟦à protéger les sites⟧{Luc Perrochon}.
""",
    "diplomacy": """\
Moscou et Kiev s'accusent mutuellement

Le ministre russe des Affaires étrangères, Sergueï Orlov, a accusé ⟦l'Ukraine de saboter la trêve⟧{Sergueï Orlov}. Son homologue ukrainien, Petro Danko, a rejeté ces accusations. ⟦« La Russie ment »⟧{Petro Danko}, a-t-il tweeté.

Le secrétaire général de l'ONU, António Reis, a appelé les deux parties ⟦à respecter la trêve⟧{António Reis}. ⟦« Chaque heure compte »⟧{António Reis}, a insisté le chef de l'ONU.

M. Orlov a dit ⟦« espérer » une rencontre⟧{Sergueï Orlov}. A Washington, la porte-parole du département d'Etat a déclaré ⟦que les Etats-Unis restaient « prudents »⟧{porte-parole du département d'Etat}.
""",
    "quotations as paragraphs before their speaker": """\
⟦« Nous avons tout vu venir, et personne ne nous a écoutés. »⟧{Gaëlle Morvan}

Gaëlle Morvan, présidente du comité de quartier, ne décolère pas. Depuis l'effondrement de l'immeuble de la rue Basse, son téléphone n'arrête pas de sonner.

⟦« Les gens ont peur »⟧{Gaëlle Morvan}, résume la présidente du comité.

La mairie répond ⟦que des contrôles sont en cours⟧{mairie}.
""",
    "long apposition after the verb": """\
Gironde : un éleveur relaxé

⟦« Cette décision est un soulagement »⟧{Denis Larrieu}, a réagi vendredi devant le tribunal de Libourne, entouré d'une vingtaine de collègues, Denis Larrieu, éleveur de canards à Coutras et ancien président de la Coordination rurale du département.

⟦« J'ai perdu trois ans de ma vie »⟧{Denis Larrieu}, a poursuivi l'éleveur. L'association Bêtes libres, partie civile, a annoncé ⟦qu'elle ferait appel⟧{association Bêtes libres}.
""",
    "a noun announces it": """\
Neuchâtel: la patinoire coûtera plus cher

La facture grimpe à 31 millions. L'explication de la conseillère communale Violaine Sandoz: ⟦«Le prix de l'acier a doublé.»⟧{Violaine Sandoz} Son message aux contribuables: ⟦«Nous ne toucherons pas aux impôts.»⟧{Violaine Sandoz}

L'opposition n'est pas convaincue. ⟦«On nous promet la lune depuis dix ans»⟧{Cédric Junod}, raille Cédric Junod (PLR).

Le libéral-radical demande ⟦que les comptes soient publiés⟧{Cédric Junod}.
""",
    "repeated guillemets": """\
Le recteur de l'académie, Alain Pichon, a écrit mardi aux familles.

⟦« La rentrée se fera dans de bonnes conditions. Les classes seront dédoublées.⟧{Alain Pichon}

⟦« Nous avons recruté quarante enseignants.⟧{Alain Pichon}

⟦« Je vous donne rendez-vous en juin. »⟧{Alain Pichon}

Le recteur n'a pas souhaité préciser ⟦combien de postes restaient vacants⟧{Alain Pichon}.
""",
    "transcript": """\
Entretien avec la romancière Adèle Fournier

**Pourquoi ce roman ?**

Adèle Fournier : ⟦Je voulais parler de ma grand-mère.⟧{Adèle Fournier}

Le Courrier : ⟦Est-ce un livre de deuil ?⟧{Le Courrier}

Adèle Fournier : ⟦C'est un livre de joie. J'ai ri en l'écrivant.⟧{Adèle Fournier}

Le Courrier : ⟦Et maintenant ?⟧{Le Courrier}

Adèle Fournier : ⟦Je dors.⟧{Adèle Fournier}
""",
    "belgian press, two women": """\
La bourgmestre de Terval, Karine Dewaele, et l'échevine Sofie Peeters ne se parlent plus.

⟦« Elle a pris cette décision seule »⟧{Sofie Peeters}, accuse Sofie Peeters. ⟦« Je l'ai apprise par la presse »⟧{Sofie Peeters}, ajoute l'échevine.

⟦« Le collège était informé »⟧{Karine Dewaele}, dément la bourgmestre. Karine Dewaele dit ⟦« regretter » le départ de son adjointe⟧{Karine Dewaele}.
""",
    "agency, sources and relay": """\
Niamey (AFP) - ⟦Une attaque attribuée à des jihadistes a fait au moins douze morts dans l'ouest du Niger⟧{-}, a-t-on appris dimanche auprès du gouverneur de la région.

⟦« Les assaillants sont venus à moto »⟧{Ibrahim Saley}, a raconté à l'AFP Ibrahim Saley, un commerçant du village. ⟦« Ils ont tiré sur tout ce qui bougeait. »⟧{Ibrahim Saley}

Selon une source sécuritaire, ⟦les assaillants ont fui vers le Mali⟧{-}. Cette source a précisé ⟦que deux suspects avaient été arrêtés⟧{-}.
""",
    "statement by a party, denial": """\
L'ancien ministre Bernard Cazal a nié jeudi ⟦avoir touché de l'argent⟧{Bernard Cazal}. ⟦« C'est un tissu d'inventions »⟧{Bernard Cazal}, a-t-il affirmé sur France Inter.

L'ex-ministre a démenti ⟦connaître l'homme d'affaires⟧{Bernard Cazal}. Celui-ci, Karl Weber, avait soutenu ⟦lui avoir remis une enveloppe⟧{Karl Weber}.

Son avocate, Me Nora Slim, dénonce ⟦« une cabale »⟧{Nora Slim}. ⟦« Mon client répondra devant les juges »⟧{Nora Slim}, assure-t-elle. Pour le parquet, ⟦l'enquête doit suivre son cours⟧{parquet}.
""",
    "federal politics": """\
Le Conseil national veut plafonner les primes

Le Conseil national a accepté mardi, par 98 voix contre 91, une motion sur les primes maladie. ⟦«La classe moyenne étouffe»⟧{Valérie Moret}, a plaidé Valérie Moret (PS/VD). ⟦«C'est une usine à gaz»⟧{Philippe Zuber}, a rétorqué l'UDC Philippe Zuber.

La Vaudoise a rappelé ⟦que les primes avaient doublé en vingt ans⟧{Valérie Moret}. Le ministre de la Santé Alain Kern s'est dit ⟦«ouvert à la discussion»⟧{Alain Kern}. ⟦«Mais il faut financer»⟧{Alain Kern}, a averti le conseiller fédéral.
""",
    "police and fire, spokespeople": """\
Incendie dans un entrepôt de Vénissieux : pas de blessé

Un incendie s'est déclaré dans la nuit de lundi à mardi dans un entrepôt de Vénissieux (Rhône). Soixante pompiers ont été mobilisés.

⟦« Le feu est maîtrisé, mais pas éteint »⟧{Thierry Gomez}, a déclaré à la mi-journée le commandant Thierry Gomez, porte-parole des pompiers du Rhône. ⟦« Il n'y a pas de risque pour la population »⟧{Thierry Gomez}, a-t-il tenu à rassurer.

La préfète du Rhône, Josiane Chevrel, a demandé aux riverains ⟦de rester chez eux⟧{Josiane Chevrel}. Dans un tweet, elle précise ⟦que les écoles resteront fermées⟧{Josiane Chevrel}.

⟦« On a entendu trois explosions »⟧{-}, témoigne une riveraine. ⟦« J'ai cru à un séisme »⟧{voisin}, ajoute son voisin.
""",
    "culture": """\
Le festival perd sa directrice

Isabelle Monnier quittera la direction du festival de Belleroche en septembre. Celle qui a porté la manifestation pendant douze ans l'a annoncé mercredi à son équipe. ⟦« J'ai besoin d'air »⟧{Isabelle Monnier}, écrit-elle dans une lettre que nous avons pu consulter.

Le président de l'association, Gilbert Aubert, salue ⟦« un travail immense »⟧{Gilbert Aubert}. Il assure ⟦que la prochaine édition n'est pas menacée⟧{Gilbert Aubert}.

Les bénévoles, eux, sont sous le choc. ⟦« On ne s'y attendait pas »⟧{-}, confie une bénévole.
""",
    "economy": """\
Horlogerie : Valtor supprime 120 postes

⟦Le groupe horloger Valtor va supprimer 120 postes dans l'Arc jurassien⟧{Sandra Keller}, a annoncé lundi sa directrice générale Sandra Keller. ⟦« La demande chinoise s'est effondrée »⟧{Sandra Keller}, a-t-elle justifié lors d'une conférence de presse à Bienne.

Le syndicat Unia parle d'⟦« un coup de massue »⟧{Unia}. ⟦« L'entreprise a versé 40 millions à ses actionnaires »⟧{Raoul Schmid}, s'indigne Raoul Schmid, secrétaire régional. Le syndicaliste exige ⟦« un vrai plan social »⟧{Raoul Schmid}.

La patronne de Valtor se défend : ⟦« Nous avons tout essayé. »⟧{Sandra Keller}
""",
    "hearing": """\
Devant la commission d'enquête du Sénat, l'ancien patron de la raffinerie, Michel Astier, s'est expliqué pendant trois heures. ⟦« Je n'ai jamais reçu ce rapport »⟧{Michel Astier}, a-t-il juré.

Interrogé par la sénatrice Paule Vernier sur les alertes de 2014, il a répondu : ⟦« Je ne m'en souviens pas. »⟧{Michel Astier}

La rapporteure s'est dite ⟦« stupéfaite »⟧{Paule Vernier}.
""",
    "foreign leaders": """\
Le président turc Kemal Arslan a averti dimanche ⟦que son pays ne reculerait pas⟧{Kemal Arslan}. ⟦« La Turquie n'a de leçon à recevoir de personne »⟧{Kemal Arslan}, a lancé le chef de l'Etat devant ses partisans réunis à Izmir.

La chancelière allemande, Greta Vogel, a fait part de sa ⟦« grande inquiétude »⟧{Greta Vogel}. Le porte-parole de la Maison Blanche, John Ellis, a refusé de commenter. ⟦« Nous suivons la situation »⟧{John Ellis}, s'est-il contenté de dire.

M. Arslan doit rencontrer Mme Vogel jeudi. ⟦« Nous parlerons franchement »⟧{Greta Vogel}, a promis la chancelière.
""",
    "portrait": """\
Rosa Lopes, la mémoire des tranchées

Elle a 93 ans et n'a rien oublié. Dans son deux-pièces de Pantin, Rosa Lopes sort une boîte à chaussures. ⟦« Tout est là »⟧{Rosa Lopes}, sourit la nonagénaire.

⟦« Mon père m'a appris à lire dans le journal. Il disait que c'était la seule école. »⟧{Rosa Lopes}

Son petit-fils Hugo l'écoute. ⟦« Elle ne parle jamais d'elle »⟧{Hugo}, glisse-t-il.
""",
    "school, several residents": """\
Cantine : la colère des parents

A l'école Jules-Ferry, le prix du repas est passé de 3 à 5 euros. ⟦« C'est intenable »⟧{Sonia Benali}, lâche Sonia Benali, mère de trois enfants, devant la grille.

A ses côtés, Fabien approuve. ⟦« On nous prend pour des vaches à lait ! »⟧{Fabien}

La municipalité, elle, invoque l'inflation. ⟦« Nous n'avions pas le choix »⟧{Patrick Lemoine}, plaide Patrick Lemoine, l'adjoint aux affaires scolaires, qui promet ⟦de recevoir les familles⟧{Patrick Lemoine}. ⟦« Les plus modestes paieront moins »⟧{Patrick Lemoine}, insiste l'élu.

Contacté, le rectorat n'a pas répondu.
""",
    "report and reaction": """\
Selon un rapport publié mercredi par la Cour des comptes, ⟦l'Etat a dépensé deux milliards de trop⟧{rapport}. Le document pointe ⟦« des dérives »⟧{document}.

⟦« Ce rapport est à charge »⟧{Gérard Moulin}, a réagi le président de la région, Gérard Moulin. Selon lui, ⟦les chiffres datent de 2019⟧{Gérard Moulin}.

La députée Inès Carlier (LFI) réclame ⟦« la vérité »⟧{Inès Carlier}. ⟦« Qui a signé ? »⟧{Inès Carlier}, interroge-t-elle. Pour Inès Carlier, ⟦le ministre doit démissionner⟧{Inès Carlier}.
""",
    "quotation after the sentence on its speaker": """\
L'apiculteur Jean-Marc Vuille ne mâche pas ses mots. ⟦«On nous a menti.»⟧{Jean-Marc Vuille} Il a perdu la moitié de ses ruches.

Le chimiste cantonal Pascal Henry comprend sa colère. ⟦«Nous avons tardé à communiquer»⟧{Pascal Henry}, concède-t-il. Il ajoute ⟦que des analyses sont en cours⟧{Pascal Henry}.

Et l'apiculteur de conclure: ⟦«Trop tard.»⟧{Jean-Marc Vuille}
""",
    "short agency": """\
Le chef du gouvernement libanais, Samir Haddad, a présenté sa démission lundi soir. ⟦« Je me retire »⟧{Samir Haddad}, a-t-il annoncé dans une allocution télévisée.

Le Premier ministre a reproché aux partis ⟦d'avoir bloqué les réformes⟧{Samir Haddad}, selon un communiqué de son bureau.

L'Elysée a dit ⟦suivre la situation « avec attention »⟧{Elysée}. De son côté, Washington a appelé les Libanais ⟦à garder leur calme⟧{Washington}.
""",
    "basketball": """\
Basket : les Lionnes en finale

Au buzzer, Aïssata Diarra a envoyé les Lionnes en finale. ⟦« Je n'ai pas réfléchi »⟧{Aïssata Diarra}, a confié la meneuse. ⟦« J'ai vu le panneau, j'ai tiré. »⟧{Aïssata Diarra}

Son entraîneure, Carole Petit, n'en revenait pas : ⟦« Quel match ! Quelle équipe ! »⟧{Carole Petit} La technicienne a salué ⟦« le mental »⟧{Carole Petit} de ses joueuses.
""",
    "the voice of a party": """\
Le président de la Confédération, Ueli Frei, s'est exprimé vendredi à Berne. ⟦« La situation est grave. »⟧{Ueli Frei}

⟦« Chacun peut agir »⟧{Ueli Frei}, a-t-il dit, avant de préciser ⟦que rien ne serait imposé⟧{Ueli Frei}.

Le PS, par la voix de son président Cyril Mermod, regrette ⟦« un manque de courage »⟧{PS}. ⟦« On attend un plan, pas des slogans »⟧{Cyril Mermod}, tonne le Valaisan.
""",
}
