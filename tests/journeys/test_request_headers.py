"""No header of one reader changes what another reader gets, from gunicorn started as the image starts it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from http.client import HTTPConnection

import pytest

from tests.journeys.deployment import instructions
from tests.journeys.site import SiteInstance, free_port, get, wait_until
from tests.prepared import link_language_data, migrated_file

pytestmark = pytest.mark.slow

HOST = "plats.example"
PATHS = ("/planer/", "/sitemap.xml")
VALUES = (
    "/planer",
    "/",
    "evil.example",
    "/elsewhere",
    "https",
    "on",
    "ssl",
    "8443",
    "203.0.113.9",
    "en",
    "POST",
    '"x"',
)
SPOOFING = (
    "SCRIPT_NAME",
    "PATH_INFO",
    "REMOTE_USER",
    "REMOTE_ADDR",
    "SERVER_NAME",
    "SERVER_PORT",
    "QUERY_STRING",
    "REQUEST_METHOD",
    "HTTP_HOST",
    "X-Script-Name",
    "Script-Name",
    "Path-Info",
    "X-Forwarded-For",
    "X-Forwarded-Host",
    "X-Forwarded-Server",
    "X-Forwarded-Port",
    "X-Forwarded-Prefix",
    "X-Forwarded-Path",
    "X-Forwarded-Protocol",
    "X-Forwarded-Ssl",
    "X-Forwarded-Scheme",
    "X_Forwarded_Proto",
    "X-Forwarded-Proto",
    "X-Scheme",
    "X-Url-Scheme",
    "Front-End-Https",
    "X-Real-Ip",
    "X-Client-Ip",
    "X-Original-Url",
    "X-Rewrite-Url",
    "X-Original-Host",
    "X-Host",
    "X-Http-Method-Override",
    "X-Http-Method",
    "X-Method-Override",
    "X-Requested-With",
    "Accept-Language",
    "Via",
    "Upgrade",
    "X-Sendfile-Type",
    "X-Accel-Mapping",
    "Authorization",
)
OTHERS = [
    ("Forwarded", "for=203.0.113.9;host=evil.example;proto=https"),
    ("Accept", "application/json"),
    ("Accept", "text/csv"),
    ("Accept-Encoding", "gzip"),
    ("Accept-Charset", "utf-16"),
    ("If-None-Match", "*"),
    ("If-Match", '"x"'),
    ("Range", "bytes=0-3"),
    ("If-Modified-Since", "Sat, 01 Jan 2033 00:00:00 GMT"),
    ("If-Unmodified-Since", "Sat, 01 Jan 2000 00:00:00 GMT"),
    ("If-Range", '"x"'),
    ("Cache-Control", "no-cache"),
    ("Pragma", "no-cache"),
    ("Referer", "https://evil.example/"),
    ("Origin", "https://evil.example"),
    ("User-Agent", "<script>"),
    ("Cookie", "django_language=en"),
    ("Cookie", "sessionid=x"),
    ("Content-Type", "text/x; charset=utf-16"),
    ("Content-Length", "0"),
    ("Expect", "100-continue"),
    ("TE", "trailers"),
    ("Connection", "close, X-Forwarded-Proto"),
    ("X-CSRFToken", "x"),
    ("HTTP2-Settings", "AAMAAABkAAQAoAAAAAIAAAAA"),
    ("Host", "evil.example"),
    ("Host", f"{HOST}:8443"),
    ("Host", f"{HOST}."),
    ("Host", HOST.upper()),
    ("Host", f"{HOST}@evil.example"),
    ("Host", "127.0.0.1"),
    ("Host", ""),
]
HEADERS = [(name, value) for name in SPOOFING for value in VALUES[:5:2]] + OTHERS


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """A site with its pages on a port of its own, by the command of the image."""
    folder = tmp_path_factory.mktemp("headers")
    shutil.copy(migrated_file(), folder / "site.sqlite3")
    link_language_data(folder)
    site = SiteInstance(
        {
            "DJANGO_SETTINGS_MODULE": "cms.settings.base",
            "VAR_DIR": str(folder),
            "SECRET_KEY": "k" * 50,
            "STATIC_ROOT": str(folder / "static"),
            "ALLOWED_HOSTS": HOST,
            "SITE_URL": f"https://{HOST}",
            "LOG_LEVEL": "CRITICAL",
        }
    )
    site.run("collectstatic", "--no-input", "--verbosity", "0")
    site.run("setup_site")
    number = free_port()
    [command] = [json.loads(text) for name, text in instructions() if name == "CMD"]
    command = [word.replace("0.0.0.0:8000", f"127.0.0.1:{number}") for word in command]
    command[command.index("--workers") + 1] = "1"  # so that all readers share one page cache
    with site.running(command):
        wait_until(lambda: get(f"http://127.0.0.1:{number}/healthz", Host=HOST)[0] == 200, 60, "the site answers")
        yield number


def ask(port: int, path: str, *headers: tuple[str, str]) -> tuple[int, dict[str, str], bytes]:
    """One request with just these headers, Host first unless it is among them."""
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    connection.putrequest("GET", path, skip_host=True, skip_accept_encoding=True)
    for name, value in headers if "Host" in dict(headers) else (("Host", HOST), *headers):
        connection.putheader(name, value)
    connection.endheaders()
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    changing = ("Date", "Connection", "Content-Length")
    return answer.status, {name: value for name, value in answer.getheaders() if name not in changing}, body


def public(answer: tuple[int, dict[str, str], bytes]) -> tuple[int, dict[str, str], bytes]:
    """An answer without what tells caches whether a cookie was sent: only those without one are cached."""
    status, headers, body = answer
    return status, {name: value for name, value in headers.items() if name != "Cache-Control"}, body


@pytest.mark.slow
def test_no_header_of_one_reader_changes_what_another_gets(port: int) -> None:
    """Each page is asked for by a stranger first, at an address that nobody has been given yet, then by a reader."""
    changed = []
    for number, (name, value) in enumerate(HEADERS):
        for path in PATHS:
            fresh = f"{path}?n={number}"
            ask(port, fresh, (name, value))
            if public(ask(port, fresh)) != public(ask(port, fresh, ("Cookie", "bypass=1"))):
                changed.append((name, value, path))

    assert changed == []


@pytest.mark.parametrize("name", SPOOFING[:4] + SPOOFING[9:30])
@pytest.mark.parametrize("path", PATHS)
def test_a_header_that_the_server_was_not_told_to_trust_changes_nothing(port: int, path: str, name: str) -> None:
    plain = ask(port, path)

    assert {value: ask(port, path, (name, value)) == plain for value in VALUES} == dict.fromkeys(VALUES, True)
