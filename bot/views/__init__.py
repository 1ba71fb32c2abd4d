"""What is drawn for a person, and what is said beside it: pure, as data to words."""

from collections.abc import Callable, Mapping
from typing import Any

from bot.pipeline.render import Voice
from bot.views import (
    certificate,
    form,
    invitation,
    ladder,
    leaders_report,
    readiness,
    visit_report,
)
from bot.views.drawn import Drawn
from conversations.cases.certificates.pages import CertificateDrawn, PosterDrawn
from conversations.cases.decision import Notice
from conversations.cases.forms import FormShown
from conversations.cases.progress import LadderBeside, LadderShown
from conversations.cases.readiness import CheckPrinted, CheckShown
from conversations.cases.reports.figures import ReportDrawn, TrendDrawn
from conversations.cases.requests import LetterDrawn
from conversations.cases.staff.invitations import InvitationMade
from conversations.cases.visits.reports import ReportPrinted

VIEWS: Mapping[type[Notice], Callable[[Voice, Any], Drawn]] = {
    LadderShown: ladder.shown,
    LadderBeside: ladder.beside,
    FormShown: form.shown,
    LetterDrawn: form.letter,
    InvitationMade: invitation.shown,
    CheckShown: readiness.shown,
    CheckPrinted: readiness.printed,
    ReportPrinted: visit_report.printed,
    ReportDrawn: leaders_report.printed,
    TrendDrawn: leaders_report.trend_shown,
    CertificateDrawn: certificate.drawn,
    PosterDrawn: certificate.poster,
}
"""Notices that come with a drawing; what all others say is `flows.notices`' to say."""
