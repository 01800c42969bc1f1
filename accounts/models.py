"""Who signs in. Holds no relation to Wagtail's models, so that its migrations come first."""

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """A person who signs in to the admin."""
