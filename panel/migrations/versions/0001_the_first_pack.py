"""the first pack."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from panel import extensions

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go to this revision."""
    op.create_table(
        "audit_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", extensions.UTCDateTime(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("verb", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entry")),
    )
    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_entry_subject"), ["subject"], unique=False)

    op.create_table(
        "body",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column(
            "kind", sa.Enum("panel", "working group", name="bodykind", native_enum=False, length=40), nullable=False
        ),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("nation", sa.Enum("England", "Wales", name="nation", native_enum=False, length=40), nullable=False),
        sa.Column("host_authority", sa.String(), nullable=False),
        sa.Column("police_area", sa.String(), nullable=False),
        sa.Column("remit", sa.String(), nullable=False),
        sa.Column("usual_start", sa.Time(), nullable=True),
        sa.Column("contact_name", sa.String(), nullable=False),
        sa.Column("contact_email", sa.String(), nullable=False),
        sa.Column("contact_telephone", sa.String(), nullable=False),
        sa.Column("officer_name", sa.String(), nullable=False),
        sa.Column("officer_title", sa.String(), nullable=False),
        sa.Column("officer_address", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["parent_id"], ["body.id"], name=op.f("fk_body_parent_id_body")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_body")),
        sa.UniqueConstraint("slug", name=op.f("uq_body_slug")),
    )
    with op.batch_alter_table("body", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_body_parent_id"), ["parent_id"], unique=False)

    op.create_table(
        "document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column(
            "state", sa.Enum("accepted", "refused", name="documentstate", native_enum=False, length=40), nullable=False
        ),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.Column("prepared_sha256", sa.String(), nullable=True),
        sa.Column("prepared_size", sa.Integer(), nullable=True),
        sa.Column("index_sha256", sa.String(), nullable=True),
        sa.Column("text_sha256", sa.String(), nullable=True),
        sa.Column("thumbnail_sha256", sa.String(), nullable=True),
        sa.Column("told", sa.JSON(), nullable=False),
        sa.Column("arrived_at", extensions.UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
        sa.UniqueConstraint("sha256", name=op.f("uq_document_sha256")),
    )
    op.create_table(
        "job",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("arguments", sa.JSON(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("queued", "running", "done", "failed", name="jobstate", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("lease_until", extensions.UTCDateTime(), nullable=True),
        sa.Column("progress", sa.Integer(), nullable=False),
        sa.Column("message", sa.String(), nullable=False),
        sa.Column("created_at", extensions.UTCDateTime(), nullable=False),
        sa.Column("finished_at", extensions.UTCDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
    )
    with op.batch_alter_table("job", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_job_state"), ["state"], unique=False)

    op.create_table(
        "authority",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_authority_body_id_body")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_authority")),
        sa.UniqueConstraint("body_id", "name", name=op.f("uq_authority_body_id_name")),
    )
    with op.batch_alter_table("authority", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_authority_body_id"), ["body_id"], unique=False)

    op.create_table(
        "meeting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("start", sa.Time(), nullable=True),
        sa.Column("venue", sa.String(), nullable=False),
        sa.Column(
            "status",
            sa.Enum("scheduled", "postponed", "cancelled", "held", name="meetingstatus", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("closed", sa.Boolean(), nullable=False),
        sa.Column("filmed", sa.Boolean(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("published", sa.Boolean(), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_meeting_body_id_body")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
        sa.UniqueConstraint("body_id", "date", name=op.f("uq_meeting_body_id_date")),
        sa.UniqueConstraint("uid", name=op.f("uq_meeting_uid")),
    )
    with op.batch_alter_table("meeting", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_meeting_body_id"), ["body_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_meeting_date"), ["date"], unique=False)

    op.create_table(
        "office_holder",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("abbreviation", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_office_holder_body_id_body")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office_holder")),
    )
    with op.batch_alter_table("office_holder", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_office_holder_body_id"), ["body_id"], unique=False)

    op.create_table(
        "programme_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "section",
            sa.Enum("scheduled", "standing", "to be timetabled", name="section", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("meeting", sa.Date(), nullable=True),
        sa.Column("timing", sa.String(), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("detail", sa.String(), nullable=False),
        sa.Column("last_report", sa.Date(), nullable=True),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_programme_item_body_id_body")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme_item")),
    )
    with op.batch_alter_table("programme_item", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_programme_item_body_id"), ["body_id"], unique=False)

    op.create_table(
        "recommendation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("raised", sa.Date(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("lead", sa.String(), nullable=False),
        sa.Column("panel_update", sa.String(), nullable=False),
        sa.Column("progress", sa.String(), nullable=False),
        sa.Column(
            "status", sa.Enum("in progress", "completed", name="progress", native_enum=False, length=40), nullable=False
        ),
        sa.Column("completed", sa.Date(), nullable=True),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_recommendation_body_id_body")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recommendation")),
    )
    with op.batch_alter_table("recommendation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_recommendation_body_id"), ["body_id"], unique=False)

    op.create_table(
        "rules_of_procedure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("rules", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_rules_of_procedure_body_id_body")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rules_of_procedure")),
        sa.UniqueConstraint("body_id", "since", name=op.f("uq_rules_of_procedure_body_id_since")),
    )
    with op.batch_alter_table("rules_of_procedure", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_rules_of_procedure_body_id"), ["body_id"], unique=False)

    op.create_table(
        "agenda_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "heading",
                "apologies",
                "disclosures",
                "announcements",
                "minutes",
                "public questions",
                "report",
                "working group report",
                "work programme",
                "dates of meetings",
                "urgent",
                "exclusion",
                "complaints",
                name="itemkind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column(
            "report", sa.Enum("verbal", "to follow", name="noreport", native_enum=False, length=40), nullable=True
        ),
        sa.Column("requested_by", sa.String(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_agenda_item_meeting_id_meeting")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_item")),
    )
    with op.batch_alter_table("agenda_item", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_agenda_item_meeting_id"), ["meeting_id"], unique=False)

    op.create_table(
        "meeting_move",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("moved_from", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_move_meeting_id_meeting")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_move")),
        sa.UniqueConstraint("meeting_id", "moved_from", name=op.f("uq_meeting_move_meeting_id_moved_from")),
    )
    with op.batch_alter_table("meeting_move", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_meeting_move_meeting_id"), ["meeting_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_meeting_move_moved_from"), ["moved_from"], unique=False)

    op.create_table(
        "member",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("panel_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("councillor", "independent", name="memberkind", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("authority_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["authority_id"], ["authority.id"], name=op.f("fk_member_authority_id_authority")),
        sa.ForeignKeyConstraint(["panel_id"], ["body.id"], name=op.f("fk_member_panel_id_body")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member")),
        sa.UniqueConstraint("panel_id", "name", name=op.f("uq_member_panel_id_name")),
    )
    with op.batch_alter_table("member", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_member_authority_id"), ["authority_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_member_panel_id"), ["panel_id"], unique=False)

    op.create_table(
        "pack_edition",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column(
            "edition", sa.Enum("public", "restricted", name="edition", native_enum=False, length=40), nullable=False
        ),
        sa.Column("contents_sha256", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("sections", sa.JSON(), nullable=False),
        sa.Column("composed_at", extensions.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_pack_edition_meeting_id_meeting")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pack_edition")),
        sa.UniqueConstraint("meeting_id", "edition", name=op.f("uq_pack_edition_meeting_id_edition")),
    )
    with op.batch_alter_table("pack_edition", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pack_edition_meeting_id"), ["meeting_id"], unique=False)

    op.create_table(
        "appointment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("office", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_appointment_body_id_body")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_appointment_member_id_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appointment")),
        sa.UniqueConstraint("body_id", "member_id", "since", name=op.f("uq_appointment_body_id_member_id_since")),
    )
    with op.batch_alter_table("appointment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_appointment_body_id"), ["body_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_appointment_member_id"), ["member_id"], unique=False)

    op.create_table(
        "paper",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("appendix", sa.String(), nullable=True),
        sa.Column(
            "access", sa.Enum("public", "exempt", name="paperaccess", native_enum=False, length=40), nullable=False
        ),
        sa.Column("exempt_paragraphs", sa.JSON(), nullable=False),
        sa.Column(
            "drawn",
            sa.Enum("work programme", "recommendations log", name="drawing", native_enum=False, length=40),
            nullable=True,
        ),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_paper_document_id_document")),
        sa.ForeignKeyConstraint(["item_id"], ["agenda_item.id"], name=op.f("fk_paper_item_id_agenda_item")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper")),
    )
    with op.batch_alter_table("paper", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_paper_document_id"), ["document_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_paper_item_id"), ["item_id"], unique=False)


def downgrade() -> None:
    """Go back to the one before."""
    with op.batch_alter_table("paper", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_paper_item_id"))
        batch_op.drop_index(batch_op.f("ix_paper_document_id"))

    op.drop_table("paper")
    with op.batch_alter_table("appointment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_appointment_member_id"))
        batch_op.drop_index(batch_op.f("ix_appointment_body_id"))

    op.drop_table("appointment")
    with op.batch_alter_table("pack_edition", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_pack_edition_meeting_id"))

    op.drop_table("pack_edition")
    with op.batch_alter_table("member", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_member_panel_id"))
        batch_op.drop_index(batch_op.f("ix_member_authority_id"))

    op.drop_table("member")
    with op.batch_alter_table("meeting_move", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_meeting_move_moved_from"))
        batch_op.drop_index(batch_op.f("ix_meeting_move_meeting_id"))

    op.drop_table("meeting_move")
    with op.batch_alter_table("agenda_item", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_agenda_item_meeting_id"))

    op.drop_table("agenda_item")
    with op.batch_alter_table("rules_of_procedure", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_rules_of_procedure_body_id"))

    op.drop_table("rules_of_procedure")
    with op.batch_alter_table("recommendation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_recommendation_body_id"))

    op.drop_table("recommendation")
    with op.batch_alter_table("programme_item", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_programme_item_body_id"))

    op.drop_table("programme_item")
    with op.batch_alter_table("office_holder", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_office_holder_body_id"))

    op.drop_table("office_holder")
    with op.batch_alter_table("meeting", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_meeting_date"))
        batch_op.drop_index(batch_op.f("ix_meeting_body_id"))

    op.drop_table("meeting")
    with op.batch_alter_table("authority", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_authority_body_id"))

    op.drop_table("authority")
    with op.batch_alter_table("job", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_job_state"))

    op.drop_table("job")
    op.drop_table("document")
    with op.batch_alter_table("body", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_body_parent_id"))

    op.drop_table("body")
    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_audit_entry_subject"))

    op.drop_table("audit_entry")
