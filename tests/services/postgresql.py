"""A PostgreSQL server for the tests: Debian's programs, a separate cluster per checkout, loopback only.

The server refuses to run as root, so it then runs as the system user `postgres`.
"""

from __future__ import annotations

import hashlib
import os
import pwd
import re
import secrets
import shutil
import socket
import subprocess
from pathlib import Path
from tempfile import TemporaryFile

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "var" / "services" / "postgresql"
PORTS = range(55432, 55532)
ROLE = "traffpunkt"
DATABASES = {"DATABASE_URL": "traffpunkt", "SEARCH_URL_POSTGRESQL": "traffpunkt_search"}
# What it holds is made again at will, so nothing waits for the disk.
CONFIGURATION = """
listen_addresses = '127.0.0.1'
port = {port}
unix_socket_directories = '{data}'
password_encryption = scram-sha-256
max_connections = 100
shared_buffers = 512MB
max_wal_size = 4GB
fsync = off
synchronous_commit = off
full_page_writes = off
autovacuum_naptime = 15s
"""
ACCESS = """
local all all peer
host all {role} 127.0.0.1/32 scram-sha-256
"""


def start() -> dict[str, str]:
    """Create the cluster if it is missing, start it unless it runs, and return the URLs of its two databases.

    Raises:
        FileNotFoundError: The programs of the Debian package `postgresql` are missing.
        subprocess.CalledProcessError: The server does not start; its log says why.
    """
    data = _data_folder()
    if not (data / "access").exists():
        _create_cluster(data)
    if not _runs(data):
        _configure(data)
        _as_owner("pg_ctl", "-D", str(data), "-l", str(data / "log"), "-w", "start")
    _create_role(data)
    port, password = _port(data), (data / "access").read_text().strip()
    return {name: f"postgresql://{ROLE}:{password}@127.0.0.1:{port}/{database}" for name, database in DATABASES.items()}


def stop() -> None:
    """Stop the server if it runs; its data is kept."""
    data = FOLDER.resolve()
    if data.exists() and _runs(data):
        _as_owner("pg_ctl", "-D", str(data), "-m", "fast", "-w", "stop")


def status() -> str:
    data = FOLDER.resolve()
    return f"postgresql: {f'port {_port(data)}' if data.exists() and _runs(data) else 'not running'}"


def _data_folder() -> Path:
    """The data folder: below `var/`, or the target of a link there when the server's user has no access to it."""
    if FOLDER.exists():
        return FOLDER.resolve()
    FOLDER.unlink(missing_ok=True)
    FOLDER.mkdir(parents=True, mode=0o700)
    owner = _owner()
    if owner is None:
        return FOLDER
    shutil.chown(FOLDER, owner, owner)
    if subprocess.run(["runuser", "-u", owner, "--", "test", "-w", str(FOLDER)], cwd="/").returncode:
        elsewhere = Path("/var/tmp", f"traffpunkt-postgresql-{hashlib.sha256(bytes(ROOT)).hexdigest()[:12]}")
        elsewhere.mkdir(mode=0o700, exist_ok=True)
        shutil.chown(elsewhere, owner, owner)
        FOLDER.rmdir()
        FOLDER.symlink_to(elsewhere)
    return FOLDER.resolve()


def _create_cluster(data: Path) -> None:
    if not (data / "PG_VERSION").exists():
        locale = ("--encoding=UTF8", "--locale=C.UTF-8")
        _as_owner("initdb", "-D", str(data), *locale, "--auth-local=peer", "--auth-host=reject")
    (data / "access").touch(mode=0o600)
    (data / "access").write_text(secrets.token_urlsafe(24))
    (data / "pg_hba.conf").write_text(ACCESS.format(role=ROLE))


def _configure(data: Path) -> None:
    """Write its settings, with its former port unless that is taken."""
    before = [_port(data)] if (data / "site.conf").exists() else []
    port = next(port for port in [*before, *PORTS] if _is_free(port))
    (data / "site.conf").write_text(CONFIGURATION.format(port=port, data=data))
    main = data / "postgresql.conf"
    if "site.conf" not in main.read_text():
        with main.open("a") as file:
            file.write("\ninclude = 'site.conf'\n")


def _create_role(data: Path) -> None:
    """Create a role that may create databases but is no superuser, and its databases."""
    password = (data / "access").read_text().strip()
    known = _execute(data, "SELECT rolname FROM pg_roles").split()
    verb = "ALTER" if ROLE in known else "CREATE"
    _execute(data, f"{verb} ROLE {ROLE} LOGIN CREATEDB NOSUPERUSER PASSWORD '{password}'")
    databases = _execute(data, "SELECT datname FROM pg_database").split()
    for database in DATABASES.values():
        if database not in databases:
            _execute(data, f"CREATE DATABASE {database} OWNER {ROLE} TEMPLATE template0")


def _execute(data: Path, sql: str) -> str:
    return _as_owner("psql", "-h", str(data), "-p", str(_port(data)), "-d", "postgres", "-Atqc", sql)


def _as_owner(program: str, *arguments: str) -> str:
    """Run one of the server's programs as its user; returns the output."""
    owner = _owner()
    before = ["runuser", "-u", owner, "--"] if owner else []
    with TemporaryFile("w+") as out:  # a file and no pipe: a server that is started here keeps it open
        subprocess.run([*before, str(_programs() / program), *arguments], cwd="/", check=True, stdout=out)
        out.seek(0)
        return out.read()


def _runs(data: Path) -> bool:
    owner = _owner()
    before = ["runuser", "-u", owner, "--"] if owner else []
    command = [*before, str(_programs() / "pg_ctl"), "-D", str(data), "status"]
    return subprocess.run(command, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0


def _owner() -> str | None:
    """The user that the server runs as; None for the current user."""
    return pwd.getpwnam("postgres").pw_name if os.geteuid() == 0 else None


def _programs() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if not found:
        raise FileNotFoundError("initdb: the Debian package postgresql is missing (make services)")
    return found[-1].parent


def _port(data: Path) -> int:
    found = re.search(r"^port = (\d+)$", (data / "site.conf").read_text(), re.MULTILINE)
    assert found
    return int(found[1])


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0
