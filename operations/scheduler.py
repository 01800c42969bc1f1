"""Builds the scheduler, the one process that starts jobs when they are due."""

from __future__ import annotations

import logging
from datetime import datetime

from apscheduler.schedulers.blocking import BlockingScheduler
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger
from django.conf import settings
from django.db import connections

from content.schedule import Job, nightly_jobs, periodic_jobs
from operations import heartbeats
from operations.jobs import run_jobs

logger = logging.getLogger(__name__)
NIGHTLY_HOUR = 3  # of settings.TIME_ZONE: no clock is put forward over it, or back to it
DEFAULTS = {
    "coalesce": True,  # after a pause once, not as often as was missed
    "misfire_grace_time": None,  # late is better than not at all
    "max_instances": 1,
}


def build_scheduler() -> BlockingScheduler:
    """A scheduler that runs every periodic job at once and then at its interval, and the nightly ones at 03:00."""
    scheduler = BlockingScheduler(timezone=settings.TIME_ZONE, job_defaults=DEFAULTS)
    for job in periodic_jobs():
        assert job.every is not None
        trigger = IntervalTrigger(seconds=int(job.every.total_seconds()))
        now = datetime.now(scheduler.timezone)
        scheduler.add_job(run_in_thread, trigger, args=[[job]], id=str(job), next_run_time=now)
    scheduler.add_job(run_in_thread, CronTrigger(hour=NIGHTLY_HOUR), args=[nightly_jobs()], id="nightly")
    return scheduler


def run_in_thread(jobs: list[Job]) -> None:
    """Run jobs in one of the scheduler's threads; failures go to the log."""
    for result, lines in run_jobs(jobs):
        logger.log(logging.ERROR if result.error else logging.INFO, "%s", lines)
        heartbeats.touch(settings.SCHEDULER_HEARTBEAT)  # the shortest interval is half a minute
        connections.close_all()  # a server that is restarted fails one job, not all that follow
