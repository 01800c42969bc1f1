"""Packages that some others silently take down with them."""

from importlib.metadata import version

import django
import wagtail


def test_wagtail_is_the_version_we_chose():
    assert wagtail.__version__ == "8.0.1"


def test_django_is_the_long_term_release():
    assert django.VERSION[:2] == (5, 2)


def test_django_tasks_fits_wagtail():
    assert version("django-tasks").startswith("0.12.")
