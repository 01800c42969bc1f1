"""Forms of batches: what is sent, which column is which, and why a batch is taken back."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from library_plans.batches.columns import COLUMNS, FILE, guess_columns
from library_plans.batches.uploads import MAX_ROWS
from library_plans.importer.tables import Table, TableError, read_table

MAX_FILES = 100  # at a time; Django itself refuses more
MAX_TOGETHER = settings.PLAN_FILE_MAX_BYTES  # bytes; a proxy lets little more through
EXAMPLES = 3  # lines of the list that are shown beside its columns
NO_COLUMN = ""
NO_CHARACTER = "\ufffd"  # in place of NUL, which databases refuse


class FileList(forms.ClearableFileInput):
    allow_multiple_selected = True


class FileListField(forms.FileField):
    """As many files as are chosen; a list, also of none."""

    widget = FileList

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        files = [file for file in data or [] if file]
        if self.required and not files:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        if len(files) > MAX_FILES:
            raise forms.ValidationError(
                _("Choose at most %(most)d files, and add the others afterwards.") % {"most": MAX_FILES}
            )
        if sum(file.size or 0 for file in files) > MAX_TOGETHER:
            most = filesizeformat(MAX_TOGETHER)
            raise forms.ValidationError(
                _("The files are larger than %(most)s together. Send some at a time.") % {"most": most}
            )
        return files


class FilesForm(forms.Form):
    """More files for a batch."""

    documents = FileListField(
        label=gettext_lazy("Files"),
        help_text=gettext_lazy("PDF, DOCX, ODT or HTML, at most 100 files and 100 MB at a time."),
    )


class BatchForm(FilesForm):
    """Files, a list, or both."""

    plan_list = forms.FileField(
        label=gettext_lazy("List"),
        required=False,
        help_text=gettext_lazy("XLSX or CSV, with a row for each file. You tell its columns in the next step."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["documents"].required = False
        self.table: Table = []

    def clean_plan_list(self) -> UploadedFile | None:
        """The list; its rows are in `table`."""
        file: UploadedFile | None = self.cleaned_data["plan_list"]
        if file:
            try:
                self.table = uploaded_table(file)
            except TableError as error:
                raise forms.ValidationError(str(error)) from error
            if len(self.table) > MAX_ROWS + 1:
                raise forms.ValidationError(_("The list has more than %(most)d rows. Divide it.") % {"most": MAX_ROWS})
            if len(self.table) == 1:
                raise forms.ValidationError(_("The list has a header, but no row below it."))
        return file

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not cleaned["documents"] and not cleaned["plan_list"]:
            self.add_error("documents", _("Choose files, a list or both."))
        return cleaned


def uploaded_table(file: UploadedFile) -> Table:
    """The rows of a list that was sent. Raises TableError."""
    with tempfile.NamedTemporaryFile(prefix="plan-list-") as copy:
        for chunk in file.chunks():
            copy.write(chunk)
        copy.flush()
        table = read_table(Path(copy.name), file.name or "")
    return [[cell.replace("\0", NO_CHARACTER) for cell in row] for row in table]


class ColumnsForm(forms.Form):
    """Which column of the list is which of ours; guessed from the header."""

    def __init__(self, *args: Any, table: Table, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        guessed = guess_columns(table[0])
        choices = [(NO_COLUMN, _("Not in the list")), *column_choices(table)]
        for name, label in COLUMNS.items():
            field = forms.TypedChoiceField(
                label=str(label), choices=choices, coerce=int, empty_value=None, required=name == FILE
            )
            field.initial = guessed.get(name, NO_COLUMN)
            self.fields[name] = field

    @property
    def places(self) -> dict[str, int]:
        """The place of each column that the list has, of a valid form."""
        return {name: place for name, place in self.cleaned_data.items() if place is not None}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        chosen: dict[int, str] = {}
        for name, place in list(cleaned.items()):
            if place is not None and place in chosen:
                other = COLUMNS[chosen[place]]
                self.add_error(name, _("The column is chosen for “%(other)s” already.") % {"other": other})
            elif place is not None:
                chosen[place] = name
        return cleaned


def column_choices(table: Table) -> Sequence[tuple[int, str]]:
    """The columns of a list by their names, with what the first rows have there."""
    widest = max(map(len, table[: EXAMPLES + 1]))
    names = [*table[0], *[""] * (widest - len(table[0]))]
    return [(place, column_name(table, place, name)) for place, name in enumerate(names)]


def column_name(table: Table, place: int, name: str) -> str:
    found = examples(table, place)
    shown = name or _("Column %(number)d") % {"number": place + 1}
    return f"{shown}: {found}" if found else shown


def examples(table: Table, place: int) -> str:
    found = [row[place] for row in table[1 : EXAMPLES + 1] if place < len(row) and row[place]]
    return ", ".join(text if len(text) <= 30 else f"{text[:29]}…" for text in found)


class TakeBackForm(forms.Form):
    """Why all that a batch made is registered in error; only editors read it."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=255,
        help_text=gettext_lazy("For example: the wrong list was sent. Only editors see it."),
        widget=forms.TextInput(attrs={"class": "w-field__input"}),
    )
