"""Kinds of fault: what two pages of the admin have in common, whatever rows they show."""

import re

NUMBER = r"\d+"  # places of rows and blocks


def fault_kind(fault: str) -> str:
    """Rule, element, its classes and its name, of a violation as the fixture `faults` gives it."""
    rule, _, element = fault.partition(": ")
    attributes = re.findall(r' (?:class|name|role)="[^"]*"', element)
    return f"{rule}: {element.split()[0]}{re.sub(NUMBER, '#', ''.join(attributes))}"
