"""Runs scheduled jobs and reports their results."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import StringIO

from django.core.management import CommandError, call_command

from content.schedule import Job

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class JobResult:
    """The result of one run of a job; `error` is empty on success, `output` is what the command printed."""

    job: Job
    seconds: float
    error: str
    output: str

    def __str__(self) -> str:
        return f"{'FAILED' if self.error else 'ok':8}{self.job} ({self.seconds:.1f} s) {self.error}".rstrip()


def run_job(job: Job) -> JobResult:
    """Run a job in this process. An exception is caught and stands in the result, so that the next job runs."""
    output = StringIO()
    error = ""
    began = time.monotonic()
    try:
        call_command(job.command, *job.arguments, stdout=output, stderr=output)
    except SystemExit as ending:
        error = f"exit status {ending.code}" if ending.code else ""
    except CommandError as raised:
        error = str(raised)
    except Exception as raised:
        error = f"{type(raised).__name__}: {raised}"
        logger.exception("Scheduled job %s failed", job)
    return JobResult(job, time.monotonic() - began, error, output.getvalue().strip())


def run_jobs(jobs: Iterable[Job]) -> Iterator[tuple[JobResult, str]]:
    """Run jobs one after the other; gives each result with its report, which includes the output of a failed job."""
    for job in jobs:
        result = run_job(job)
        output = result.output.splitlines() if result.error else []
        yield result, "\n".join([str(result), *(f"        {line}" for line in output)])
