"""What a person says of themselves, kept; and shown again when they ask."""

import hashlib
from collections.abc import Iterable, Mapping

from bot import words
from bot.pictures.registry import KINDS
from bot.pipeline.acts import Act, Performer
from conversations.cases.people import KeepConsent, KeepPerson, Reachable, ShowMyData
from conversations.engine.effects import Fact, Line, Option, Say
from conversations.engine.values import Answers
from conversations.flows.officer import case_card
from conversations.flows.owner import consent
from conversations.flows.owner.profile import QUESTIONS
from storage.cases import businesses, cases, documents, history, notes
from storage.outreach import recipients
from storage.people import addresses, officers, people


async def keep_consent(act: Act, effect: KeepConsent) -> None:
    """A yes or a no, with the text it was said to; a no holds from this moment."""
    notice = effect.kind == "notice"
    await people.consent(
        act.tx,
        act.person.person_id,
        effect.kind,
        agreed=effect.agreed,
        version=consent.version() if notice else "",
        text_hash=_fingerprint(act.person.language) if notice else "",
        channel=act.person.channel,
    )
    if not notice and not effect.agreed:
        await recipients.leave(act.tx, act.person.person_id)
    await history.write(
        act.tx,
        f"consent.{effect.kind}",
        person_id=act.person.person_id,
        agreed=effect.agreed,
    )


def _fingerprint(language: str) -> str:
    """The very words that were agreed to, as a hash."""
    notice = consent.notice()
    said = (
        words.words_of(language, "consent.agree.ask"),
        words.text(language, notice.key, notice.values),
    )
    return hashlib.sha256("\n".join(said).encode()).hexdigest()


async def keep_person(act: Act, effect: KeepPerson) -> None:
    """Name, phone, form of address, language: those that were said."""
    await people.remember(
        act.tx,
        act.person.person_id,
        name=effect.name or None,
        phone=effect.phone or None,
        language=effect.language or None,
        address_form=effect.address_form or None,
    )
    if act.person.officer and effect.name:
        await officers.change(act.tx, act.person.officer.id, name=effect.name)


async def reachable(act: Act, effect: Reachable) -> None:
    """The address was blocked, or answers again; the person may have others."""
    if act.person.address_id:
        await addresses.reachable(act.tx, act.person.address_id, yes=effect.yes)


async def show_my_data(act: Act, effect: ShowMyData) -> Iterable[Say]:
    """All that is kept about the person, a line each."""
    del effect
    tx, me = act.tx, act.person
    lines = [
        _line("name", me.name),
        _line("phone", await people.phone(tx, me.person_id)),
        _line("language", Fact(key=f"language.which.{me.language}")),
        _line("notice", bool(me.notice_version)),
        _line("announcements", me.announcements),
    ]
    for business in await businesses.of_person(tx, me.person_id):
        known = Answers(business.profile)
        lines += [
            Line(case_card.label(name), QUESTIONS[name].shown(value, known))
            for name, value in business.profile.items()
            if name in QUESTIONS and value is not None
        ]
    codes = [case.code for case in await cases.of_person(tx, me.person_id)]
    files = [
        each
        for each in await documents.of_person(tx, me.person_id)
        # What was drawn for them was never theirs to give.
        if each.purpose not in KINDS
    ]
    lines += [
        _line("cases", codes),
        _line("files", len(files)),
        _line("notes", len(await notes.of_person(tx, me.person_id))),
    ]
    return [Say("privacy.data", {"lines": lines})]


def _line(name: str, *shown: object) -> Line:
    return Line(Option(name, key=f"privacy.line.{name}"), shown)


PERFORMERS: Mapping[type, Performer] = {
    KeepConsent: keep_consent,
    KeepPerson: keep_person,
    Reachable: reachable,
    ShowMyData: show_my_data,
}
