"""The lists of packages: what is imported is declared, what is declared is used, each lock follows its list."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterable
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from django.conf import settings
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
LOCKED = re.compile(r"^([\w.-]+)(?:\[.*\])?==(\S+)", re.M)
LISTS = ("requirements", "requirements-demo", "requirements-production", "requirements-saml", "requirements-dev")
PINNED = {
    "wagtail",
    "wagtail-localize",
    "hunspell-sv",
}  # tried in exactly this release; all others take compatible ones
RUN = {"gunicorn", "honcho"}  # programs
READ = {"hunspell-sv"}  # data


def packages() -> list[Path]:
    return sorted(init.parent for init in ROOT.glob("*/__init__.py"))


def imported(folders: Iterable[Path]) -> dict[str, Path]:
    """The first names of all modules that are imported below folders, each with a file that does so."""
    found: dict[str, Path] = {}
    for path in (path for folder in folders for path in sorted(folder.rglob("*.py"))):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and not node.level:
                names = [node.module or ""]
            else:
                continue
            found |= {name.partition(".")[0]: path for name in names}
    return found


@cache
def distributions() -> dict[str, set[str]]:
    return {module: {canonicalize_name(name) for name in names} for module, names in packages_distributions().items()}


def used(folders: Iterable[Path], named: Iterable[str] = ()) -> dict[str, str]:
    """The distributions that the code in folders needs, each with the file, or the setting, that says so."""
    own = {package.name for package in packages()}
    modules = {name: str(path.relative_to(ROOT)) for name, path in imported(folders).items()}
    modules |= {name.partition(".")[0]: "settings" for name in named}
    modules = {name: where for name, where in modules.items() if name not in own | sys.stdlib_module_names}
    return {
        each: f"{name} in {where}"
        for name, where in modules.items()
        for each in distributions().get(name, {canonicalize_name(name)})
    }


@cache
def declared(name: str) -> dict[str, Requirement]:
    lines = (ROOT / f"{name}.in").read_text().splitlines()
    stripped = [line.partition("#")[0].strip() for line in lines]
    found = [Requirement(line) for line in stripped if line and not line.startswith("-")]
    return {canonicalize_name(each.name): each for each in found}


@cache
def locked(name: str) -> dict[str, str]:
    lock = (ROOT / f"{name}.txt").read_text()
    return {canonicalize_name(each): version for each, version in LOCKED.findall(lock)}


@cache
def used_in_production() -> dict[str, str]:
    folders = [package for package in packages() if package.name not in ("demo", "tests")]
    return used(folders, [*settings.INSTALLED_APPS, *settings.MIDDLEWARE])


def missing(needed: dict[str, str], *lists: str) -> dict[str, str]:
    there = {each for name in lists for each in declared(name)}
    return {each: where for each, where in needed.items() if each not in there}


def test_what_production_imports_is_declared():
    assert missing(used_in_production(), "requirements", "requirements-production") == {}


def test_what_the_demo_imports_is_declared():
    assert missing(used([ROOT / "demo"]), "requirements", "requirements-demo") == {}


def test_what_tests_import_is_declared():
    assert missing(used([ROOT / "tests"]), *LISTS) == {}


@pytest.mark.parametrize("name", ["requirements", "requirements-production"])
def test_production_installs_only_what_it_uses(name):
    assert set(declared(name)) - set(used_in_production()) - RUN - READ == set()


def test_what_the_demo_alone_uses_stays_with_the_demo():
    alone = set(used([ROOT / "demo"])) - set(used_in_production())

    assert set(declared("requirements-demo")) - RUN == alone
    assert set(locked("requirements")) & alone == set()


@pytest.mark.parametrize("name", LISTS)
def test_every_floor_is_a_compatible_release(name):
    signs = {each: {spec.operator for spec in requirement.specifier} for each, requirement in declared(name).items()}

    assert signs == {each: {"=="} if each in PINNED else {"~="} for each in signs}


@pytest.mark.parametrize("name", LISTS)
def test_the_lock_follows_the_list(name):
    versions = locked(name)

    assert {
        each: versions.get(each)
        for each, requirement in declared(name).items()
        if each not in versions or versions[each] not in requirement.specifier
    } == {}


@pytest.mark.parametrize("name", LISTS)
def test_every_lock_holds_the_versions_of_production(name):
    versions = locked(name)

    assert {each: version for each, version in locked("requirements").items() if versions.get(each) != version} == {}


@pytest.mark.parametrize("name", LISTS)
def test_a_lock_has_hashes_and_no_address(name):
    lock = (ROOT / f"{name}.txt").read_text()

    assert "://" not in lock
    assert len(re.findall(r"^[\w.-]+(?:\[.*\])?==\S+ \\\n    --hash=sha256:", lock, re.M)) == len(locked(name))
