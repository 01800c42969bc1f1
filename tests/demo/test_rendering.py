from demo.document_specs import document_specs
from demo.documents import render_document
from demo.rendering import rendered, rendering_processes


def test_documents_come_from_other_processes_as_they_are_rendered_here_and_in_order():
    specs = [spec for spec in document_specs() if spec.renderer == "html"][:3]
    with rendering_processes() as processes:
        assert list(rendered(specs, processes)) == [render_document(spec) for spec in specs]
