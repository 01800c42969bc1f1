"""A gunicorn worker whose threads see whole requests only, so that slow clients keep nobody else waiting.

gunicorn's own threaded worker gives a connection to a thread with its first byte, and the thread waits for the rest:
eight half-sent requests stop a site with eight threads. Here the loop that accepts connections collects the head of a
request and the body of a reader's form, whole or not at all, and only then a thread takes it. A proxy that buffers
does the same for many more connections (docs/decisions/0019-slow-clients.md).
"""

from __future__ import annotations

import re
import selectors
import socket
import struct
import time
from collections import deque
from concurrent.futures import Future
from contextlib import suppress
from functools import partial
from typing import Any

from gunicorn.workers.gthread import TConn, ThreadWorker

from delivery.request_body import FORM_MAX_BYTES

HEAD_MAX_BYTES = 32 * 1024  # of all header lines; gunicorn limits the request line and each field
SECONDS = 20  # for a whole request to arrive
STALL_SECONDS = 20  # without a byte, of an editor's upload or of an answer that a client does not take
LINGER_BYTES = 2 * FORM_MAX_BYTES
LINGER_SECONDS = 2  # for a client to close its side, so that it reads the answer to a body that was not
READ = 64 * 1024
END_OF_HEAD = b"\r\n\r\n"
TOO_LARGE = b"HTTP/1.1 431 Request Header Fields Too Large\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
TOO_SLOW = b"HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"
CONTENT_LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*(\d{1,12})[ \t]*\r\n", re.IGNORECASE)
EXPECTS = re.compile(rb"\r\nexpect:[ \t]*100-continue", re.IGNORECASE)
ENCODED = re.compile(rb"\r\ntransfer-encoding:", re.IGNORECASE)


class IncomingRequest:
    """The bytes of a request as far as they have arrived."""

    def __init__(self, data: bytes) -> None:
        self.data = bytearray(data)
        self.size = 0  # of the request, once its head has come
        self.has_more = False  # a body that is left for the thread to read

    @property
    def is_too_large(self) -> bool:
        return not self.size and len(self.data) > HEAD_MAX_BYTES

    @property
    def is_whole(self) -> bool:
        return bool(self.size) and len(self.data) >= self.size

    def add(self, data: bytes) -> bool:
        """Add bytes; gives whether the client now waits to be told to go on."""
        searched = max(0, len(self.data) - len(END_OF_HEAD))
        self.data += data
        end = -1 if self.size else self.data.find(END_OF_HEAD, searched)
        if end < 0:
            return False
        head = bytes(self.data[: end + len(END_OF_HEAD)])
        found = CONTENT_LENGTH.search(head)
        length = int(found[1]) if found else 0
        self.has_more = length > FORM_MAX_BYTES or bool(ENCODED.search(head))
        self.size = len(head) + (0 if self.has_more else length)
        return bool(EXPECTS.search(head)) and not self.is_whole


class BufferingWorker(ThreadWorker):
    """gunicorn's threaded worker, with connections that are read and closed by its loop and not by its threads."""

    def init_process(self) -> None:
        self.closing_conns: deque[TConn] = deque()
        super().init_process()

    def enqueue_req(self, conn: TConn) -> None:
        """Begin to collect a request; what came with the one before is taken along."""
        conn.incoming = IncomingRequest(b"")
        conn.sock.setblocking(False)
        conn.timeout = time.monotonic() + SECONDS
        self.pending_conns.append(conn)
        self.poller.register(conn.sock, selectors.EVENT_READ, partial(self._read, conn))
        early = conn.parser.unreader.take_buffered() if conn.parser else b""
        if early:
            self._take(conn, early)

    def _read(self, conn: TConn, _socket: socket.socket) -> None:
        try:
            data = conn.sock.recv(READ)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if data:
            self._take(conn, data)
        else:
            self._stop_collecting(conn)
            self._close(conn)

    def _take(self, conn: TConn, data: bytes) -> None:
        if conn.incoming.add(data):
            with suppress(OSError):
                conn.sock.send(CONTINUE)
        if conn.incoming.is_too_large:
            self._stop_collecting(conn)
            self._refuse(conn, TOO_LARGE)
        elif conn.incoming.is_whole:
            self._stop_collecting(conn)
            self._hand_over(conn)

    def _stop_collecting(self, conn: TConn) -> None:
        self.poller.unregister(conn.sock)
        self.pending_conns.remove(conn)

    def _hand_over(self, conn: TConn) -> None:
        """Give a request to a thread, whose own reading and writing must not stall."""
        for option in (socket.SO_RCVTIMEO, socket.SO_SNDTIMEO):
            conn.sock.setsockopt(socket.SOL_SOCKET, option, struct.pack("ll", STALL_SECONDS, 0))
        conn.init()
        conn.parser.unreader.unread(bytes(conn.incoming.data))
        super().enqueue_req(conn)

    def _keepalive_after(self, conn: TConn, keepalive: bool) -> bool:
        """A body that the site did not want is not waited for."""
        return not conn.incoming.has_more and super()._keepalive_after(conn, keepalive)

    def finish_request(self, conn: TConn, fs: Future[Any]) -> None:
        if not fs.cancelled() and not fs.exception() and fs.result() is False:
            self._linger(conn)
        else:
            super().finish_request(conn, fs)

    def _refuse(self, conn: TConn, answer: bytes) -> None:
        with suppress(OSError):
            conn.sock.send(answer)
        self._linger(conn)

    def _linger(self, conn: TConn) -> None:
        """Close our side of a connection, and all of it when the client has closed its own or some time has passed."""
        try:
            conn.sock.setblocking(False)
            conn.sock.shutdown(socket.SHUT_WR)
        except OSError:
            self._close(conn)
            return
        conn.timeout, conn.discarded = time.monotonic() + LINGER_SECONDS, 0
        self.closing_conns.append(conn)
        self.poller.register(conn.sock, selectors.EVENT_READ, partial(self._discard, conn))

    def _discard(self, conn: TConn, _socket: socket.socket) -> None:
        data = b""
        with suppress(OSError):
            data = conn.sock.recv(READ)
        conn.discarded += len(data)
        if data and conn.discarded < LINGER_BYTES:
            return
        self.closing_conns.remove(conn)
        self.poller.unregister(conn.sock)
        self._close(conn)

    def _close(self, conn: TConn) -> None:
        self.nr_conns -= 1
        conn.close()

    def _cap_keepalive(self, deadline: float) -> None:
        """A worker that stops waits for requests that have begun, not for those that may never come."""
        super()._cap_keepalive(deadline)
        for conn in self.pending_conns:
            if not conn.incoming.data:
                conn.timeout = min(conn.timeout, deadline)

    def murder_pending(self) -> None:
        """Refuse the requests that took too long, and close the connections whose clients do not."""
        now = time.monotonic()
        for conn in [each for each in self.pending_conns if each.timeout <= now]:
            self._stop_collecting(conn)
            self._refuse(conn, TOO_SLOW)
        while self.closing_conns and self.closing_conns[0].timeout <= now:
            conn = self.closing_conns.popleft()
            self.poller.unregister(conn.sock)
            self._close(conn)
