"""Write the audit trail, in the transaction of the change itself."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from panel.audit.models import AuditEntry, Subject
from panel.extensions import db


def record(actor: str, verb: str, subject: str, **detail: Any) -> None:
    """Add an entry to the trail; it is kept if and only if the change is."""
    about = subject.about if isinstance(subject, Subject) else ""
    db.session.add(
        AuditEntry(at=datetime.now(UTC), actor=actor, verb=verb, subject=str(subject), about=about, detail=detail)
    )
