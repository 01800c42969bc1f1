"""The form by which documents are uploaded and replaced: captions that cannot be read are refused at once."""

from __future__ import annotations

from wagtail.documents.forms import BaseDocumentForm

from content.captions.encoding import MAX_BYTES
from content.captions.reader import read_captions
from content.captions.types import InvalidCaptions

EXTENSIONS = (".vtt", ".srt")


class DocumentForm(BaseDocumentForm):
    def _post_clean(self) -> None:
        """Runs after the model's own check of the file name, which would else miss the refused file."""
        super()._post_clean()
        file = self.cleaned_data.get("file")
        if file and "file" in self.changed_data and file.name.lower().endswith(EXTENSIONS):
            try:
                read_captions(file.read(MAX_BYTES + 1))
            except InvalidCaptions as error:
                self.add_error("file", str(error))
            finally:
                file.seek(0)
