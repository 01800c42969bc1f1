"""Template tags."""

import json
import re

from content.templatetags.content import linked_data


def test_linked_data_escapes_markup_in_values():
    value = {"@type": "Event", "name": "Åtta </script><script>alert(1)</script> & <!-- fler"}

    html = linked_data(value)

    [text] = re.findall(r'^<script type="application/ld\+json">(.*)</script>$', html)
    assert json.loads(text) == value
    assert re.findall("[<>&]", text) == []
