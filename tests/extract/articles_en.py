"""English articles in our own words: who is meant over whole paragraphs.

Statements stand between ⟦ and ⟧, with the name resolved in braces after them, {-} for none.
"""

# ruff: noqa: E501 - paragraphs stay whole

ARTICLES = {
    "agency": """\
LAGOS (Reuters) - Two ministers resigned on Tuesday after a report found that fuel subsidies had been misused.

⟦"I have done nothing wrong,"⟧{Kunle Adebayo} Transport Minister Kunle Adebayo told reporters. ⟦"The report is a political document."⟧{Kunle Adebayo}

Adebayo said ⟦he would cooperate with the inquiry⟧{Kunle Adebayo}.

The prime minister declined to say ⟦whether more heads would roll⟧{prime minister}.

Opposition leader Grace Okon accused ⟦the government of hiding the full report⟧{Grace Okon}. ⟦"Publish every page,"⟧{Grace Okon} she said.
""",
    "council": """\
Council delays vote on bike lanes

City councillors voted 6-5 on Monday to put off a decision on downtown bike lanes until the spring.

⟦“We need better numbers,”⟧{Marion Fletcher} said Coun. Marion Fletcher, who moved the motion. ⟦“I'm not against bikes.”⟧{Marion Fletcher}

Cyclists in the gallery were not impressed. ⟦“This is the third delay,”⟧{Dev Patel} said Dev Patel, president of the Bike Coalition. ⟦“People are getting hurt while they wait.”⟧{Dev Patel}

According to a staff report, ⟦collisions fell by a third on streets with protected lanes⟧{-}.

Fletcher added ⟦that the delay would save money⟧{Marion Fletcher}.
""",
    "court": """\
Former treasurer jailed for fraud

A former charity treasurer was jailed for three years on Friday for stealing £90,000.

Judge Helen Marsh told Peter Doyle ⟦that he had betrayed "people who trusted you completely"⟧{Helen Marsh}.

Doyle, 58, of Leeds, denied ⟦taking the money⟧{Peter Doyle}.

⟦"He thought of nobody but himself,"⟧{Anita Rao} said Anita Rao, who chairs the charity.
""",
    "sport": """\
Rovers out of the cup

Manager Steve Callan blamed tired legs after Rovers lost 3-1 at Hartwell on Saturday.

⟦“We ran out of steam, simple as that,”⟧{Steve Callan} Callan said. ⟦“No excuses.”⟧{Steve Callan}

Striker Luis Ortega, who scored twice for Hartwell, said: ⟦“Nights like this are why you play.”⟧{Luis Ortega}
""",
    "science": """\
Glaciers in the range are shrinking twice as fast as thought, a study published on Thursday found.

⟦“What we saw shocked us,”⟧{Ingrid Holm} said Ingrid Holm, a glaciologist at the University of Bergen and the lead author of the study. Holm and her colleagues measured 40 glaciers over 12 years.

⟦“Some of these valleys will be dry in summer,”⟧{Ingrid Holm} she said.

Mark Reyes, a hydrologist who was not involved in the work, called it ⟦“a wake-up call.”⟧{Mark Reyes}
""",
    "business": """\
⟦Carmaker Velox Motors plans to close its plant in Dover by 2026⟧{Carmaker Velox Motors}, the company said on Wednesday.

⟦“This was a very difficult decision,”⟧{Laura Kim} chief executive Laura Kim said in a statement. Kim said ⟦workers would be offered jobs elsewhere⟧{Laura Kim}.

The union was not consulted. ⟦“They told us by email,”⟧{Rob Hanley} said shop steward Rob Hanley.
""",
}
