"""Takes what stands on layers that are off out of a PDF before it is read. Only in the sandboxed child process."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Operator

SHOWING = ("Tj", "TJ", "Do", "INLINE IMAGE", "EI")
SHOWING_ON_NEXT_LINE = ("'", '"')
MAX_DEPTH = 20  # of expressions and of drawings within drawings

Instructions = list[tuple[list[Any], Operator]]


def without_hidden_layers(path: Path, first: int, last: int) -> tuple[bytes | None, set[int]]:
    """The file without what its hidden layers show on the pages from `first` to `last`, and the pages that lost text.

    None where nothing is hidden, or where the file cannot be parsed.

    Source:
        Optional content: ISO 32000-1:2008, 8.11. Which layer is off by default follows pdfium, that draws the page
        images.
    """
    try:
        with pikepdf.open(path) as document:
            layers = _Layers(document)
            if not layers.hidden:
                return None, set()
            changed = {number for number in range(first, last + 1) if layers.clear_page(document.pages[number - 1])}
            file = io.BytesIO()
            document.save(file)
            return file.getvalue(), changed
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, RuntimeError):
        return None, set()


class _Layers:
    """The layers of a document that are off."""

    def __init__(self, document: pikepdf.Pdf) -> None:
        self.document = document
        properties = document.Root.get("/OCProperties", Dictionary())
        config = properties.get("/D", Dictionary())
        base_is_off = config.get("/BaseState") == Name.OFF
        on, off = (_ids(config.get(name, Array())) for name in ("/ON", "/OFF"))
        self.hidden: set[tuple[int, int]] = set()
        for group in properties.get("/OCGs", Array()):
            state = group.get("/Usage", Dictionary()).get("/View", Dictionary()).get("/ViewState")
            is_off = (base_is_off and group.objgen not in on) or group.objgen in off
            if state == Name.OFF if state is not None else is_off:
                self.hidden.add(group.objgen)
        self.cleared: dict[tuple[int, int], bool] = {}

    def hides(self, content: Any, depth: int = 0) -> bool:
        """Whether a group, or a dictionary of groups with a policy or an expression, is off."""
        if not isinstance(content, Dictionary) or depth > MAX_DEPTH:
            return False
        if content.get("/Type") != Name.OCMD:
            return content.objgen in self.hidden
        if "/VE" in content:
            return not self._is_true(content.VE, depth)
        groups = content.get("/OCGs", Array())
        states = [not self.hides(group, depth + 1) for group in (groups if isinstance(groups, Array) else [groups])]
        policy = content.get("/P", Name.AnyOn)
        if not states:
            return False
        if policy == Name.AllOn:
            return not all(states)
        if policy == Name.AnyOff:
            return all(states)
        return any(states) if policy == Name.AllOff else not any(states)

    def _is_true(self, expression: Any, depth: int) -> bool:
        if not isinstance(expression, Array) or depth > MAX_DEPTH:
            return not self.hides(expression, depth + 1)
        operator, *operands = expression
        values = (self._is_true(operand, depth + 1) for operand in operands)
        if operator == Name.Not:
            return not next(values, False)
        return all(values) if operator == Name.And else any(values)

    def clear_page(self, page: pikepdf.Page) -> bool:
        """Take what is hidden out of a page; whether anything was."""
        resources = page.obj.get("/Resources", Dictionary())
        instructions, changed = self._cleared_instructions(page, resources)
        if changed:
            page.Contents = self.document.make_stream(pikepdf.unparse_content_stream(instructions))
        annotations = page.obj.get("/Annots", Array())
        shown = [one for one in annotations if not self.hides(one.get("/OC"))]
        if len(shown) < len(annotations):
            page.obj.Annots = Array(shown)
        return self._clear_forms(resources, 0) or changed or len(shown) < len(annotations)

    def _clear_forms(self, resources: Any, depth: int) -> bool:
        """Take what is hidden out of the drawings that a page refers to."""
        found = [self._clear_form(form, resources, depth) for form in _forms(resources)] if depth < MAX_DEPTH else []
        return any(found)

    def _clear_form(self, form: pikepdf.Stream, above: Any, depth: int) -> bool:
        if form.objgen in self.cleared:
            return self.cleared[form.objgen]
        self.cleared[form.objgen] = False
        resources = form.get("/Resources", above)
        instructions, changed = self._cleared_instructions(form, resources)
        if changed:
            form.write(pikepdf.unparse_content_stream(instructions))
        self.cleared[form.objgen] = self._clear_forms(resources, depth + 1) or changed
        return self.cleared[form.objgen]

    def _cleared_instructions(self, content: Any, resources: Any) -> tuple[Instructions, bool]:
        """The instructions that stay, and whether any went. What moves the pen or sets a font stays."""
        kept: Instructions = []
        marks: list[bool] = []
        changed = False
        for instruction in pikepdf.parse_content_stream(content):
            operands, operator = instruction.operands, instruction.operator
            name = str(operator)
            if name in ("BMC", "BDC"):
                marks.append(name == "BDC" and operands[0] == Name.OC and self._hides_mark(operands[1], resources))
            elif name == "EMC" and marks:
                marks.pop()
            hidden = any(marks) or (name == "Do" and self._hides_drawing(operands[0], resources))
            if hidden and name in SHOWING:
                changed = True
            elif hidden and name in SHOWING_ON_NEXT_LINE:
                changed = True
                kept.append(([], Operator("T*")))
            else:
                kept.append((list(operands), operator))
        return kept, changed

    def _hides_mark(self, mark: Any, resources: Any) -> bool:
        return self.hides(resources.get("/Properties", Dictionary()).get(mark) if isinstance(mark, Name) else mark)

    def _hides_drawing(self, name: Any, resources: Any) -> bool:
        drawing = resources.get("/XObject", Dictionary()).get(name)
        return drawing is not None and self.hides(drawing.get("/OC"))


def _ids(groups: Any) -> set[tuple[int, int]]:
    return {group.objgen for group in groups}


def _forms(resources: Any) -> Iterator[pikepdf.Stream]:
    for drawing in resources.get("/XObject", Dictionary()).values():
        if isinstance(drawing, pikepdf.Stream) and drawing.get("/Subtype") == Name.Form:
            yield drawing
