"""Where the project's templates and static files lie, in a checkout and in an installed package."""

from pathlib import Path

_PACKAGE = Path(__file__).parent


def _folder(name: str) -> Path:
    installed = _PACKAGE / name
    return installed if installed.is_dir() else _PACKAGE.parent / name


TEMPLATES = _folder("templates")
STATIC = _folder("static")
FONTS = STATIC / "vendor" / "atkinson-hyperlegible-next"
