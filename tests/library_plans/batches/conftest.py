from collections.abc import Callable
from typing import Any

import pytest

from library_plans.models import ImportBatch

LIST_COLUMNS = ("file", "owner_codes", "kind", "title", "starts", "ends", "decided_on", "body", "section", "dnr")


@pytest.fixture
def send(editor, organisations, django_capture_on_commit_callbacks) -> Callable[..., Any]:
    """Posts in the admin as an editor; the worker's tasks have run when the answer is there."""

    def sent(address: str, **data: Any) -> Any:
        with django_capture_on_commit_callbacks(execute=True):
            return editor.post(f"/admin/manga-planer/{address}", data)

    return sent


@pytest.fixture
def batch_of(send) -> Callable[..., ImportBatch]:
    """A batch of the files given; with a list, whose columns are taken as guessed."""

    def made(*files: Any, plan_list: Any = None) -> ImportBatch:
        response = send("ny/", documents=list(files), **({"plan_list": plan_list} if plan_list else {}))
        assert response.status_code == 302, response.context["form"].errors
        batch = ImportBatch.objects.latest("pk")
        if batch.has_table:
            form = send(f"{batch.pk}/kolumner/").context["form"]
            values = {name: field.initial for name, field in form.fields.items()}
            assert send(f"{batch.pk}/kolumner/", **values).status_code == 302
        return batch

    return made
