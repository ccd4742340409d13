"""Paint something on top of a page whose own content may be broken."""

from __future__ import annotations

from itertools import count

import pikepdf

from panel.pdf.clean_objects import copied

MOST_UNCLOSED = 200


class Painter:
    """Adds pictures to one page without changing how its own content draws."""

    def __init__(self, pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
        self._pdf = pdf
        self._page = page
        self._names: dict[tuple[int, int], str] = {}
        self._pictures: dict[str, pikepdf.Stream] = {}
        self._taken: set[str] | None = None
        self._free = (f"/Flat{number}" for number in count())
        self._written: bytes | None = None

    @property
    def written(self) -> bytes:
        """The page's own content, decoded; empty where it cannot be."""
        if self._written is None:
            try:
                self._written = b"\n".join(stream.read_bytes() for stream in self._streams())
            except (pikepdf.PdfError, RuntimeError, ValueError):
                self._written = b""
        return self._written

    def _streams(self) -> list[pikepdf.Stream]:
        contents = self._page.obj.get("/Contents")
        every = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
        return [stream for stream in every if isinstance(stream, pikepdf.Stream)]

    def picture(self, form: pikepdf.Stream, layer: pikepdf.Object | None) -> str:
        """Name an appearance in the page's resources, on its layer if it has one; returns the name."""
        if layer is None and form.objgen in self._names:
            return self._names[form.objgen]
        form["/Type"] = pikepdf.Name.XObject
        form["/Subtype"] = pikepdf.Name.Form
        drawn = form
        if layer is not None:
            # The appearance may be shared with an annotation on another layer: wrap it.
            drawn = self._pdf.make_stream(
                b"/Inner Do",
                Type=pikepdf.Name.XObject,
                Subtype=pikepdf.Name.Form,
                BBox=pikepdf.Array([-100_000, -100_000, 100_000, 100_000]),
                Resources=pikepdf.Dictionary(XObject=pikepdf.Dictionary(Inner=form)),
                OC=layer,
            )
        if self._taken is None:
            self._taken = set(copied(copied(_inherited(self._page)).get("/XObject")).keys())
        name = next(name for name in self._free if name not in self._taken)
        self._pictures[name] = drawn
        if layer is None:
            self._names[form.objgen] = name
        return name

    def append(self, content: bytes) -> None:
        """Draw content over what the page draws itself, in the page's own coordinates."""
        own = self._streams()
        closing = self._closing() if own else b""
        if closing is None:
            own, closing = self._as_form(own), b""
        self._put_pictures()
        if not own:
            self._page.obj["/Contents"] = self._pdf.make_stream(content)
            return
        before = self._pdf.make_stream(b"q\n")
        after = self._pdf.make_stream(b"\n" + closing + b"Q\n" + content + b"\n")
        self._page.obj["/Contents"] = pikepdf.Array([before, *own, after])

    def _put_pictures(self) -> None:
        """Name the pictures in the page's resources: in a copy, since other pages may share what is there."""
        resources = copied(_inherited(self._page))
        pictures = copied(resources.get("/XObject"))
        for name, drawn in self._pictures.items():
            pictures[name] = drawn
        resources["/XObject"] = pictures
        self._page.obj["/Resources"] = resources

    def _closing(self) -> bytes | None:
        """What closes the page's own content; None where it is too broken to be closed."""
        self._pdf.get_warnings()
        saved = lowest = marks = 0
        in_text = False
        try:
            for instruction in pikepdf.parse_content_stream(self._page, "q Q BT ET BMC BDC EMC"):
                match str(instruction.operator):
                    case "q":
                        saved += 1
                    case "Q":
                        saved -= 1
                        lowest = min(lowest, saved)
                    case "BT":
                        in_text = True
                    case "ET":
                        in_text = False
                    case "EMC":
                        marks = max(0, marks - 1)
                    case "BMC" | "BDC":
                        marks += 1
        except (pikepdf.PdfError, RuntimeError, ValueError, TypeError):
            return None
        if lowest < 0 or saved > MOST_UNCLOSED or marks > MOST_UNCLOSED or self._pdf.get_warnings():
            return None
        return b"ET\n" * in_text + b"EMC\n" * marks + b"Q\n" * saved

    def _as_form(self, own: list[pikepdf.Stream]) -> list[pikepdf.Stream]:
        """Shut broken content into a form of its own, where it can spoil nothing."""
        box = self._page.mediabox
        form = self._pdf.make_stream(
            self.written,
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Form,
            BBox=pikepdf.Array([float(side) for side in box]),
            Resources=copied(_inherited(self._page)),
        )
        if not self.written:
            return own
        key = self._page.obj.get("/StructParents")
        if isinstance(key, int):
            # Its marks would have to be re-hung from the form: such a page keeps its content as it is.
            return own
        name = self.picture(form, None)
        return [self._pdf.make_stream(f"{name} Do\n".encode())]


def _inherited(page: pikepdf.Page) -> object:
    """The resources of a page, its own or those of the tree above it."""
    node: object = page.obj
    for _ in range(64):
        if not isinstance(node, pikepdf.Dictionary):
            return None
        if "/Resources" in node:
            return node.get("/Resources")
        node = node.get("/Parent")
    return None
