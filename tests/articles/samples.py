"""Invented articles, in French and English, and a page."""

from __future__ import annotations

FERRY = """Grève des ferries

La ministre des Transports, Hélène Vasseur, a déclaré mardi que les discussions reprendraient « avant dimanche ».

« Nous ne céderons pas au chantage », a-t-elle affirmé. « Mais la porte reste ouverte », a ajouté Mme Vasseur.

Un responsable portuaire, qui a requis l'anonymat, a indiqué à l'AFP ne pas savoir si le trafic reprendrait.
"""  # noqa: E501

BRIDGE = """Harbour talks stall

"We cannot say whether the pillars are safe," said Joan Whitlock, the chief engineer. She told reporters that divers would inspect them on Friday.

Mayor Tom Reyes denied that the city had ignored warnings.
"""  # noqa: E501

PAGE = """<!doctype html>
<html lang="fr"><head><meta charset="{charset}"><title>Grève des ferries - La Gazette</title>
<meta property="og:site_name" content="La Gazette du Port">
<meta property="og:title" content="Grève des ferries">
<meta property="article:published_time" content="2024-03-12T18:03:00+01:00">
<link rel="canonical" href="https://gazette.example/ferries"></head>
<body><nav><a href="/">Accueil</a> <a href="/abo">Abonnez-vous</a></nav>
<article><h1>Grève des ferries</h1>
<p>La ministre des Transports, Hélène Vasseur, a déclaré mardi que les discussions reprendraient
« avant dimanche », et qu'elle en avait assez d'attendre une réponse des syndicats du port.</p>
<p>« Nous ne céderons pas au chantage », a-t-elle affirmé devant la presse réunie à Calais.</p>
</article><footer>Mentions légales</footer></body></html>
"""
