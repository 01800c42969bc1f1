from content.blocks import ContentBlock
from content.toc import Section, split_into_sections


def sections(*children):
    return split_into_sections(ContentBlock().normalize(list(children)))


def heading(level, text):
    return ("heading", {"text": text, "level": str(level)})


def text(words):
    return ("text", f"<p>{words}</p>")


def test_section_has_the_path_of_its_headings():
    found = sections(
        text("Först."), heading(2, "Mål"), text("Ett."), heading(3, "Barn"), text("Två."), heading(2, "Slut")
    )

    assert found == [
        Section("text", (), 0, ("Först.",)),
        Section("mal", ("Mål",), 2, ("Ett.",)),
        Section("barn", ("Mål", "Barn"), 3, ("Två.",)),
        Section("slut", ("Slut",), 2),
    ]


def test_text_after_a_question_belongs_to_the_heading_above_it():
    found = sections(
        heading(2, "Frågor"), ("question", {"question": "Varför?", "answer": "<p>Därför.</p>"}), text("Efteråt.")
    )

    assert found == [
        Section("fragor", ("Frågor",), 2),
        Section("varfor", ("Frågor", "Varför?"), 0, ("Därför.",)),
        Section("fragor", ("Frågor",), 2, ("Efteråt.",)),
    ]


def test_section_has_the_searchable_text_of_its_blocks():
    figure = {"number": "3,4", "unit": "besök", "measure": "Besök per invånare", "year": 2025, "source": "KB"}

    assert sections(("key_figure", {**figure, "source_url": ""})) == [
        Section("text", (), 0, ("3,4", "besök", "Besök per invånare", "KB"))
    ]


def test_empty_text_has_no_sections():
    assert sections() == []
