"""Addresses from forms, lists and the admin: http and https, whatever else somebody writes."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from wagtail import blocks
from wagtail.contrib.redirects.models import Redirect
from wagtail.rich_text import RichText

from content.blocks import CallToActionBlock, ContentBlock, KeyFigureBlock, TextBlock, VideoBlock
from content.fields import WebAddressBlock, WebAddressField, WebAddressFormField
from content.validators import validate_web_address
from dialogue.models import ProposalPage

GOOD = ["https://www.kb.se/", "http://alby.se", "https://alby.se:8443/a%20b?c=d#e", "https://xn--rksmrgs-5wao1o.se/å"]
BAD = [
    "javascript:alert(1)",
    "JavaScript:alert(1)",
    "java\tscript:alert(1)",
    "javascript://kb.se/%0aalert(1)",
    "vbscript:x",
    "data:text/html,<script>alert(1)</script>",
    "ftp://kb.se/plan.pdf",
    "ftps://kb.se/",
    "file:///etc/passwd",
    "blob:https://kb.se/1",
    "//kb.se/plan",
    "/\\kb.se",
    "https:kb.se",
    "https:///kb.se",
    "https://",
    "https://kb.se/a b",
    "https://kb.se\t/",
    "https://kb.se/\r\nX: y",
    "https://kb.se/\0",
    "https://kb.se/\x01",
    "https://kb.se/\x7f",
    "https://kb.se/\u2028",
    "https://kb.se/\u202etxt.exe",
    "https://kb.se@evil.example/",
    "https://kb.se:password@evil.example/",
    "https://kb.se:99999/",
    "https://[::1",
    "plan",
    "/plan",
    "https://kb.se/" + "x" * 3_000,
]
MAIL = ["mailto:kb@kb.se", "tel:+4610709"]


@pytest.mark.parametrize("address", GOOD)
def test_an_address_on_the_web_is_accepted(address):
    validate_web_address(address)
    assert WebAddressFormField().clean(address) == address


@pytest.mark.parametrize("address", [*BAD, *MAIL])
def test_any_other_address_is_refused(address):
    with pytest.raises(ValidationError):
        validate_web_address(address)


@pytest.mark.parametrize("written", [*BAD, *MAIL])
def test_what_a_form_lets_through_is_an_address_on_the_web(written):
    """A form writes https before a bare host, and takes blanks away around it."""
    try:
        address = WebAddressFormField(max_length=1000).clean(f" {written} ")
    except ValidationError:
        return
    assert address.startswith("https://")
    validate_web_address(address)


def test_every_address_of_a_model_is_a_web_address():
    own = [model for model in apps.get_models() if not model.__module__.startswith(("wagtail", "django"))]
    fields = [field for model in own for field in model._meta.local_fields if isinstance(field, models.URLField)]

    assert len(fields) >= 6
    assert [str(field) for field in fields if not isinstance(field, WebAddressField)] == []
    assert {type(field.formfield()) for field in fields} == {WebAddressFormField}


def url_blocks(block: blocks.Block) -> list[blocks.Block]:
    children = getattr(block, "child_blocks", {}).values()
    return [block] * isinstance(block, blocks.URLBlock) + [found for child in children for found in url_blocks(child)]


def test_every_address_of_a_block_is_a_web_address():
    fields = [
        field
        for model in apps.get_models()
        for field in model._meta.local_fields
        if hasattr(field, "stream_block") and not model.__module__.startswith("tests.")
    ]
    found = [block for field in fields for block in url_blocks(field.stream_block)]

    assert found
    assert {type(block) for block in found} == {WebAddressBlock}


@pytest.mark.parametrize("address", BAD[:10])
@pytest.mark.parametrize(
    ("block", "name"), [(CallToActionBlock(), "url"), (VideoBlock(), "url"), (KeyFigureBlock(), "source_url")]
)
def test_a_block_refuses_it_at_its_field(block, name, address):
    with pytest.raises(ValidationError) as caught:
        block.child_blocks[name].clean(address)

    assert caught.value.messages[0] == "Skriv en adress som börjar med http:// eller https://."


@pytest.mark.parametrize("address", [*GOOD, *MAIL, "/planer/", "#avsnitt"])
def test_a_text_may_link_to_the_web_a_mailbox_and_the_site(address):
    text = f'<p><a href="{address}">dit</a></p>'

    assert TextBlock().clean(RichText(text)).source == text


@pytest.mark.parametrize("address", [address for address in BAD if address != "/plan"])
def test_a_text_with_any_other_link_is_refused(address):
    text = f'<p><a href="{address}">dit</a></p>'

    with pytest.raises(ValidationError):
        TextBlock().clean(RichText(text))
    with pytest.raises(ValidationError):
        ProposalPage._meta.get_field("official_answer").run_validators(text)


def test_a_text_whose_links_are_pages_and_documents_is_accepted():
    text = '<p><a linktype="page" id="3">sidan</a> <a linktype="document" id="1">filen</a></p>'

    assert TextBlock().clean(RichText(text)).source == text


@pytest.mark.parametrize("address", BAD)
def test_a_redirect_leads_to_a_page_or_the_web(address):
    field = Redirect._meta.get_field("redirect_link")

    field.run_validators("https://alby.se/")
    with pytest.raises(ValidationError):
        field.run_validators(address)


def test_content_blocks_hold_addresses():
    """So that the walk over blocks above sees what it should."""
    assert len(url_blocks(ContentBlock())) == 3
