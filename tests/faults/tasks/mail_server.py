"""A mail server on loopback that takes mail and answers when it is told to."""

from __future__ import annotations

import socket
import threading
from email import message_from_bytes
from email.message import Message


class MailServer:
    """Speaks SMTP, one client at a time. `received` are the mails that it was given, answered or not."""

    def __init__(self) -> None:
        self.received: list[Message] = []
        self.may_answer = threading.Event()
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self) -> None:
        self.may_answer.set()
        self._socket.close()

    def _serve(self) -> None:
        while True:
            try:
                peer, _address = self._socket.accept()
            except OSError:
                return
            threading.Thread(target=self._talk, args=[peer], daemon=True).start()

    def _talk(self, peer: socket.socket) -> None:
        with peer, peer.makefile("rwb", buffering=0) as lines:
            lines.write(b"220 ready\r\n")
            try:
                while line := lines.readline():
                    lines.write(self._answer(line, lines))
            except OSError:  # the client was killed
                return

    def _answer(self, line: bytes, lines: socket.SocketIO) -> bytes:
        command = line[:4].upper()
        if command == b"QUIT":
            return b"221 bye\r\n"
        if command != b"DATA":
            return b"250 ok\r\n"
        lines.write(b"354 go on\r\n")
        content = b""
        while (part := lines.readline()) not in (b".\r\n", b""):
            content += part
        self.received.append(message_from_bytes(content))
        self.may_answer.wait(60)
        return b"250 taken\r\n"
