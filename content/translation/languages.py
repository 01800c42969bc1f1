"""Languages of pages: Swedish, English and the national minority languages.

Swedish comes first and has no URL prefix. The minority languages are those of lagen (2009:724) om nationella
minoriteter och minoritetsspråk: Finnish, Yiddish, Meänkieli, Romani and Sámi (here Northern, Lule and South Sámi).
"""

from django.conf.locale import LANG_INFO
from django.utils.translation import gettext_lazy as _

LANGUAGES = [
    ("sv", _("Swedish")),
    ("en", _("English")),
    ("fi", _("Finnish")),
    ("fit", _("Meänkieli")),
    ("se", _("Northern Sámi")),
    ("smj", _("Lule Sámi")),
    ("sma", _("South Sámi")),
    ("yi", _("Yiddish")),
    ("rom", _("Romani")),
]
# Languages that Django does not know. Each also needs a compiled catalogue, or Wagtail answers 404 to its prefix.
LANG_INFO.update(
    {
        code: {"bidi": code == "yi", "code": code, "name": name, "name_local": own}
        for code, name, own in [
            ("fit", "Meänkieli", "meänkieli"),
            ("se", "Northern Sámi", "davvisámegiella"),
            ("smj", "Lule Sámi", "julevsámegiella"),
            ("sma", "South Sámi", "åarjelsaemien gïele"),
            ("yi", "Yiddish", "ייִדיש"),
            ("rom", "Romani", "romani čhib"),
        ]
    }
)
# Languages of the interface texts; pages in other languages have them in Swedish.
INTERFACE_LANGUAGES = ("sv", "en")
