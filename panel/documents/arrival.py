"""Take a file in, once: keep the original, and make of it what packs are composed from. Needs no database.

Whatever goes wrong with a file is a refusal of that file, with a sentence that says what to do. Nothing here logs a
file's name or words: either may be exempt.
"""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from panel.documents import arrival_steps, office, sandbox
from panel.documents.findings import REASONS, Finding, NotAccepted, Refusal, megabytes
from panel.documents.kinds import Format
from panel.documents.sandbox import Fate, Lost
from panel.documents.store import Settings, Store
from panel.pdf.told import Code

LIMITS = sandbox.Limits(memory=2 * sandbox.GIB, cpu=20, wall=30, longest=900)
"""What one file may take: bytes, and seconds of processor and of waiting. A long PDF earns more as it is read."""

AT_A_TIME = 2

FATES = {
    Fate.CRASHED: Refusal.CRASHED,
    Fate.OUT_OF_TIME: Refusal.OUT_OF_TIME,
    Fate.OUT_OF_MEMORY: Refusal.OUT_OF_MEMORY,
}

Source = Path | bytes

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Arrival:
    """A file that came in and what became of it; all it names lies in the store."""

    sha256: str
    """Of the original."""
    size: int
    kind: str = ""
    """"Word", "OpenDocument", "PDF"; empty where it is none of them or was not found out."""
    code: str = ""
    """Why it was refused, for programs; empty: accepted."""
    reason: str = ""
    """Why it was refused, and what to do, for people."""
    pages: int | None = None
    prepared_sha256: str | None = None
    prepared_size: int | None = None
    index_sha256: str | None = None
    text_sha256: str | None = None
    thumbnail_sha256: str | None = None
    told: tuple[Finding, ...] = ()

    @property
    def accepted(self) -> bool:
        """Whether it can be used."""
        return not self.code


Reading = Callable[[int], None]
"""Called with the per cent of a file's way that is behind it."""


def arrive(
    source: Source,
    store: Store,
    settings: Settings,
    limits: sandbox.Limits = LIMITS,
    reading: Reading | None = None,
) -> Arrival:
    """Take a file in: keep it, look at it, convert and prepare it. Never raises for what is wrong with the file."""
    size = len(source) if isinstance(source, bytes) else source.stat().st_size
    if size > settings.max_paper_bytes:
        reason = REASONS[Refusal.TOO_LARGE].format(size=megabytes(size), most=megabytes(settings.max_paper_bytes))
        return Arrival(store.put(source), size, code=Refusal.TOO_LARGE.value, reason=reason)
    # Read once: a file that is being saved at this moment cannot be one thing here and another thing there.
    data = source if isinstance(source, bytes) else source.read_bytes()
    sha256 = store.put(data)
    with tempfile.TemporaryDirectory(prefix="arrival-") as scratch:
        folder = Path(scratch).resolve()
        (folder / arrival_steps.PAPER).write_bytes(data)
        return _Journey(sha256, len(data), folder, store, settings, limits, reading).go()


def arrive_many(
    sources: Sequence[Source], store: Store, settings: Settings, arrived: Callable[[int], None] | None = None
) -> Iterator[Arrival]:
    """Take several files in, two at a time; yields in their order, and calls `arrived` with how many are done."""
    with ThreadPoolExecutor(AT_A_TIME, thread_name_prefix="arrival") as pool:
        waiting = [pool.submit(arrive, source, store, settings) for source in sources]
        try:
            for done, future in enumerate(waiting, start=1):
                arrival = future.result()
                if arrived is not None:
                    arrived(done)
                yield arrival
        finally:
            for future in waiting:
                future.cancel()


class _Journey:
    """One file on its way through the steps."""

    def __init__(
        self,
        sha256: str,
        size: int,
        folder: Path,
        store: Store,
        settings: Settings,
        limits: sandbox.Limits,
        reading: Reading | None,
    ) -> None:
        self._sha256 = sha256
        self._size = size
        self._folder = folder
        self._store = store
        self._settings = settings
        self._limits = limits
        self._reading = reading or (lambda _per_cent: None)
        self._kind = ""
        self._told: list[Finding] = []

    def go(self) -> Arrival:
        try:
            return self._arrived(self._through_the_steps())
        except NotAccepted as refused:
            return self._refused(refused.code.value, refused.reason)
        except office.Missing:
            return self._refused(Refusal.OFFICE_MISSING.value, REASONS[Refusal.OFFICE_MISSING])
        except office.NotConverted:
            return self._refused(Refusal.NOT_CONVERTED.value, REASONS[Refusal.NOT_CONVERTED])
        except _StepRefused as refused:
            return self._refused(refused.code, refused.reason)
        except Lost as lost:
            log.warning("document %s was lost: %s", self._sha256[:12], lost)
            code = FATES[lost.fate]
            return self._refused(code.value, REASONS[code])

    def _through_the_steps(self) -> dict[str, Any]:
        self._reading(10)
        answer = self._step("look")
        form = Format(answer["format"])
        if form is Format.PDF:
            return answer
        if form in (Format.DOC, Format.RTF):
            self._reading(25)
            made = office.to_odt(self._folder / str(answer["convert"]), self._folder, self._settings)
            answer = self._step("scrub_converted", source=str(made.relative_to(self._folder)))
        self._reading(40)
        made = office.to_pdf(self._folder / str(answer["convert"]), self._folder, self._settings)
        self._reading(70)
        answer = self._step("prepare", source=str(made.relative_to(self._folder)))
        # The particulars of that PDF are LibreOffice's own, and no news to anybody.
        self._told = [each for each in self._told if each.code != Code.METADATA_REMOVED.value]
        return answer

    def _step(self, name: str, **arguments: Any) -> dict[str, Any]:
        answer = sandbox.run_step(f"{arrival_steps.__name__}:{name}", self._folder, self._limits, arguments)
        if "format" in answer:
            self._kind = Format(answer["format"]).kind.value
        if refused := answer.get("refused"):
            raise _StepRefused(str(refused["code"]), str(refused["reason"]))
        self._told += [Finding.from_json(each) for each in answer.get("told", ())]
        return dict(answer)

    def _arrived(self, answer: dict[str, Any]) -> Arrival:
        self._reading(95)
        folder, keep = self._folder, self._store.put
        prepared = folder / arrival_steps.PREPARED
        return Arrival(
            self._sha256,
            self._size,
            self._kind,
            pages=int(answer["pages"]),
            prepared_sha256=keep(prepared),
            prepared_size=prepared.stat().st_size,
            index_sha256=keep(folder / arrival_steps.INDEX),
            text_sha256=keep(folder / arrival_steps.TEXT),
            thumbnail_sha256=keep(folder / arrival_steps.THUMBNAIL),
            told=tuple(dict.fromkeys(self._told)),
        )

    def _refused(self, code: str, reason: str) -> Arrival:
        return Arrival(self._sha256, self._size, self._kind, code, reason, told=tuple(self._told))


class _StepRefused(Exception):
    """A step found that the file cannot be used."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(code)
        self.code = code
        self.reason = reason
