"""Queries that are answered by a link above the hits, or by other sources; and misspellings."""

from tests.search.intentions import BestBetIntention, OtherSourceIntention

BEST_BETS = (
    BestBetIntention(1, "biblioteksplan", "/planer/"),
    BestBetIntention(2, "biblioteksplaner Skåne", "/sok/", (("lan", "12"),)),
    BestBetIntention(3, "östhammar", "/planer/0382-osthammar/"),
    BestBetIntention(4, "osthammar", "/planer/0382-osthammar/"),
    BestBetIntention(5, "habo", "/planer/0643-habo/"),
    BestBetIntention(5, "håbo", "/planer/0305-habo/"),
    BestBetIntention(10, "skolbiblioteksplan", "/sok/", (("typ", "skolbiblioteksplan"),)),
    BestBetIntention(28, "förlängd plan", "/sok/", (("beslut", "forlangning"),)),
    BestBetIntention(29, "går ut 2025", "/sok/", (("period", "2025"),)),
    BestBetIntention(30, "antagen av kommunfullmäktige 2022", "/sok/", (("organ", "kf"), ("beslut", "antagande-2022"))),
    BestBetIntention(31, "KS 2018/1092", "/planer/0305-habo/biblioteksplan-2019/"),
    BestBetIntention(32, "saknar biblioteksplan", "/planer/", (("niva", "kommun"), ("status", "ingen"))),
)

SPELLINGS = {  # misspelling -> correct spelling, which finds nearly the same plans
    "bibloteksplan": "biblioteksplan",
    "biblotek": "bibliotek",
    "folkbibliotk": "folkbibliotek",
    "bibliotekplan": "biblioteksplan",
}

EXTRA_BEST_BETS = (
    BestBetIntention(0, "biblioteksplan VGR", "/planer/14-vastra-gotalandsregionen/"),
    BestBetIntention(0, "regional biblioteksplan Sörmland", "/sok/", (("lan", "04"),)),
    BestBetIntention(0, "regional biblioteksplan Södermanland", "/sok/", (("lan", "04"),)),
)

OTHER_SOURCES = (
    OtherSourceIntention(39, "Trend 2017", "reports"),
    OtherSourceIntention(40, "träffpunkt 2022 inspelning", "events"),
    OtherSourceIntention(0, "traffpunkt", "events"),
    OtherSourceIntention(0, "webbsändning", "events"),
    OtherSourceIntention(0, "kungliga biblioteket", "guidance"),
)
