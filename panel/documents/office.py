"""Turn Word and OpenDocument files into tagged PDF with LibreOffice."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from xml.sax.saxutils import escape

from panel.documents import sandbox
from panel.documents.store import Settings

LIMITS = sandbox.Limits(memory=6 * sandbox.GIB, cpu=120, wall=180, longest=180)
"""LibreOffice maps more memory than it uses, and a long report takes a minute."""

IMPORT_FILTERS = {
    "docx": "MS Word 2007 XML",
    "doc": "MS Word 97",
    "odt": "writer8",
    "rtf": "Rich Text Format",
}
"""Named, so that LibreOffice never guesses a type of its own: what a file is was found out before."""

PDF_OPTIONS = {
    "UseTaggedPDF": True,
    "ExportBookmarks": True,
    "ExportNotes": False,
    "ExportNotesInMargin": False,
    "ExportFormFields": False,
    "ExportPlaceholders": False,
    "ExportHiddenSlides": False,
    "IsAddStream": False,
    "ExportLinksRelativeFsys": False,
    "ReduceImageResolution": True,
    "MaxImageResolution": 300,
    "Quality": 90,
}

# Path, property, value: no macros, nothing fetched, no person's name, fields and links as they were saved.
SETTINGS = (
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Common/Security/Scripting", "DisablePythonRuntime", "true"),
    ("Office.Common/Misc", "FirstRun", "false"),
    ("Office.Common/Misc", "UseOpenCL", "false"),
    ("Office.Common/Load", "UserDefinedSettings", "false"),
    ("Office.Writer/Content/Update", "Link", "0"),
    ("Office.Writer/Content/Update", "Field", "false"),
    ("Office.Writer/Content/Update", "Chart", "false"),
    ("Office.Writer/Print/Content", "HiddenText", "false"),
    ("Office.Writer/Print/Content", "PlaceHolders", "false"),
    ("Office.Writer/Print/Content", "Note", "0"),
    ("Office.Linguistic/General", "DefaultLocale", "en-GB"),
    ("Setup/L10N", "ooSetupSystemLocale", "en-GB"),
    ("UserProfile/Data", "givenname", ""),
    ("UserProfile/Data", "sn", ""),
)


class Missing(Exception):
    """There is no LibreOffice on this machine."""


class NotConverted(Exception):
    """LibreOffice read the file and made nothing of it."""


def find_soffice(settings: Settings) -> Path | None:
    """Find LibreOffice: the one that is set, else the one on the PATH."""
    if settings.soffice:
        found = shutil.which(settings.soffice)
    else:
        found = shutil.which("soffice") or shutil.which("libreoffice")
    return Path(found) if found else None


def to_pdf(source: Path, folder: Path, settings: Settings) -> Path:
    """Make a tagged PDF of a file whose suffix is its true type; it lies in `folder`.

    Raises Missing, NotConverted or sandbox.Lost.
    """
    options = {
        name: {"type": "boolean" if isinstance(value, bool) else "long", "value": json.dumps(value)}
        for name, value in PDF_OPTIONS.items()
    }
    return _convert(source, folder, settings, "pdf", f"pdf:writer_pdf_Export:{json.dumps(options)}")


def to_odt(source: Path, folder: Path, settings: Settings) -> Path:
    """Make an OpenDocument file of an older Word or RTF file, in which what hides can be found and removed."""
    return _convert(source, folder, settings, "odt", "odt:writer8")


def _convert(source: Path, folder: Path, settings: Settings, suffix: str, target: str) -> Path:
    soffice = find_soffice(settings)
    if soffice is None:
        raise Missing
    profile = folder / "profile"
    if not profile.is_dir():
        _write_profile(profile)
    out = folder / "converted"
    made = out / f"{source.stem}.{suffix}"
    made.unlink(missing_ok=True)
    program = [
        str(soffice),
        f"-env:UserInstallation={profile.resolve().as_uri()}",
        "--headless",
        "--invisible",
        "--nologo",
        "--nodefault",
        "--norestore",
        "--nolockcheck",
        f"--infilter={IMPORT_FILTERS[source.suffix[1:]]}",
        "--convert-to",
        target,
        "--outdir",
        str(out.resolve()),
        str(source.resolve()),
    ]
    code = sandbox.run_program(program, folder, LIMITS, readable=_installation(soffice))
    if code != 0 or not made.is_file() or made.stat().st_size == 0:
        raise NotConverted
    return made


def _installation(soffice: Path) -> list[Path]:
    """List where LibreOffice lies; distributions keep parts of it elsewhere, by way of symbolic links."""
    installed = soffice.resolve().parent.parent
    parts = [part for pattern in ("*", "share/*", "share/*/*") for part in installed.glob(pattern)]
    return [installed, *(part.resolve() for part in parts if part.is_symlink())]


def _write_profile(profile: Path) -> None:
    """Write the settings of a fresh profile; no conversion ever meets what another one left."""
    items = "".join(
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{escape(value)}</value></prop></item>"
        for path, name, value in SETTINGS
    )
    user = profile / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
        f"{items}</oor:items>",
        encoding="utf-8",
    )
