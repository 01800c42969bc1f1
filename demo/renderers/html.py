"""Renders HTML: the plan as a page of a municipality's site, inside the navigation of that site."""

from __future__ import annotations

from html import escape

from demo.renderers.base import RenderedFile, cover_blocks, ground_truth_block
from demo.types import Draft, DraftBlock
from extraction.types import PassageKind

MENU = ("Barn och utbildning", "Bygga och bo", "Kultur och fritid", "Kommun och politik", "Omsorg och stöd")
FOOTER = ("Kontakta oss", "Tillgänglighetsredogörelse", "Behandling av personuppgifter")
COOKIES = "Webbplatsen använder bara nödvändiga kakor."


def render_html(draft: Draft) -> RenderedFile:
    """A UTF-8 page with the plan in <main>; everything around it belongs to the site."""
    owner, title = escape(draft.owner), escape(draft.title)
    cover = cover_blocks(draft.title, draft.owner, draft.cover)[1:]  # the owner's name stands in the site's header
    blocks = [*cover, *draft.blocks]
    body = "\n".join(_block(block) for block in blocks)
    page = f"""<!DOCTYPE html>
<html lang="{draft.language}">
<head>
<meta charset="utf-8">
<title>{title} - {owner}</title>
<meta name="description" content="Exempeltext">
<meta name="viewport" content="width=device-width, initial-scale=1">
</head>
<body>
<div class="cookie-banner" role="dialog"><p>{COOKIES}</p></div>
<header class="site-header"><a href="/">{owner}</a>
<form role="search" action="/sok"><label for="q">Sök på webbplatsen</label><input id="q" name="q"></form></header>
<nav class="main-menu" aria-label="Huvudmeny"><ul>{_items(MENU)}</ul></nav>
<nav class="breadcrumb" aria-label="Brödsmulor"><ol>{_items(("Start", "Kultur och fritid", "Bibliotek"))}</ol></nav>
<main id="main-content">
<article>
{body}
</article>
</main>
<footer class="site-footer"><p>{escape(draft.headers_footers)}</p><ul>{_items(FOOTER)}</ul></footer>
</body>
</html>
"""
    headers_footers = (COOKIES, "Sök på webbplatsen", *MENU, "Start", "Bibliotek", *FOOTER, draft.headers_footers)
    return RenderedFile(
        page.encode(), tuple(ground_truth_block(block) for block in blocks), headers_footers=headers_footers
    )


def _items(texts: tuple[str, ...]) -> str:
    return "".join(f'<li><a href="/{number}">{escape(text)}</a></li>' for number, text in enumerate(texts))


def _block(block: DraftBlock) -> str:
    lang = f' lang="{block.language}"' if block.language != "sv" else ""
    match block.kind:
        case PassageKind.HEADING:
            return f"<h{block.level}{lang}>{escape(block.text)}</h{block.level}>"
        case PassageKind.LIST:
            return f"<ul{lang}>\n" + "\n".join(f"<li>{escape(item)}</li>" for item in block.items) + "\n</ul>"
        case PassageKind.TABLE:
            head, *rows = block.rows
            lines = ["<tr>" + "".join(f"<th>{escape(cell)}</th>" for cell in head) + "</tr>"]
            lines += ["<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows]
            return "<table>\n" + "\n".join(lines) + "\n</table>"
        case _:
            return f"<p{lang}>{escape(block.text)}</p>"
