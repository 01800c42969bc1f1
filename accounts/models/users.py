"""Who signs in. Holds no relation to Wagtail's models, so that its migrations come first."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager["User"]):
    """Users by e-mail address, in whatever case it is written."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """A new user; one without a password cannot sign in until it is set.

        Raises:
            ValueError: The address is empty.
            django.db.IntegrityError: Somebody has the address.
        """
        if not email:
            raise ValueError("A user needs an e-mail address")
        user = self.model(email=email, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        """A new user with every right; see `create_user`."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> User:
        """The user with an address, which `authenticate` calls user name."""
        return self.get(email=(username or "").lower())


class User(AbstractUser):
    """A person, who signs in with an e-mail address; it is stored in lower case."""

    username = None  # type: ignore[assignment]
    email = models.EmailField(
        _("e-mail address"),
        unique=True,
        error_messages={"unique": _("Somebody signs in with this address already.")},
    )

    removed_at = models.DateTimeField(_("personal data removed"), null=True, blank=True, editable=False)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[UserManager] = UserManager()  # type: ignore[assignment]

    class Meta(AbstractUser.Meta):
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="user_email_in_lower_case")
        ]

    def __str__(self) -> str:
        return self.get_full_name() if self.removed_at else self.email

    def get_full_name(self) -> str:
        """First and last name; of a person whose data were removed what the person was."""
        return gettext("former officer") if self.removed_at else super().get_full_name()

    def clean_fields(self, exclude: Any = None) -> None:
        self.email = self.email.lower()
        super().clean_fields(exclude)

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.email = self.email.lower()
        super().save(*args, **kwargs)
