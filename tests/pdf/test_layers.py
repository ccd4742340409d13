"""What a layer hides stays hidden in a pack, however the paper says that it is hidden."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from panel.pdf.canonical import prepare
from panel.pdf.verify import prepare_verified
from tests.pdf.making import SIGN, add_page, drawn, pack_of, run_of

SIZE = (400, 500)
SHOWN = (20, 400, 60, 440)
"""Where each test's layer draws its red square, in the picture's pixels from above."""
LAYERED = b"/OC /Layer BDC 1 0 0 rg 20 60 40 40 re f EMC\n" + SIGN


def layered(config: dict[str, object] | None = None, usage: Dictionary | None = None) -> pikepdf.Pdf:
    pdf = pikepdf.new()
    page = add_page(pdf, LAYERED)
    group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Officers' notes")))
    other = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Map")))
    if usage is not None:
        group.Usage = usage
    page.obj.Resources.Properties = Dictionary(Layer=group, Other=other)
    made = Dictionary()
    for key, value in (config or {}).items():
        made["/" + key] = value(group, other) if callable(value) else value
    pdf.Root.OCProperties = Dictionary(OCGs=Array([group, other]), D=made)
    return pdf


def view(state: str) -> Dictionary:
    return Dictionary(View=Dictionary(ViewState=Name("/" + state)))


def as_view(group: pikepdf.Object, _other: pikepdf.Object) -> Array:
    return Array([Dictionary(Event=Name.View, Category=Array([Name.View]), OCGs=Array([group]))])


STATES = {
    "nothing said": ({}, None, True),
    "off": ({"OFF": lambda one, two: Array([one])}, None, False),
    "another one off": ({"OFF": lambda one, two: Array([two])}, None, True),
    "all off": ({"BaseState": Name.OFF}, None, False),
    "all off but this": ({"BaseState": Name.OFF, "ON": lambda one, two: Array([one])}, None, True),
    "not for viewing, by a rule": ({"AS": as_view}, "OFF", False),
    "not for viewing, without a rule": ({}, "OFF", False),
    "for viewing, by a rule, though off": ({"OFF": lambda one, two: Array([one]), "AS": as_view}, "ON", True),
    "off, though its usage says for viewing": ({"OFF": lambda one, two: Array([one])}, "ON", False),
}


def is_red(path: Path, number: int = 0) -> bool:
    red, green, _ = drawn(path, number, SIZE).crop(SHOWN).resize((1, 1)).getpixel((0, 0))
    return red > 200 and green < 60


@pytest.mark.parametrize(("config", "usage", "shown"), STATES.values(), ids=STATES.keys())
def test_a_layer_shows_in_a_pack_only_where_it_showed_before(
    tmp_path: Path, config: dict[str, object], usage: str | None, shown: bool
) -> None:
    prepared, told = prepare_verified(layered(config, view(usage) if usage else None), tmp_path, "paper")
    assert told == []
    assert is_red(prepared.pdf) == shown
    with pack_of(tmp_path / "pack.pdf", run_of(prepared)):
        assert is_red(tmp_path / "pack.pdf") == shown


def test_layers_of_several_papers_keep_their_own_states(tmp_path: Path) -> None:
    hidden = prepare(layered({"OFF": lambda one, two: Array([one])}), tmp_path, "hidden")
    shown = prepare(layered(), tmp_path, "shown")
    plain = pikepdf.new()
    add_page(plain)
    runs = [
        run_of(prepare(plain, tmp_path, "plain"), "1"),
        run_of(hidden, "2", 2),
        run_of(shown, "3", 3),
        run_of(hidden, "4", 4),
    ]
    with pack_of(tmp_path / "pack.pdf", *runs) as pack:
        properties = pack.Root.OCProperties
        assert len(properties.OCGs) == 4, "the paper that stands there twice brings its two layers once"
        assert len(properties.D.OFF) == 1
        assert "/Usage" not in properties.OCGs[0]
    assert [is_red(tmp_path / "pack.pdf", page) for page in range(4)] == [False, False, True, False]


def test_a_hidden_form_stays_hidden(tmp_path: Path) -> None:
    pdf = layered({"OFF": lambda one, two: Array([one])})
    page = pdf.pages[0].obj
    form = pdf.make_stream(b"1 0 0 rg 20 60 40 40 re f")
    form.update(
        Dictionary(
            Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 400, 500]), OC=page.Resources.Properties.Layer
        )
    )
    page.Resources.XObject = Dictionary(Fm=form)
    page.Contents = pdf.make_stream(b"/Fm Do " + SIGN)
    prepared = prepare(pdf, tmp_path, "paper")
    with pack_of(tmp_path / "pack.pdf", run_of(prepared)):
        assert not is_red(tmp_path / "pack.pdf")


def test_layers_without_a_list_are_left_out(tmp_path: Path) -> None:
    pdf = layered()
    pdf.Root.OCProperties = Array([])
    prepared = prepare(pdf, tmp_path, "paper")
    with pack_of(tmp_path / "pack.pdf", run_of(prepared)) as pack:
        assert "/OCProperties" not in pack.Root
