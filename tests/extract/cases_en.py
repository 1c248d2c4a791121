"""English sentences, each in our own words, and what they report."""

# ruff: noqa: E501 - sentences stay whole

from tests.extract.cases import parse

CASES = [
    # quoted words, then the cue
    parse('⟦"We will keep going,"⟧ said Paula Marsh.', "d said | Paula Marsh"),
    parse("⟦“The bridge is safe,”⟧ Dan Holt said.", "d said | Dan Holt"),
    parse('⟦"It was a mistake,"⟧ she added.', "d added | she"),
    parse(
        '⟦"Nobody asked us,"⟧ says Maria Lopez, a nurse in Leeds.',
        "d says | Maria Lopez, a nurse in Leeds | name=Maria Lopez | role=nurse in Leeds",
    ),
    parse(
        '⟦"Prices will fall,"⟧ predicted the bank\'s chief economist, Owen Reed.',
        "d predicted | the bank's chief economist, Owen Reed | name=Owen Reed",
    ),
    parse('⟦"Why now?"⟧ asked Senator Joan Pike.', "d asked | Senator Joan Pike | name=Joan Pike"),
    parse('⟦"Stop!"⟧ he shouted.', "d shouted | he"),
    parse(
        '⟦"The water came in an hour,"⟧ recalled farmer Tom Ames.',
        "d recalled | farmer Tom Ames | name=Tom Ames",
    ),
    parse(
        '⟦"We are sorry,"⟧ the company said in a statement.',
        "d said | the company | medium=statement",
    ),
    parse(
        '⟦"This is a first step,"⟧ Prime Minister Ana Ruiz told reporters on Monday.',
        "d told | Prime Minister Ana Ruiz | name=Ana Ruiz",
    ),
    parse('⟦"I was never there,"⟧ Mr. Kane testified.', "d testified | Mr. Kane | name=Kane"),
    parse('⟦"It hurts,"⟧ one resident said.', "d said | one resident | anon"),
    parse('⟦"The data are clear,"⟧ wrote Lena Fox, who led the study.', "d wrote | Lena Fox"),
    parse("⟦“They never called back,”⟧ insists Karim Daher.", "d insists | Karim Daher"),
    parse(
        '⟦"Our team deserved better,"⟧ Leeds coach Ben Shaw said after the match.',
        "d said | Leeds coach Ben Shaw | name=Ben Shaw",
    ),
    parse('⟦"I think,"⟧ he said, ⟦+"that we have time."⟧', "d said | he"),
    parse(
        '⟦"We have no plans to leave,"⟧ a spokeswoman for the firm said by email.',
        "d said | a spokeswoman for the firm | anon | medium=email",
    ),
    parse(
        '⟦"The storm is moving east,"⟧ according to forecaster Jill Dunn.',
        "d according to | forecaster Jill Dunn | name=Jill Dunn",
    ),
    parse('⟦"Let it be,"⟧ the note read.', "d read | the note"),
    parse("⟦'We are done here,'⟧ said Paula Marsh.", "d said | Paula Marsh"),
    # the cue, then quoted words
    parse('Paula Marsh said: ⟦"We will keep going."⟧', "d said | Paula Marsh"),
    parse('He said ⟦"no deal is better than a bad deal."⟧', "d said | He"),
    parse(
        'In a tweet, the mayor wrote: ⟦"Stay at home tonight."⟧',
        "d wrote | the mayor | medium=tweet",
    ),
    parse('Asked about the delay, Reed replied, ⟦"We are working on it."⟧', "d replied | Reed"),
    parse('The sign read, ⟦"No entry after dark."⟧', "d read | The sign"),
    parse('She called the ruling ⟦"a disgrace to the court."⟧', "d called | She"),
    parse('Holt described the scene as ⟦"utter chaos."⟧', "d described | Holt"),
    parse("The union accused ⟦the airline of hiding the truth⟧.", "i accused | The union"),
    # that
    parse("The ministry said ⟦that two bridges had collapsed⟧.", "i said | The ministry"),
    parse("Police confirmed ⟦that a man was arrested on Friday⟧.", "i confirmed | Police"),
    parse(
        "Dr. Nora Singh, who runs the clinic, added ⟦that supplies were low⟧.",
        "i added | Dr. Nora Singh | name=Nora Singh",
    ),
    parse("The report concludes ⟦that the dam was poorly built⟧.", "i concludes | The report"),
    parse("Officials told the BBC ⟦that the talks had stalled⟧.", "i told | Officials | to=BBC"),
    parse(
        "Lawyers argue ⟦that the law is void⟧ and say ⟦that they will appeal⟧.",
        "i argue | Lawyers",
        "i say | Lawyers",
    ),
    parse(
        "The general could not say ⟦whether the strike hit its target⟧.",
        "i could not say | The general | stance=unsure",
    ),
    parse(
        "The agency declined to say ⟦whether a suspect was held⟧.",
        "i declined to say | The agency | stance=declines",
    ),
    parse(
        "Ruiz warned ⟦that winter would be hard⟧, adding ⟦that stocks were low⟧.",
        "i warned | Ruiz",
        "i adding | Ruiz",
    ),
    parse('He told the court ⟦that he "never touched" the money⟧.', "m told | He"),
    parse(
        "Moscow has repeatedly claimed ⟦that its jets were elsewhere⟧.",
        "i has repeatedly claimed | Moscow",
    ),
    parse(
        "In a letter to parents, the school explained ⟦that the roof was unsafe⟧.",
        "i explained | the school | medium=letter",
    ),
    parse(
        "Her lawyer, Sam Boyd, said on Tuesday ⟦that she would plead not guilty⟧.",
        "i said | Her lawyer, Sam Boyd | name=Sam Boyd",
    ),
    # no that
    parse("The company said ⟦it would close three plants⟧.", "i said | The company"),
    parse("Dan Holt says ⟦the bridge is safe⟧.", "i says | Dan Holt"),
    parse("Residents say ⟦nobody warned them⟧.", "i say | Residents"),
    parse("She told me ⟦she had seen the letter⟧.", "i told | She"),
    parse("Marsh told the Herald ⟦she will not run again⟧.", "i told | Marsh"),
    parse('The chief said ⟦the fire was "under control" by noon⟧.', "m said | The chief"),
    parse("The minister said Thursday ⟦the tax would rise⟧.", "i said | The minister"),
    parse("A senior official said ⟦there was no deal⟧.", "i said | A senior official | anon"),
    parse(
        "Critics say ⟦the plan ignores the poor⟧, but the mayor says ⟦it will create jobs⟧.",
        "i say | Critics",
        "i says | the mayor",
    ),
    parse(
        "On Monday, the airline said in a statement ⟦all flights would resume⟧.",
        "i said | the airline | medium=statement",
    ),
    # clause, then the cue
    parse("⟦The road will reopen on Sunday⟧, Holt said.", "i said | Holt"),
    parse(
        "⟦Nearly half the fish have died⟧, according to the survey.", "i according to | the survey"
    ),
    parse("According to Nora Singh, ⟦the vaccine works⟧.", "i According to | Nora Singh"),
    parse(
        "⟦The plan⟧, according to the union, ⟦+would cost four hundred jobs⟧.",
        "i according to | the union",
    ),
    parse('⟦The food was "cold and late,"⟧ Marsh said.', "m said | Marsh"),
    parse(
        "⟦Talks will resume in May⟧, said Omar Haddad, the group's envoy.",
        "i said | Omar Haddad, the group's envoy | name=Omar Haddad | role=group's envoy",
    ),
    parse("⟦The goal⟧, she says, ⟦+is to plant a million trees⟧.", "i says | she"),
    parse("⟦Two climbers are missing⟧, police said on Saturday.", "i said | police"),
    # gerunds, infinitives
    parse(
        "The diocese issued a letter, saying ⟦it would pay every victim⟧.", "i saying | The diocese"
    ),
    parse("Ruiz defended the budget, calling it ⟦“a budget for the many.”⟧", "d calling | Ruiz"),
    parse("She urged voters ⟦to stay calm⟧.", "i urged | She"),
    parse("Facing questions, he told staff ⟦to go home⟧.", "i told | he"),
    # who
    parse(
        'Paula Marsh runs the shelter. ⟦"We are full,"⟧ she said.',
        "d said | she | name=Paula Marsh",
    ),
    parse(
        '⟦"We are full,"⟧ Paula Marsh said. ⟦"We need beds,"⟧ Marsh added.',
        "d said | Paula Marsh",
        "d added | Marsh | name=Paula Marsh",
    ),
    parse(
        'Chief Dan Holt arrived at noon. ⟦"It is out,"⟧ the chief said.',
        "d said | the chief | name=Dan Holt",
    ),
    parse(
        '⟦"We are full,"⟧ Paula Marsh said.\n\n⟦"There are no beds left in the whole town."⟧',
        "d said | Paula Marsh",
        "d - | - | name=Paula Marsh",
    ),
    parse(
        "Northgate Foods cut its forecast. The company said ⟦sales had slowed⟧.",
        "i said | The company | name=Northgate Foods",
    ),
    parse(
        "The Coastal Rescue Board (CRB) met on Friday. The CRB said ⟦it lacked boats⟧.",
        "i said | The CRB | name=Coastal Rescue Board",
    ),
    parse(
        '⟦"I saw it first,"⟧ Amy Stone said. Her brother, Luke Stone, disagreed. ⟦"I did,"⟧ he said.',
        "d said | Amy Stone",
        "d said | he | name=Luke Stone",
    ),
    # transcripts
    parse(
        "HOST: ⟦Why did you resign?⟧\n\nMARSH: ⟦I was tired of the lies.⟧\n\nHOST: ⟦And now?⟧\n\nMARSH: ⟦Now I rest.⟧",
        "d - | HOST",
        "d - | MARSH",
        "d - | HOST",
        "d - | MARSH",
    ),
    # not statements
    parse('The so-called "war room" was empty.'),
    parse('Her novel "The Long Field" won the prize.'),
    parse("The state senator who won the seat was sworn in."),
    parse("Insurance claims are rising in the north."),
    parse("The report was published on Monday."),
    parse("Kara won the race by two seconds. (Jon Bell/Daily Post)"),
    parse("READ MORE: Mayor says the bridge is safe"),
    parse("Shares added two per cent in Tokyo."),
    parse("He did not say whether he would run."),
    parse("A cold night in the hills\n\nSnow fell on the town for three days."),
    parse("The team from the 50 member states that signed the treaty met again."),
    # typography and long quotations
    parse("⟦“He said ‘stay put’ and left,”⟧ Holt recalled.", "d recalled | Holt"),
    parse("⟦\"It's the boys' fault,\"⟧ Holt said.", "d said | Holt"),
    parse("⟦“We [the crew] did all we could,”⟧ the captain said.", "d said | the captain"),
    parse('⟦"I love it!"⟧ Holt said.', "d said | Holt"),
    parse(
        '⟦"U.S. troops will stay,"⟧ Gen. Mark Lowe said.',
        "d said | Gen. Mark Lowe | name=Mark Lowe",
    ),
    parse('⟦“Obviously it is the very worst case,"⟧ he said.', "d said | he"),
    # whole paragraphs
    parse(
        '⟦"We\'re not going anywhere,"⟧ said Maria Santos, who has lived on the street for forty years. ⟦"This is our home."⟧',
        "d said | Maria Santos",
        "d - | - | name=Maria Santos",
    ),
    parse(
        "Defense Secretary Mark Hale told lawmakers Tuesday ⟦that the troops would be home by spring⟧.",
        "i told | Defense Secretary Mark Hale | name=Mark Hale | role=Defense Secretary",
    ),
    parse(
        "⟦The strike killed at least 12 people, including four children⟧, according to the health ministry.",
        "i according to | the health ministry | name=health ministry",
    ),
    parse(
        "Russia's defense ministry denied ⟦that its planes had carried out the attack⟧, Interfax reported.",
        "i denied | Russia's defense ministry | via=Interfax | stance=denies",
    ),
    parse(
        '⟦"I don\'t know if it was them or us,"⟧ a senior U.S. official, speaking on condition of anonymity, told Reuters.',
        "d told | a senior U.S. official | role=senior U.S. official | to=Reuters | anon",
    ),
    parse("Johnson, 45, said ⟦he had no regrets⟧.", "i said | Johnson, 45 | name=Johnson"),
    parse(
        'In a statement issued late Monday, the White House said ⟦it was "deeply concerned" by the reports⟧.',
        "m said | the White House | name=White House | medium=statement",
    ),
    parse(
        "⟦\"It's devastating,\"⟧ said Rachel Kim, a nurse at St. Mary's Hospital in Boston, adding ⟦that her unit had lost two colleagues⟧.",
        "d said | Rachel Kim, a nurse at St. Mary's Hospital | name=Rachel Kim | role=nurse at St. Mary's Hospital",
        "i adding | Rachel Kim, a nurse at St. Mary's Hospital | name=Rachel Kim | role=nurse at St. Mary's Hospital",
    ),
    parse(
        "The company, which employs 3,000 people, said in a filing ⟦that revenue would fall by a fifth⟧.",
        "i said | The company | name=company",
    ),
    parse(
        '⟦"The government has failed us"⟧, Mrs Okafor told the BBC. ⟦"It must go."⟧',
        "d told | Mrs Okafor | name=Okafor | to=BBC",
        "d - | - | name=Okafor",
    ),
    parse(
        "Analysts at Goldman Sachs expect rates to rise twice this year.",
    ),
    parse(
        "Police have not said whether the driver was drunk.",
    ),
    parse(
        'The minister rejected the accusation as "absurd," and said ⟦critics should "read the report before they speak."⟧',
        "m said | The minister | name=minister | role=minister",
    ),
    parse(
        'The mayor, Ana Lopez, who was elected last year, said: ⟦"We have a plan. It will work."⟧',
        "d said | The mayor, Ana Lopez | name=Ana Lopez | role=mayor",
    ),
    parse(
        "Ms. Grant added ⟦that, while costs had risen, the project remained viable⟧.",
        "i added | Ms. Grant | name=Grant",
    ),
    # whole paragraphs
    parse(
        'Mayor Jane Holt apologised on Friday. ⟦"I was wrong,"⟧ her statement read.',
        "d read | her statement | name=Jane Holt | via=statement | medium=statement",
    ),
    parse(
        'Police said ⟦the driver fled⟧, with a witness describing the crash as ⟦"pure madness."⟧',
        "i said | Police",
        "d describing | a witness | role=witness | anon",
    ),
    parse(
        "The mayor told the council on Tuesday ⟦the bridge would close in May⟧.",
        "i told | The mayor | name=mayor | role=mayor",
    ),
    parse(
        '⟦"We lost,"⟧ Dan Holt told the Herald, ⟦+"because we were slow."⟧',
        "d told | Dan Holt | to=Herald",
    ),
    parse(
        "The union says ⟦the offer is poor⟧, while the company insists ⟦it is fair⟧.",
        "i says | The union | name=union",
        "i insists | the company | name=company",
    ),
    parse("Holt suggested ⟦the plan was flawed⟧.", "i suggested | Holt"),
]
