"""What Alembic runs: the steps, on the connection that `core.migrate` hands over."""

from alembic import context

from storage.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    compare_type=True,
    # SQLite cannot alter most things: the table is copied instead.
    render_as_batch=True,
    # The caller's transaction holds the lock, and ends only when all steps are done.
    transactional_ddl=False,
)
context.run_migrations()
