"""The import contracts leave no package out: every module has its layer, and circles are looked for everywhere."""

import subprocess
from configparser import ConfigParser
from pathlib import Path, PurePosixPath

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)


@pytest.fixture(scope="module")
def contracts() -> ConfigParser:
    parser = ConfigParser()
    parser.read(ROOT / ".importlinter")
    return parser


@pytest.fixture(scope="module")
def packages() -> dict[str, set[str]]:
    """The children of every package of ours, tests left out."""
    listed = subprocess.run(["git", "ls-files", "*.py"], cwd=ROOT, capture_output=True, text=True, check=True)
    children: dict[str, set[str]] = {}
    for name in listed.stdout.split():
        *folders, module = PurePosixPath(name).with_suffix("").parts
        if not folders or folders[0] == "tests":
            continue
        for depth in range(1, len(folders)):
            children.setdefault(".".join(folders[:depth]), set()).add(folders[depth])
        children.setdefault(".".join(folders), set()).update({module} - {"__init__"})
    return children


def lines(parser: ConfigParser, section: str, option: str) -> set[str]:
    return set(parser.get(section, option).split())


def test_every_top_level_package_is_looked_at(contracts, packages):
    top = {name for name in packages if "." not in name}

    assert lines(contracts, "importlinter", "root_packages") == top
    assert lines(contracts, "importlinter:contract:apps", "layers") - {"|"} == top
    assert lines(contracts, "importlinter:contract:circles", "ancestors") == top


def test_every_package_of_several_modules_is_layered_exhaustively(contracts, packages):
    layered = {
        container
        for section in contracts.sections()
        if contracts.get(section, "exhaustive", fallback="") == "True"
        for container in lines(contracts, section, "containers")
    }
    several = {
        name
        for name, children in packages.items()
        if len(children) > 1 and not {"migrations", "management", "templatetags"} & set(name.split("."))
    }

    assert several - layered == set()


def test_no_import_is_excused(contracts):
    excused = [section for section in contracts.sections() if contracts.has_option(section, "ignore_imports")]

    assert excused == []
    assert contracts.get("importlinter", "exclude_type_checking_imports", fallback="False") == "False"
