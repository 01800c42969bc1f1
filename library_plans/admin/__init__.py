"""KB's screens for the register, in Wagtail's admin."""
