"""An invitation for an admin waits until a second one agrees."""

from alembic import op

from storage.migrations.words import flag, text

revision = "0039"
down_revision = "0038"


def upgrade() -> None:
    """Who invited, whom of those that work here already, and whether it waits."""
    op.add_column("invitations", text("invited_by", optional=True))
    op.add_column("invitations", text("officer_id", optional=True))
    op.add_column("invitations", flag("waits", default=False))
