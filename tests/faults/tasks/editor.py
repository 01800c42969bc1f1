"""An editor at a browser without JavaScript, over HTTP."""

from __future__ import annotations

import re
import socket
import urllib.error
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import BOUNDARY, encode_multipart

from tests.library_plans.admin.plan_form import plan_form_data

EMAIL, PASSWORD = "redaktor@example.org", "ett-langt-losenord"


class Editor:
    """Keeps cookies and sends forms with their token."""

    def __init__(self, address: str, owner: int) -> None:
        self.address = address
        self.owner = owner
        self.cookies = CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies))

    def get(self, path: str) -> tuple[int, str]:
        """Status and text of a page."""
        return self._send(urllib.request.Request(f"{self.address}{path}"))

    def sign_in(self) -> None:
        token = self._token(self.get("/logga-in/?next=/admin/")[1])
        data = urllib.parse.urlencode({"login": EMAIL, "password": PASSWORD, "csrfmiddlewaretoken": token}).encode()
        status, page = self._send(urllib.request.Request(f"{self.address}/logga-in/?next=/admin/", data))
        assert status == 200, page
        assert "/admin/logout/" in page

    def add_plan(self, title: str, content: bytes, **values: str) -> tuple[int, str]:
        """Save a plan with its file in one form; `values` are those of further fields."""
        return self._send(self._plan(title, content, **values))

    def begin_to_add_plan(self, title: str, content: bytes) -> socket.socket:
        """Send the first half of the form and leave it at that; the connection is open."""
        request = self._plan(title, content)
        self.cookies.add_cookie_header(request)
        lines = [f"POST {request.selector} HTTP/1.1", f"Host: {request.host}", f"Content-Length: {len(request.data)}"]
        lines += [f"{name}: {value}" for name, value in request.header_items()]
        half = socket.create_connection(tuple(request.host.split(":")), timeout=10)
        half.sendall("\r\n".join([*lines, "", ""]).encode() + request.data[: len(request.data) // 2])
        return half

    def _plan(self, title: str, content: bytes, **values: str) -> urllib.request.Request:
        path = "/admin/planer/new/"
        owner = {"organisation": self.owner, "role": "kommun"}
        file = SimpleUploadedFile("plan.pdf" if content.startswith(b"%PDF") else "plan.html", content)
        data = plan_form_data(owners=[owner], title=title, new_file=file, **values)
        token = self._token(self.get(path)[1])
        body = encode_multipart(BOUNDARY, {**data, "csrfmiddlewaretoken": token})
        headers = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
        return urllib.request.Request(f"{self.address}{path}", body, headers)

    def _send(self, request: urllib.request.Request) -> tuple[int, str]:
        try:
            with self.opener.open(request, timeout=60) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()
        except OSError:  # the server is being replaced
            return 0, ""

    def _token(self, page: str) -> str:
        found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        assert found, page[:2000]
        return found[1]
