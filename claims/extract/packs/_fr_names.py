"""First names common in French news, by gender: they tell people from places."""

FIRST_NAMES_F = """
adèle agathe alexandra alexia aline amandine amélie anaïs andrea andréa angélique annabelle
audrey ava bénédicte bernadette bérénice capucine carla carole cassandre cécilia céline chantal
charlène christelle clara clarisse claudia claudine clémence clémentine clotilde colette
constance coralie dalila daphné denise diane dominika éléonore éliane elisa élodie eloïse
emmanuelle ève eva fabienne fanny farah fatiha flora france francine frédérique gabrielle gaëlle
geneviève ghislaine gisèle giulia hanane hana henriette houda ines iris irène isabel jacqueline
jade jasmine joséphine joëlle judith juliette justine karima katia kenza laetitia laure laurence
lea leïla lena leslie liliane lina lise lisa lola lorraine lucile ludivine lydia madeleine
maëlle magali maïa malika manuela marguerite marianne marina marion marjorie maud mélanie
mélissa micheline mireille morgane muriel myriam nadège nadia naïma ninon noémie nora odette
odile ophélie pascale paula paule perrine rachel raphaëlle rébecca régine renée rita romane rosa
rose sabine sabrina safia salima salomé samia samira sara selma séverine simone solange solène
sonia soraya suzanne tatiana thérèse valentine vanessa victoire violette viviane yasmina yasmine
yvette yvonne zineb zoé marie anne sophie claire julie camille léa emma chloé sarah laura
catherine isabelle nathalie christine ségolène martine angela hillary theresa michelle fatou
souha aung ursula christiane rachida marine valérie cécile florence élisabeth elisabeth
françoise brigitte monique sylvie jeanne louise alice charlotte manon inès fatima aïcha khadija
amina hélène véronique sandrine stéphanie virginie caroline delphine aurélie émilie elise élise
lucie mathilde pauline agnès dominique-anne roselyne najat fleur annick corinne nadine patricia
karine aminata mariam awa kadiatou olga irina natalia svetlana anna ingrid giorgia kamala
melania ivanka nancy susan mary elizabeth jennifer jessica linda barbara margaret
"""
FIRST_NAMES_M = """
abdel abdelaziz abdou adam adrien albert alexis alfred amadou amin amine anatole andré angel
anis anton aristide armand arthur augustin aurélien axel aziz bachir baptiste barthélemy basile
bastien benjamin bertrand boubacar brice camille carlos cédric charly christian claudio clément
clovis corentin cyril cyrille damien dany dimitri edgar edmond émile enzo ernest étienne eugène
fabio fabrice félix ferdinand fernand fidel florent florian francis franck fred gabriel gaël
gaston gaspard gauthier geoffroy georges gérald germain ghislain grégoire grégory gustave hamid
hamza harold hector henry hicham honoré hubert igor ilyes ismaël issa ivan jacob jalil
jean-baptiste jean-louis jean-michel jean-yves jérémy joël jonathan jorge josé joseph josué
jules justin kamel karim kevin khaled lamine léo léon lionel loïc lorenzo loris lucas lucien
ludovic mamadou manu marcel martin matteo maurice max maxime mehdi mickaël miguel mikhaïl
mohammad mounir mourad nabil nathan noël norbert octave oscar oumar pablo pascal patrice pedro
philippe quentin rachid raoul raphaël raymond rayan rémi rémy renaud rené roberto robin roger
roland romain ronan ruben salah salim samir samuel serge sidi simon stanislas stefan stéphane
steve sylvain tariq théo théodore théophile thibaud thibault timothée tristan ugo valentin
valéry victor viktor virgile vladimir walid wilfried william yacine yann yannick yanis yohan
youssef yvan yvon zinedine jean pierre paul jacques michel alain françois nicolas emmanuel
laurent bernard patrick christophe thierry éric eric david daniel thomas antoine julien
sébastien olivier vincent bruno claude gérard henri louis charles marc luc mathieu matthieu
guillaume alexandre benoît denis didier dominique edouard édouard fabien frédéric gilles guy
hervé hugo jérôme john barack mitt donald sergueï staffan rami jan hadi bachar mohamed mohammed
ahmed ali omar hassan hussein ibrahim mahmoud moussa ousmane yasser ban kofi antonio mario
angelo boris tony george bill james robert richard michael andrew peter manuel arnaud xavier
yves jean-marc jean-françois jean-claude jean-luc jean-pierre jean-paul mike markus luis karl
"""
