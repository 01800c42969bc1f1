"""Results of functions of the database, kept in each thread until the next commit of whatever process."""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable, Hashable
from typing import Any, ParamSpec, TypeVar, cast

from django.db import connection

from delivery.page_cache import database_state

P = ParamSpec("P")
T = TypeVar("T")


class _Results(threading.local):
    """The results of one function in one thread, by arguments, with the state of the database they were read in."""

    def __init__(self) -> None:
        self.state: tuple[str, ...] | None = None
        self.by_arguments: dict[Hashable, Any] = {}


def memoize_until_commit(function: Callable[P, T]) -> Callable[P, T]:
    """Memoize a function of hashable arguments and the database, at the price of one small query a call.

    Inside a transaction, where the state of the database is unknown, the function is called every time.
    """
    results = _Results()

    @functools.wraps(function)
    def memoized(*args: P.args, **kwargs: P.kwargs) -> T:
        state = database_state(connection)  # before the call: a commit meanwhile makes the result outdated
        if state is None:
            return function(*args, **kwargs)
        if state != results.state:
            results.state, results.by_arguments = state, {}
        key = (args, tuple(sorted(kwargs.items())))
        if key not in results.by_arguments:
            results.by_arguments[key] = function(*args, **kwargs)
        return cast("T", results.by_arguments[key])

    return memoized
