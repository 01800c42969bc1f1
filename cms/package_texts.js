// Texts of Wagtail's scripts that our catalogue translates, because Wagtail's does not. No page loads this file:
// `make messages` reads it, as it reads cms/package_texts.py.

ngettext("%(num)s min", "%(num)s mins");
gettext("%(time_zone_option)s: %(localized_time_zone_label)s");
gettext("A network error occurred.");
gettext("A server error occurred.");
gettext("Autosave in progress…");
gettext("Changes have been autosaved.");
gettext("Complex");
gettext("Fair");
gettext("Good");
gettext("Pin toolbar");
gettext("Search options…");
gettext("Unpin toolbar");
gettext("Publish in ");
gettext("Applying editor lock");
gettext("Removing editor lock");
gettext("Stopping Synced translation");
