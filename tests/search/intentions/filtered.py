"""Searches with filters whose counts are compared between the page, its tabs, the CSV and the API."""

FILTERED_SEARCHES = (
    {"q": "läsfrämjande"},
    {"q": "läsfrämjande", "lan": "12"},
    {"q": "läsfrämjande", "scope": "alla"},
    {"q": "läsfrämjande i Habo"},
    {"q": "meröppet", "niva": "kommun"},
    {"q": "punktskrift", "narliggande": "1"},
    {"q": "punktskrift", "exakt": "1"},
    {"q": "bokbuss uppsökande"},
    {"q": "bokbuss uppsökande", "lan": "03"},
    {"q": '"annat modersmål"', "status": "gallande"},
    {"q": "skolbibliotek -gymnasiet", "typ": "kommunal"},
    {"q": "5 § OR meröppet"},
    {"q": "5 § OR meröppet", "scope": "gallande"},
    {"q": "kulturskola", "scope": "alla", "niva": "kommun"},
    {"q": "digital*", "lan": "14"},
    {"q": "barn unga", "beslut": "forlangning", "scope": "alla"},
    {"q": "träffpunkt"},
    {"q": "lattlast"},
    {"q": "bibliotek", "sprak": "sv", "period": "2027"},
    {"q": "samverkan AND skola", "organ": "kf"},
)
