"""What a pack's catalogue says of it: page labels and metadata."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from panel.pdf.frame import text_string

_COUNTED = re.compile(r"(.*?)([1-9]\d{0,8})", re.DOTALL)


def label_tree(labels: Sequence[str]) -> bytes:
    """Page labels as ranges: "E1", "E2", "E3" become one that counts; what does not count stands by itself."""
    parts = []
    expected: tuple[str, int] | None = None
    for page, label in enumerate(labels):
        counted = _COUNTED.fullmatch(label)
        if counted is None:
            parts.append(b"%d << /P %b >>" % (page, text_string(label)))
            expected = None
            continue
        prefix, value = counted[1], int(counted[2])
        if (prefix, value) != expected:
            before = b" /P %b" % text_string(prefix) if prefix else b""
            parts.append(b"%d << /S /D%b /St %d >>" % (page, before, value))
        expected = (prefix, value + 1)
    return b"<< /Nums [%b] >>" % b" ".join(parts)


def metadata(title: str, language: str) -> bytes:
    """The XMP packet: title and language, no dates, nobody's name."""
    packet = (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">\n'
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(title, quote=False)}</rdf:li></rdf:Alt></dc:title>\n'
        f"<dc:language><rdf:Bag><rdf:li>{escape(language, quote=False)}</rdf:li></rdf:Bag></dc:language>\n"
        "</rdf:Description></rdf:RDF></x:xmpmeta>\n"
        '<?xpacket end="r"?>'
    ).encode()
    return b"<< /Type /Metadata /Subtype /XML /Length %d >>\nstream\n%b\nendstream" % (len(packet), packet)
