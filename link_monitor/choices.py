"""What may be found at a link. The label of an outcome is the sentence that editors read."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Outcome(models.TextChoices):
    """What the last visit found; empty before the first one."""

    OK = "ok", _("Nothing is wrong.")
    MOVED = "moved", _("The file has moved to another website; the old address still leads there.")

    BLANKS = "blanks", _("The address has blanks in it.")
    INCOMPLETE = "incomplete", _("Only a part of an address is there.")
    NOT_WEB = "not_web", _("The address does not begin with http:// or https://.")
    VIEWER = "viewer", _("The address is that of a program that shows files; the file's own address stands inside it.")
    PRIVATE = "private", _("The address leads to an internal network that nobody outside can reach.")

    ROBOTS = "robots", _("The website asks not to be visited by programs (robots.txt).")
    RATE_LIMITED = "rate_limited", _("The website answers that it is asked too often.")

    NO_HOST = "no_host", _("There is no website of that name.")
    NO_CONNECTION = "no_connection", _("The website cannot be reached.")
    TLS = "tls", _("The website's certificate is not valid, or the secure connection fails.")
    TIMEOUT = "timeout", _("The website did not answer in time.")
    SLOW = "slow", _("The answer came so slowly that it was broken off.")
    NO_ANSWER = "no_answer", _("The website hung up without an answer.")
    BAD_ANSWER = "bad_answer", _("The answer cannot be understood.")

    NOT_FOUND = "not_found", _("Nothing is found at the address (404).")
    GONE = "gone", _("What stood at the address has been taken away (410).")
    FORBIDDEN = "forbidden", _("The website refuses to show the address (403).")
    LOGIN = "login", _("The address asks for a sign-in.")
    COOKIE_WALL = "cookie_wall", _("A question about cookies stands in the way.")
    SERVER_ERROR = "server_error", _("The website says that it is broken (5xx).")
    BAD_STATUS = "bad_status", _("The website answers with an error.")

    REDIRECT_LOOP = "redirect_loop", _("The address leads in a circle.")
    TOO_MANY_REDIRECTS = "too_many_redirects", _("The address leads on too many times.")
    BAD_REDIRECT = "bad_redirect", _("The address leads on to something that is no address on the web.")
    START_PAGE = "start_page", _("The address leads to a start page.")

    EMPTY = "empty", _("The answer is empty.")
    TRUNCATED = "truncated", _("The answer ends before its end.")
    SOFT_NOT_FOUND = "soft_not_found", _("A page says that nothing is found, though the answer says that all is well.")
    DOCUMENT_SERVICE = "document_service", _("The address leads to a page of a document service and not to the file.")
    WEB_PAGE = "web_page", _("A web page stands where the file was.")
    OTHER_FORMAT = "other_format", _("A file of another format stands where the file was.")
    TOO_BIG = "too_big", _("A file that is larger than any that we take stands where the file was.")
    CHANGED = "changed", _("The file is not the one that we have.")


FINE = frozenset({Outcome.OK, Outcome.MOVED})
FLAWED_ADDRESS = frozenset({Outcome.BLANKS, Outcome.INCOMPLETE, Outcome.NOT_WEB, Outcome.VIEWER, Outcome.PRIVATE})
NOT_ASKED = frozenset({Outcome.ROBOTS, Outcome.RATE_LIMITED})
REPLACED = frozenset({Outcome.CHANGED, Outcome.OTHER_FORMAT, Outcome.TOO_BIG})
# What becomes a case once it has lasted; what is too big cannot be attached.
FOR_A_CASE = frozenset({Outcome.NOT_FOUND, Outcome.GONE, Outcome.CHANGED, Outcome.OTHER_FORMAT})
# What may be the fault of the network or of the other side for a while: many of these at once stop a run.
LOST = frozenset(Outcome) - FINE - FLAWED_ADDRESS - NOT_ASKED - REPLACED
