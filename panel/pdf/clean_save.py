"""Write a PDF that is being cleaned."""

from __future__ import annotations

import warnings
from io import BytesIO

import pikepdf


def bytes_of(pdf: pikepdf.Pdf) -> bytes:
    """Save what the pages use, decrypted; streams stay compressed as they are."""
    out = BytesIO()
    # qpdf writes no /Size where the file had none, and then cannot read its own file.
    pdf.trailer["/Size"] = 1
    with warnings.catch_warnings():
        # That a field is missing from the form's own list says nothing of its picture.
        warnings.simplefilter("ignore")
        pdf.save(
            out,
            encryption=False,
            preserve_pdfa=False,
            fix_metadata_version=False,
            compress_streams=True,
            stream_decode_level=pikepdf.StreamDecodeLevel.none,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            deterministic_id=True,
        )
    return out.getvalue()
