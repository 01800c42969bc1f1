"""What the tests of the admin's forms have in common: the data of a plan's form, and what came back."""

from html.parser import HTMLParser

from wagtail.test.utils.form_data import inline_formset, nested_form_data

GOALS = "".join(
    f"<h2>Mål {number}</h2><p>Biblioteket i Provköping arbetar läsfrämjande tillsammans med förskolor och skolor, "
    f"och följer varje år upp hur många barn som har mött en bibliotekarie under år {number}.</p>"
    for number in range(1, 9)
)
HTML = f"""<!doctype html><html lang="sv"><meta charset="utf-8"><title>Biblioteksplan 2024–2027</title>
<body><h1>Biblioteksplan för Provköpings kommun 2024–2027</h1>
<p>Planen är antagen av kommunfullmäktige.</p>{GOALS}</body></html>""".encode()


class PageText(HTMLParser):
    """The texts of a page, one for each element."""

    def __init__(self, content):
        super().__init__()
        self.texts = []
        self.feed(content.decode())

    def handle_data(self, data):
        if data.strip():
            self.texts.append(" ".join(data.split()))


def plan_form_data(owners=(), decisions=(), owners_initial=0, decisions_initial=0, **values):
    return nested_form_data(
        {
            "title": "Biblioteksplan 2024–2027",
            "kind": "kommunal",
            "scope": "alla",
            "starts": "2024-01-01",
            "ends": "2027-12-31",
            "new_variant": "antagen",
            "new_language": "sv",
            **values,
            "owners": inline_formset(owners, initial=owners_initial),
            "decisions": inline_formset(decisions, initial=decisions_initial),
        }
    )


def form_errors(response):
    form = response.context["form"]
    return {name: list(map(str, rows)) for name, rows in form.errors.items()}
