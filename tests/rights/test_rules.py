"""The table of rules and the addresses of the site are each other's match."""

import re

from tests.rights import document
from tests.rights.routes import all_routes
from tests.rights.rule import claimed
from tests.rights.secrets import MAY_KNOW
from tests.rights.table import RULES


def test_every_address_has_one_rule():
    found = {route.key: [rule.title for rule in rules] for route, rules in claimed(RULES, all_routes())}

    assert {key: titles for key, titles in found.items() if len(titles) != 1} == {}


def test_every_rule_has_an_address():
    routes = all_routes()

    assert [rule.title for rule in RULES if not any(rule.claims(route) for route in routes)] == []


def test_every_pattern_of_a_rule_has_an_address():
    keys = [route.key for route in all_routes()]
    patterns = {pattern for rule in RULES for pattern in rule.routes}

    assert {pattern for pattern in patterns if not any(re.fullmatch(pattern, key) for key in keys)} == set()


def test_every_kind_that_a_rule_is_about_has_somebody_who_may_know_it():
    assert {kind for rule in RULES for kind in (*rule.about, *rule.lists)} - set(MAY_KNOW) == set()


def test_the_document_is_made_of_the_rules():
    assert document.FILE.read_text(encoding="utf-8") == document.render()
