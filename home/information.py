"""The pages that every public site must have: what it does with personal data, and how accessible it is."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.utils import timezone
from wagtail.models import Site

from home.models import AccessibilityStatementPage, InformationPage, SiteSettings
from home.statements import Compliance, Testing

ASSESSED = date(2026, 11, 23)
EXAMPLE = " Exempel: texten är skriven för demonstrationen och är ingen myndighets redogörelse."

PRIVACY = (
    (
        "När du läser och söker",
        "<p>Du behöver inte logga in. Vi mäter inte vem du är, och sidorna hämtar ingenting från någon annan: inga "
        "kartor, typsnitt, filmer eller mätprogram utifrån. Det du söker efter sparas inte.</p>"
        "<p>Om något går fel antecknar servern sidans adress och felet. Webbservern framför kan anteckna din "
        "ip-adress. Fråga oss om hur länge de anteckningarna finns kvar.</p>",
    ),
    (
        "Kakor",
        "<p>När du läser sätts inga kakor, utom på sidor med ett formulär. Där sätts <b>csrftoken</b>, som skyddar "
        "formuläret mot att någon annan skickar det i ditt namn. Den gäller i ett år.</p>"
        "<p>Svarar du på frågan ”Hjälpte detta?” sätts också <b>sessionid</b>, så att du kan ändra ditt svar. "
        "Den gäller i två veckor. Den som loggar in som redaktör får samma två kakor.</p>",
    ),
    (
        "Det du skriver till oss",
        "<p>Svaret på ”Hjälpte detta?” sparas utan namn. En anmälan om bristande tillgänglighet skickas "
        "till oss med e-post och sparas inte på webbplatsen. Din e-postadress använder vi bara för att svara. Brev "
        "till en myndighet kan vara allmänna handlingar.</p>",
    ),
    (
        "Redaktörer",
        "<p>Om den som redigerar sparar vi namn, e-postadress, lösenord i oläsbar form, senaste inloggning och vad "
        "som har ändrats på vilken sida.</p>",
    ),
    (
        "Namn i planer, rapporter och träffar",
        "<p>I planer och rapporter kan det stå namn på den som har skrivit eller beslutat. Talare nämns vid de "
        "träffar där de medverkar. Står det något om dig som inte borde stå där kan vi undanta det, så att det varken "
        "visas eller går att söka.</p>",
    ),
    (
        "Dina rättigheter",
        "<p>Du kan be att få veta vad som finns om dig, och att få det rättat eller borttaget. Är du inte nöjd med "
        "hur vi hanterar dina uppgifter kan du klaga hos Integritetsskyddsmyndigheten (IMY).</p>",
    ),
)

SHORTFALLS = (
    {
        "situation": "no_sight",
        "criterion": "1.1.1",
        "what": "Bilden av en plans sida har ingen beskrivning. Planens egen fil är ofta inte tillgänglig.",
        "reason": "outside",
        "grounds": "Filerna är andras och visas som de samlades in.",
        "instead": "Sidans text står bredvid bilden, när den har gått att läsa. Fråga oss om texten saknas.",
    },
    {
        "situation": "no_sight",
        "criterion": "1.3.1",
        "what": "Rubriker, listor och tabeller i planers text är utlästa av ett program och kan vara fel.",
        "reason": "to_mend",
        "grounds": "Läsningen görs om när programmet blir bättre.",
        "instead": "Ursprunget är länkat från varje plan.",
    },
    {
        "situation": "no_hearing",
        "criterion": "1.2.2",
        "what": "En inspelning kan sakna undertexter till den dag som står vid den.",
        "reason": "to_mend",
        "grounds": "Varje inspelning har en dag då undertexterna ska vara klara.",
        "instead": "Läs anteckningarna från träffen, eller fråga oss.",
    },
)
TESTED = (
    "Varje slags sida prövas automatiskt med axe, i ljus och mörk färgskala, på bred och smal skärm. Menyn, sökningen "
    "och läsningen av en plan prövas med bara tangentbord och utan JavaScript. Sidorna har inte prövats med "
    "skärmläsare eller av människor med funktionsnedsättning."
)


def make_information() -> bool:
    """Make the accessibility statement where there is none, and the privacy page with the site's settings."""
    site = Site.objects.get(is_default_site=True)
    return any([make_statement(site), make_privacy_page(site)])


def make_statement(site: Site) -> bool:
    if AccessibilityStatementPage.objects.exists():
        return False
    page = AccessibilityStatementPage(
        title="Tillgänglighet",
        slug="tillganglighet",
        summary="Hur tillgänglig webbplatsen är, vad som brister och hur du säger till." + example(),
        compliance=Compliance.PARTLY,
        shortfalls=[("shortfall", shortfall) for shortfall in SHORTFALLS],
        testing=Testing.OWN,
        testing_text=TESTED,
        assessed_on=ASSESSED,
        site_published_on=timezone.localdate(),
    )
    site.root_page.add_child(instance=page)
    return True


def make_privacy_page(site: Site) -> bool:
    """Once a site: with the settings, which link to it; editors may move it and change the link."""
    if SiteSettings.objects.filter(site=site).exists():
        return False
    body = [block for heading, text in PRIVACY for block in (("heading", title(heading)), ("text", text))]
    page = InformationPage(
        title="Integritet",
        slug="integritet",
        summary="Vilka uppgifter om människor som finns här, och varför.",
        body=body,
    )
    site.root_page.add_child(instance=page)
    link = {"text": "Integritet och kakor", "page": page, "url": ""}
    SiteSettings.objects.create(site=site, links=[("link", link)])
    return True


def title(text: str) -> dict[str, str]:
    return {"text": text, "level": "2"}


def example() -> str:
    """What the demo adds: that nobody has made the statement their own."""
    return EXAMPLE if settings.DEMO else ""
