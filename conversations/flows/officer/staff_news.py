"""What those at a desk hear of who works there, and as what."""

from conversations.cases.buttons import button
from conversations.cases.staff.invitations import (
    AdminSettled,
    AdminWanted,
    RoleChanged,
)
from conversations.engine.effects import Fact, Say
from conversations.flows.officer.find_case import QUEUE

OPERATOR = Fact(key="staff.operator")
"""Whoever runs Pandu, who has no name at the desk."""
SOMEBODY = Fact(key="staff.somebody")
"""Whoever will use an invitation."""


def role_changed(news: RoleChanged) -> Say:
    """What they are now; the menu beside the talk changes with it."""
    role = Fact(key=f"desk.role.{news.role}")
    return Say(
        "staff.you_are", {"role": role, "by": news.by or OPERATOR}, actions=(QUEUE,)
    )


def admin_wanted(news: AdminWanted) -> Say:
    """A second admin agrees, or does not."""
    yes, no = button("admin_yes", news.invitation), button("admin_no", news.invitation)
    about = {"by": news.by, "whom": news.whom or SOMEBODY}
    return Say("staff.admin_wanted", about, actions=(yes, no))


def admin_settled(news: AdminSettled) -> Say:
    """What became of the admin that one wanted."""
    key = "staff.admin_allowed" if news.agreed else "staff.admin_declined"
    return Say(key, {"by": news.by or OPERATOR, "whom": news.whom or SOMEBODY})
