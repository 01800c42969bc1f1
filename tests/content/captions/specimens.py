"""Files of captions that editors' programs write, each with what it says: read by us and shown by a browser."""

from content.captions.types import Cue

HERE, AGAIN = Cue(1000, 4000, "", "Det här syns."), Cue(5000, 8000, "", "Bokbussen åker på Åland.")
SRT = """1
00:00:01,000 --> 00:00:04,000
Det här syns.

2
00:00:05,000 --> 00:00:08,000
Bokbussen åker på Åland.
"""
VTT = "WEBVTT\n\n" + SRT.replace(",000", ".000")
ONE = "WEBVTT\n\n00:01.000 --> 00:04.000\n"

TWO_CUES: dict[str, bytes] = {
    "WebVTT": VTT.encode(),
    "SRT": SRT.encode(),
    "SRT without index": SRT.replace("\n2\n", "\n").encode(),
    "SRT without any index": SRT.replace("1\n", "", 1).replace("\n2\n", "\n").encode(),
    "SRT without hours": SRT.replace("00:00:0", "00:0").encode(),
    "SRT with points": SRT.replace(",000", ".000").encode(),
    "WebVTT with a comma": VTT.replace("00:05.000", "00:05,000").encode(),
    "WebVTT with commas": VTT.replace(".000", ",000").encode(),
    "WebVTT without head": VTT.removeprefix("WEBVTT\n\n").encode(),
    "hours of one digit": VTT.replace("00:00:0", "0:00:0").encode(),
    "empty first line": f"\n{VTT}".encode(),
    "empty first lines and byte order mark": f"\ufeff\r\n\r\n{VTT}".encode(),
    "two byte order marks": f"\ufeff\ufeff{VTT}".encode(),
    "byte order mark and Windows-1252": b"\xef\xbb\xbf" + VTT.encode("cp1252"),
    "SRT with byte order mark": f"\ufeff{SRT}".encode(),
    "UTF-16": VTT.encode("utf-16"),
    "UTF-16 with two byte order marks": f"\ufeff{VTT}".encode("utf-16"),
    "Windows-1252": VTT.encode("cp1252"),
    "SRT in Windows-1252": SRT.encode("cp1252"),
    "CR": VTT.replace("\n", "\r").encode(),
    "CRLF": SRT.replace("\n", "\r\n").encode(),
    "mixed line ends": VTT.replace("\n\n", "\r\r\n").encode(),
    "no line end": SRT.rstrip("\n").encode(),
    "spaces after the times": SRT.replace(",000\n", ",000 \t\n").encode(),
    "no spaces about the arrow": SRT.replace(" --> ", "-->").encode(),
    "many empty lines": SRT.replace("\n\n", "\n\n\n\n").encode(),
    "missing empty line": SRT.replace("\n\n", "\n").encode(),
    "missing empty line and index": SRT.replace("\n\n2\n", "\n").encode(),
    "line of spaces between captions": SRT.replace("\n\n", "\n \n").encode(),
    "missing empty line after the head": VTT.replace("WEBVTT\n\n", "WEBVTT\n").encode(),
    "metadata in the head": VTT.replace("WEBVTT\n", "WEBVTT - Träff\nKind: captions\nLanguage: sv\n").encode(),
    "notes, styles and regions": VTT.replace(
        "WEBVTT\n", "WEBVTT\n\nNOTE\nGranskad\n\nSTYLE\n::cue { color: red }\n\nREGION\nid:a\nlines:3\n"
    ).encode(),
    "names of captions": VTT.replace("\n1\n", "\ninledning\n").replace("\n2\n", "\ndel 2\n").encode(),
    "positions of SRT": SRT.replace("04,000", "04,000 X1:1 X2:2 Y1:3 Y2:4").replace("Det", "{\\an8}Det").encode(),
    "settings that are wrong": VTT.replace("04.000", "04.000 line:x align:mitten position:200").encode(),
    "settings": VTT.replace("04.000", "04.000 line:0 position:10%,line-left align:start region:a").encode(),
    "tags": VTT.replace("Det här", "<c.gul><i>Det <b>här</b></i></c><00:00:02.000>").encode(),
    "font of SRT": SRT.replace("Det här", '<font color="#fff">Det här</font>').encode(),
    "vertical tab": VTT.replace("Det här", "Det\vhär").encode(),
    "control characters of Unicode": VTT.replace("Det här", "Det\u2028h\x9fär").encode(),
    "a caption without text": VTT.replace("WEBVTT\n", "WEBVTT\n\n00:00.000 --> 00:00.500\n").encode(),
}


def one(text: str, *spans: tuple[str, str]) -> tuple[bytes, list[Cue]]:
    """A file of one caption, and what is said in it: pairs of speaker and text."""
    return f"{ONE}{text}\n".encode(), [Cue(1000, 4000, speaker, said) for speaker, said in spans]


FILES: dict[str, tuple[bytes, list[Cue]]] = {
    **{name: (data, [HERE, AGAIN]) for name, data in TWO_CUES.items()},
    "entities": one("Tecknet &lt;script&gt; &amp; annat&nbsp;&#229;", ("", "Tecknet <script> & annat å")),
    "signs without entities": one("3 < 4 & 5 > 2", ("", "3 < 4 & 5 > 2")),
    "an arrow as entity": one("hem --&gt; bort", ("", "hem --> bort")),
    "lines": one("Ett\n  två  \ntre", ("", "Ett\ntvå\ntre")),
    "a tag over two lines": one("<v Eva\nÅkesson>Hej", ("Eva Åkesson", "Hej")),
    "voices on lines": one("<v Eva>Vad?\n<v.hög Bo>Bra.\nTack!", ("Eva", "Vad?"), ("Bo", "Bra.\nTack!")),
    "voices on one line": one("<v Eva>Hej!</v> <v Bo>Hej!</v>", ("Eva", "Hej!"), ("Bo", "Hej!")),
    "voices without ends on one line": one("<v Eva>Hej! <v Bo>Hej hej!", ("Eva", "Hej!"), ("Bo", "Hej hej!")),
    "a voice within a line": one("(skratt) <v Bo>Ja.</v> (paus)", ("", "(skratt)"), ("Bo", "Ja."), ("", "(paus)")),
    "a voice that comes back": one("<v A>Ett</v>\n<v B>Två</v>\n<v A>Tre", ("A", "Ett"), ("B", "Två"), ("A", "Tre")),
    "a voice within another": one("<v A>Ett <v B>två</v> tre", ("A", "Ett"), ("B", "två"), ("A", "tre")),
    "a voice with an entity": one("<v Ek &amp; Alm>Hej", ("Ek & Alm", "Hej")),
    "a voice without text": one("<v A></v><v B>Hej", ("B", "Hej")),
    "captions at the same time": (
        b"WEBVTT\n\n00:01.000 --> 00:05.000\nEtt\n\n00:01.000 --> 00:03.000\nTv\xc3\xa5\n",
        [Cue(1000, 5000, "", "Ett"), Cue(1000, 3000, "", "Två")],
    ),
    "more than a hundred hours": (
        b"WEBVTT\n\n100:00:01.000 --> 100:00:02.000\nHej\n",
        [Cue(360_001_000, 360_002_000, "", "Hej")],
    ),
}
