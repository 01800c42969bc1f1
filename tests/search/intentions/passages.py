"""Queries that are answered by passages of plans."""

from tests.search.intentions import PassageIntention

READING = (
    ("0382", "läsfrämjarna i fackklubben"),
    ("0581", "Läsfrämjandets viktigaste redskap"),
    ("2281", "Läsfrämjandeinsatserna där är"),
    ("1380", "läsfrämjande livräddare"),
)
NOT_READING = (("1281", "Läsapparaten är varm"), ("0580", "Möblerna byggdes av eleverna"))
MEANKIELI = (
    ("2583", "Meänkielen sanakirja"),
    ("2521", "Tornedalsfinska, som språket"),
    ("25", "Meänkieli, finska och tre samiska"),
)
NOT_MEANKIELI = (("2583", "Torneälven har burit"), ("1737", "Vad byarna mindes av vargen"))
FIFTH = (
    ("0331", "till exempel 5 § bibliotekslagen"),
    ("0480", "Bibliotekslagens § 5 nämns"),
    ("0581", "enligt 5 § ska väga lika"),
)
NOT_FIFTH = (("0382", "2023-12-12, § 145"), ("0305", "mellan 17 och 18 år"))

PASSAGE_INTENTIONS = (
    PassageIntention(6, "läsfrämjande", READING, NOT_READING),
    PassageIntention(7, "lasframjande", READING, NOT_READING),
    PassageIntention(8, "läs främjande", READING, NOT_READING),
    PassageIntention(
        9,
        "skolbibliotek bemanning",
        (
            ("1290", "Bemanningen är fyra dagar"),
            ("0580", "Skäggetorps tre skolor"),
        ),
        (("0580", "Bokbussen bemannas av"), ("0305", "Obemannade timmar i Råby")),
        related=(("0643", "Bemannade skolbibliotek varje dag"),),
    ),
    PassageIntention(
        11,
        "nationella minoriteter",
        (
            ("2480", "samråden med nationella minoriteter"),
            ("0382", "Sverigefinska pensionärer"),
            ("1480", "Romani chib hörs varje onsdag"),
            ("2510", "Samiskspråkiga barnböckerna"),
        ),
        (("0643", "En minoritet av besökarna"), ("0780", "En nyanländ mamma")),
    ),
    PassageIntention(12, "meänkieli", MEANKIELI, NOT_MEANKIELI),
    PassageIntention(12, "meankieli", MEANKIELI, NOT_MEANKIELI),
    PassageIntention(12, "tornedalsfinska", MEANKIELI, NOT_MEANKIELI),
    PassageIntention(
        13,
        "samiska barnböcker",
        (
            ("2510", "Samiskspråkiga barnböckerna"),
            ("2309", "Sydsamiska bilderböcker"),
            ("2361", "barnbok på sydsamiska"),
        ),
        (("2510", "En samisk slöjdutställning"), ("2510", "Där läses barnböcker om havet")),
    ),
    PassageIntention(
        14,
        "romani chib",
        (
            ("1480", "Romani chib hörs varje onsdag"),
            ("1280", "romskt läsrum"),
            ("0127", "noveller på romani chib"),
        ),
        (("1280", "Romaner i storstil"), ("0480", "läst hundra romaner")),
        related=(("03", "Resandefolkets berättelser"),),
    ),
    PassageIntention(15, "5 §", FIFTH, NOT_FIFTH),
    PassageIntention(16, "§ 5 bibliotekslagen", FIFTH, NOT_FIFTH),
    PassageIntention(
        17,
        "17 och 18 §§",
        (
            ("0581", "17 och 18 §§ bibliotekslagen läses"),
            ("1080", "av 17 § och 18 § följer"),
            ("13", "§§ 17–18 i bibliotekslagen"),
        ),
        (("0305", "mellan 17 och 18 år"), ("1466", "klockan 20.30")),
    ),
    PassageIntention(
        18,
        "2 kap. 36 § skollagen",
        (
            ("1280", "skollagen, 2 kap. 36 §"),
            ("0580", "skollagens 2 kap. 36 §"),
            ("0180", "2 kap 36 § skollagen (2010:800)"),
        ),
        (("0331", "till exempel 5 § bibliotekslagen"), ("0581", "enligt 5 § ska väga lika")),
    ),
    PassageIntention(
        19,
        "digital delaktighet",
        (
            ("0114", "Digital delaktighet börjar ofta"),
            ("0180", "är det digitala utanförskapet synligt"),
            ("2480", "Digidelcentret i stadens kulturhus"),
            ("14", "Digital delaktighet mäts inte"),
        ),
        (("0382", "Entrén i Östhammar fick en ny skärm"), ("0127", "Delaktighet i planeringen")),
    ),
    PassageIntention(
        20,
        "MIK",
        (
            ("1490", "Källkritiska kvällar i Borås"),
            ("0581", "bjuder biblioteket och tidningen in"),
            ("0780", "medie- och informationskunnigheten"),
        ),
        (("1281", "Mikrofonerna i poddstudion"), ("1281", "finns på mikrofilm")),
    ),
    PassageIntention(
        21,
        "källkritik desinformation",
        (
            ("1490", "Desinformation om textilåtervinning"),
            ("0581", "rykten och desinformation färdas"),
            ("25", "desinformationens källor granskas"),
        ),
        (("0331", "Heby bytte län"), ("1281", "finns på mikrofilm")),
    ),
    PassageIntention(
        22,
        "lättläst",
        (
            ("1490", "lättlästa böcker högt"),
            ("0181", "LL-märkta böcker"),
            ("1080", "sammanfattning på lätt svenska"),
        ),
        (("1080", "Dörrarna är bredare"), ("1281", "skyltar på begriplig svenska")),
    ),
    PassageIntention(
        23,
        "talböcker Legimus",
        (
            ("1290", "Talböcker till fisketuren"),
            ("0880", "Legimus visas på apoteket"),
            ("2583", "talboken i Legimus"),
        ),
        (("1490", "lättlästa böcker högt"), ("2510", "Där läses barnböcker om havet")),
    ),
    PassageIntention(
        24,
        "personer med funktionsnedsättning",
        (
            ("1080", "Personer med funktionsnedsättningar har varit"),
            ("2361", "Funktionsvariationer syns inte alltid"),
            ("1287", "personer med funktionshinder"),
        ),
        (("0114", "passerar tolvtusen personer"), ("0331", "Utlånet i Morgongåva")),
    ),
    PassageIntention(
        25,
        '"annat modersmål"',
        (
            ("0127", "har annat modersmål än svenska finns"),
            ("0980", "annat modersmål än svenska möter"),
            ("1780", "annat modersmål får välja"),
        ),
        (("0181", "Modersmålslärarna lånar"), ("0180", "somaliska som modersmål")),
    ),
    PassageIntention(
        26,
        "nyanlända",
        (
            ("0780", "En nyanländ mamma"),
            ("0480", "Den som är nyanländ får"),
            ("1280", "Asylsökande utan personnummer"),
            ("0180", "Flyktingar som anlänt"),
        ),
        (("0382", "många familjer är nyinflyttade"), ("2510", "renskötande familjer")),
    ),
    PassageIntention(
        27,
        "uppföljning indikatorer",
        (
            ("14", "Indikatorerna väljs av kommunerna"),
            ("2281", "Kvaliteten följs upp"),
        ),
        (("0180", "Uppföljaren till en populär"), ("1080", "har en kanonlucka")),
        related=(("1446", "följs de äldsta målen upp"),),
    ),
    PassageIntention(
        33,
        "meröppet",
        (
            ("1780", "Meröppet i Molkom"),
            ("1270", "Meröppna bibliotek i Smedstorp"),
            ("0305", "Obemannade timmar i Råby"),
        ),
        (("0305", "öppet hus på fyra platser"), ("0643", "öppet en lördag i månaden")),
    ),
    PassageIntention(
        34,
        "bokbuss glesbygd",
        (
            ("2361", "I glesbygden mellan Hede"),
            ("1737", "i glesbygden norr om Stöllet"),
            ("2510", "Bokbussen möter renskötande"),
        ),
        (("1480", "Bussen till simhallen"), ("1466", "I Ljung hölls samrådet")),
        related=(("2521", "I den glesaste landsbygden"),),
    ),
    PassageIntention(
        35,
        "barnkonventionen",
        (
            ("0331", "barnkonventionens artikel 31"),
            ("1281", "Barnrättspiloter från årskurs 6"),
            ("2281", "Barnperspektiv betyder i Njurunda"),
        ),
        (("1380", "Halmstads litteraturkonvent"), ("1380", "Ett konventionellt bokprat")),
    ),
    PassageIntention(
        36,
        "agenda 2030",
        (
            ("0880", "rapport om Agenda 2030"),
            ("0180", "Agenda 2030 blir på så sätt"),
            ("0761", "de globala målen som hänger"),
        ),
        (("1270", "agendan för mötet"), ("1466", "klockan 20.30")),
    ),
    PassageIntention(
        37,
        "beredskap",
        (
            ("0305", "Krisberedskapen ska vara"),
            ("1490", "totalförsvarets beredskap"),
            ("1480", "Ansvaret i det civila försvaret"),
            ("0980", "På en ö är krisberedskap"),
        ),
        (("2309", "Snön bereder problem"), ("1287", "reflexband med fyrblink")),
    ),
    PassageIntention(
        38,
        "armlängds avstånd",
        (
            ("0180", "Armlängdsprincipen prövades"),
            ("1780", "Politiken håller en armlängd bort"),
            ("0581", "en armlängds avstånd från politiken"),
        ),
        (("1270", "Avstånden är långa på Österlen"), ("25", "Avståndet mellan kust och fjäll")),
    ),
    PassageIntention(
        0,
        "lån",
        (
            ("0305", "Lånen har fördubblats"),
            ("0180", "snabblån med två veckors"),
            ("04", "Fjärrlånen reser med tåget"),
        ),
        (("0643", "Habo ligger i Jönköpings län"), ("1446", "Länets gräns går mitt i")),
    ),
    PassageIntention(
        0,
        "bör",
        (
            ("0331", "Morgongåva bör få"),
            ("2583", "Lokalen bör kunna"),
            ("0880", "läscirklarna bör ledas"),
        ),
        (("2521", "där det bor färre än femtio"), ("1446", "Den som bor i Undenäs")),
    ),
)
