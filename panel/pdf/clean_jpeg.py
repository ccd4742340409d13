"""Take the camera's and the program's particulars out of a JPEG: place, time, owner, small previews.

ITU T.81, annex B. What a picture needs to be drawn stays: JFIF (APP0), the colour profile (APP2), Adobe (APP14).
"""

from __future__ import annotations

_PARTICULARS = frozenset([0xE1, 0xED, 0xFE, *range(0xE3, 0xED)])  # Exif and XMP, Photoshop, comments, makers' own
_START, _SCAN, _END = 0xD8, 0xDA, 0xD9
_ALONE = frozenset([0x01, *range(0xD0, 0xD8)])


def without_particulars(jpeg: bytes) -> bytes | None:
    """Copy a JPEG without its particulars; None if it has none, or is not built as it should be."""
    if jpeg[:2] != bytes((0xFF, _START)):
        return None
    kept = [jpeg[:2]]
    place = 2
    removed = False
    while place + 4 <= len(jpeg):
        if jpeg[place] != 0xFF:
            return None
        marker = jpeg[place + 1]
        if marker == 0xFF:
            place += 1
            continue
        if marker in _ALONE:
            kept.append(jpeg[place : place + 2])
            place += 2
            continue
        if marker in (_SCAN, _END):
            break
        end = place + 2 + int.from_bytes(jpeg[place + 2 : place + 4], "big")
        if end > len(jpeg):
            return None
        if marker in _PARTICULARS:
            removed = True
        else:
            kept.append(jpeg[place:end])
        place = end
    if not removed:
        return None
    return b"".join(kept) + jpeg[place:]
