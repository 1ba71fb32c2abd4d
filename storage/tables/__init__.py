"""The tables, as SQLModel models and as the Core tables beneath them.

The models are for the schema and the desk's questions; the pipeline uses the Core
tables with one statement per table and commit. Columns named `*_sealed` hold bytes
that only the key ring opens, bound to their table, column and row.
"""

from sqlmodel import SQLModel

from storage.tables.absences import absences
from storage.tables.canned_replies import answer_words, answers
from storage.tables.cases import (
    businesses,
    cases,
    documents,
    history,
    invitation_tries,
    invitations,
    notes,
    officers,
    stays,
    teams,
)
from storage.tables.certificates import certificate_tasks, certificates
from storage.tables.contacts import contact_lists, contacts
from storage.tables.delegation import mandates
from storage.tables.exports import exports
from storage.tables.held_news import held_news
from storage.tables.messages import hours, inbox, outbox
from storage.tables.outreach import announcements, jobs, leases, recipients
from storage.tables.overrides import overrides
from storage.tables.people import (
    addresses,
    consents,
    days_off,
    desk_sessions,
    office_grants,
    offices,
    passes,
    people,
    threads,
)
from storage.tables.programmes import programmes, requests
from storage.tables.ratings import ratings
from storage.tables.readiness import checks
from storage.tables.recovery import recoveries
from storage.tables.showcase import exhibits
from storage.tables.stumbles import stumble_words, stumbles
from storage.tables.topics import desk_groups, topic_lines, topics
from storage.tables.visits import findings, visit_guests, visits

metadata = SQLModel.metadata

__all__ = [
    "absences",
    "addresses",
    "announcements",
    "answer_words",
    "answers",
    "businesses",
    "cases",
    "certificate_tasks",
    "certificates",
    "checks",
    "consents",
    "contact_lists",
    "contacts",
    "days_off",
    "desk_groups",
    "desk_sessions",
    "documents",
    "exhibits",
    "exports",
    "findings",
    "held_news",
    "history",
    "hours",
    "inbox",
    "invitation_tries",
    "invitations",
    "jobs",
    "leases",
    "mandates",
    "metadata",
    "notes",
    "office_grants",
    "officers",
    "offices",
    "outbox",
    "overrides",
    "passes",
    "people",
    "programmes",
    "ratings",
    "recipients",
    "recoveries",
    "requests",
    "stays",
    "stumble_words",
    "stumbles",
    "teams",
    "threads",
    "topic_lines",
    "topics",
    "visit_guests",
    "visits",
]
