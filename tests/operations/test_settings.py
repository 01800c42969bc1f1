"""The settings modules, and what production refuses. Each case is a process of its own."""

import ast
import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
VALID = {
    "SECRET_KEY": "k" * 32,
    "DATABASE_URL": "postgresql://site:secret@database/site",
    "SITE_URL": "https://plats.example",
    "ALLOWED_HOSTS": "plats.example",
    "BEHIND_TLS": "1",
}
SETTINGS = (
    *(
        "base",
        "bench",
        "environment",
        "error_reporting",
        "file_storage",
        "link_monitor",
        "mail",
        "local",
        "production",
        "security",
    ),
    *("sign_in", "test"),
)


def started(module: str | None, **environment: str) -> subprocess.CompletedProcess[str]:
    """Some settings, as a command sees them in a shell that knows nothing but what it is given."""
    code = "from django.conf import settings as s\n"
    code += "print(s.DEMO, s.WAGTAILADMIN_BASE_URL, len(s.SECRET_KEY), s.EMAIL_DELIVERY_BACKEND.split('.')[-2])"
    return started_with(code, module, **environment)


def started_with(code: str, module: str | None, **environment: str) -> subprocess.CompletedProcess[str]:
    settings = {"DJANGO_SETTINGS_MODULE": f"cms.settings.{module}"} if module else {}
    env = {"PATH": os.environ["PATH"], **settings, **environment}
    command = [sys.executable, "manage.py", "shell", "--no-imports", "-c", code]
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True)


def test_production_starts_with_what_it_needs(tmp_path):
    result = started("production", VAR_DIR=str(tmp_path), **VALID)

    assert (result.returncode, result.stdout) == (0, "False https://plats.example 32 smtp\n")


def test_production_names_everything_that_is_missing():
    result = started("production")

    assert result.returncode == 1
    assert "Missing in the environment: SECRET_KEY, DATABASE_URL, SITE_URL, ALLOWED_HOSTS." in result.stderr


def test_production_reports_all_invalid_settings_at_once(tmp_path):
    result = started("production", VAR_DIR=str(tmp_path), **{**VALID, "DEMO": "1", "DEBUG": "1", "BEHIND_TLS": ""})

    assert result.returncode == 1
    assert re.findall(r"operations\.(E\d+)", result.stderr) == ["E002", "E003", "E004"]


SERVERS = {
    "gunicorn": ["-m", "gunicorn", "cms.wsgi", "--bind", "127.0.0.1:0", "--workers", "1", "--no-control-socket"],
    "worker": ["manage.py", "run_worker"],
    "scheduler": ["manage.py", "run_scheduler"],
}


@pytest.mark.parametrize(("name", "error"), [("DEMO", "E002"), ("DEBUG", "E003")])
@pytest.mark.parametrize("server", SERVERS)
def test_no_process_of_production_starts_with_demo_or_debug(tmp_path, server, name, error):
    place = {"VAR_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "cms.settings.production"}
    env = {"PATH": os.environ["PATH"], **VALID, **place, name: "1"}
    result = subprocess.run(
        [sys.executable, *SERVERS[server]], cwd=ROOT, env=env, capture_output=True, text=True, timeout=60
    )

    assert result.returncode != 0
    assert set(re.findall(r"operations\.(E\d+)", result.stderr)) == {error}


def test_wsgi_is_production():
    env = {"PATH": os.environ["PATH"]}
    result = subprocess.run(
        [sys.executable, "-c", "import cms.wsgi"], cwd=ROOT, env=env, capture_output=True, text=True
    )

    assert "Missing in the environment: SECRET_KEY" in result.stderr


def test_a_fresh_shell_has_the_demo_and_one_secret_key(tmp_path):
    (tmp_path / "secret-key").write_text("k" * 40)
    (tmp_path / "secret-key").chmod(0o644)  # as an earlier version left it
    result = started(None, VAR_DIR=str(tmp_path))

    assert (result.returncode, result.stdout) == (0, "True http://localhost:8000 40 console\n")
    assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600


def test_a_fresh_shell_makes_a_secret_key_that_the_next_one_finds(tmp_path):
    first = started(None, VAR_DIR=str(tmp_path))
    key = (tmp_path / "secret-key").read_text()
    second = started(None, VAR_DIR=str(tmp_path))

    assert (first.returncode, first.stdout) == (second.returncode, second.stdout) == (0, first.stdout)
    assert (tmp_path / "secret-key").read_text() == key
    assert len(key) >= 50
    assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600


@pytest.mark.parametrize("module", ["base", "bench", "local", "test"])
def test_the_demo_is_installed_where_it_is_on(tmp_path, module):
    env = {"PATH": os.environ["PATH"], "VAR_DIR": str(tmp_path), "TMPDIR": str(tmp_path)}
    code = f"from cms.settings import {module} as s; print((s.DEMO, 'demo' in s.INSTALLED_APPS))"
    result = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=env, capture_output=True, text=True)

    assert (result.stdout, result.stderr) == (f"{(module != 'base',) * 2}\n", "")


def test_local_settings_refuse_a_site_behind_tls(tmp_path):
    result = started(None, VAR_DIR=str(tmp_path), **VALID)

    assert result.returncode == 1
    assert "set DJANGO_SETTINGS_MODULE=cms.settings.production here" in result.stderr


def variables_read() -> set[str]:
    """Every name that the settings ask the environment for."""
    return {
        node.args[0].value
        for module in SETTINGS
        for node in ast.walk(ast.parse((ROOT / f"cms/settings/{module}.py").read_text()))
        if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant)
        if ast.unparse(node.func) in {"flag", "os.environ.get", "os.environ.setdefault", "environment.get"}
    }


def test_settings_read_the_environment_in_no_other_way():
    sources = [(ROOT / f"cms/settings/{module}.py").read_text() for module in SETTINGS]

    assert {path.stem for path in (ROOT / "cms/settings").glob("[a-z]*.py")} == set(SETTINGS)
    assert [source for source in sources if re.search(r"getenv|environ\[", source)] == []


def test_every_setting_is_documented_and_every_documented_one_is_read():
    chapter = (ROOT / "docs/operations.md").read_text().partition("## Settings\n")[2].partition("\n## ")[0]
    documented = {
        name
        for row in chapter.splitlines()
        if row.startswith("| `")
        for name in re.findall(r"`([A-Z0-9_]+)`", row.split("|")[1])
    }

    assert documented == variables_read() | {"DJANGO_SETTINGS_MODULE"}
