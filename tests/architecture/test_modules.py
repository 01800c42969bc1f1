"""Modules that no test runs whole, such as the benches, at least import."""

import pkgutil
from importlib import import_module

import pytest

import tests.bench

BENCHES = [f"tests.bench.{module.name}" for module in pkgutil.iter_modules(tests.bench.__path__)]


@pytest.mark.parametrize("name", [name for name in BENCHES if not name.endswith("__main__")])
def test_bench_module_imports(name: str) -> None:
    assert import_module(name).__doc__
