"""What a person says of themselves: what is read, and the rule that decides."""

import hashlib

from bot import words
from bot.desk.run import nothing, register
from bot.pictures.registry import KINDS
from bot.pipeline.acts import Acting, ByAct
from conversations.cases import people as rules
from conversations.flows.owner import consent
from storage.cases import businesses, cases, documents, notes
from storage.people import people


async def _asked(act: Acting, asked: rules.KeepConsent) -> rules.Asked:
    """What the person was asked: of the notice its very words count."""
    if asked.kind != "notice":
        return rules.Asked(act.person.channel)
    text = _fingerprint(act.person.language)
    return rules.Asked(act.person.channel, consent.version(), text)


def _fingerprint(language: str) -> str:
    """The very words that were agreed to, as a hash."""
    notice = consent.notice()
    said = (
        words.words_of(language, "consent.agree.ask"),
        words.text(language, notice.key, notice.values),
    )
    return hashlib.sha256("\n".join(said).encode()).hexdigest()


async def _address(act: Acting, asked: rules.Reachable) -> str:
    return act.person.address_id


async def _kept(act: Acting, asked: rules.ShowMyData) -> rules.DataShown:
    """All that is kept; what was drawn for them was never theirs to give."""
    tx, me = act.tx, act.person
    files = await documents.of_person(tx, me.person_id)
    return rules.DataShown(
        me.name,
        await people.phone(tx, me.person_id),
        me.language,
        bool(me.notice_version),
        me.announcements,
        tuple(b.profile for b in await businesses.of_person(tx, me.person_id)),
        tuple(case.code for case in await cases.of_person(tx, me.person_id)),
        sum(each.purpose not in KINDS for each in files),
        len(await notes.of_person(tx, me.person_id)),
    )


PERFORMERS: ByAct = {
    rules.KeepConsent: register(read=_asked, decide=rules.keep_consent),
    rules.KeepPerson: register(read=nothing, decide=rules.keep_person),
    rules.Reachable: register(read=_address, decide=rules.reachable),
    rules.ShowMyData: register(read=_kept, decide=rules.show_my_data),
}
