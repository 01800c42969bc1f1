"""All rules, in the order of the document that they make."""

from tests.rights.rules import accounts, cases, files, page_lists, pages, public, register, senders, site

CHAPTERS = (
    ("Public addresses", public.RULES),
    ("Accounts and own pages", accounts.RULES),
    ("Sending in", senders.RULES),
    ("Pages in the admin", pages.RULES),
    ("Lists, choosers and reports of pages", page_lists.RULES),
    ("Images, documents and collections", files.RULES),
    ("The register in the admin", register.RULES),
    ("Cases in the admin", cases.RULES),
    ("The site in the admin", site.RULES),
)
RULES = tuple(rule for _title, rules in CHAPTERS for rule in rules)
