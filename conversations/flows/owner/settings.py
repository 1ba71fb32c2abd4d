"""What is a person's own affair: language, privacy, announcements."""

from conversations.cases.devices import ShowDevices
from conversations.cases.people import KeepConsent, KeepPerson, ShowMyData
from conversations.cases.privacy import SendMyData, ShowLinkCode
from conversations.engine.effects import Begin, Effect, OfferMenu, Option, Say
from conversations.engine.flow import Aside
from conversations.engine.questions import YES, Choice, YesNo
from conversations.engine.values import Answers, Here
from conversations.flows.owner import consent, own_data
from conversations.language import Utterance
from conversations.language.english import is_english

LANGUAGE = Choice(
    "which",
    among=(
        Option("id", key="language.which.id", aliases=("indonesia", "indonesian")),
        Option("en", key="language.which.en", aliases=("inggris", "english")),
    ),
)
FORMS = ("bapak", "ibu", "kang", "teh", "name", "unknown")
FORM = Choice(
    "form", among=tuple(Option(form, key=f"address.form.{form}") for form in FORMS)
)
MATTER = Choice(
    "matter",
    among=(
        Option("data", key="privacy.matter.data"),
        Option("download", key="privacy.matter.download"),
        Option("correct", key="privacy.matter.correct"),
        Option("link", key="privacy.matter.link"),
        Option("devices", key="privacy.matter.devices"),
        Option("mandate", key="privacy.matter.mandate"),
        Option("notice", key="privacy.matter.notice"),
        Option("stop", key="privacy.matter.stop"),
        Option("withdraw", key="privacy.matter.withdraw"),
        Option("erase", key="privacy.matter.erase"),
    ),
)


def wants_erasure(answers: Answers) -> bool:
    """Whether the person asked to be forgotten."""
    return answers.get(MATTER) == "erase"


SURE = YesNo("sure", when=wants_erasure)


def speak(answers: Answers, here: Here) -> tuple[Effect, ...]:
    """Go on in the chosen language, at once."""
    return language(answers[LANGUAGE], here)


def language(chosen: str, here: Here) -> tuple[Effect, ...]:
    """`english` is a choice already; `bahasa` alone asks which.

    What lay open is put again in that language, and where nothing did, the menu.
    """
    if all(chosen != option.value for option in LANGUAGE.options(Answers())):
        return (Begin("language"),)
    said = Say("language.done", joined=True)
    return (KeepPerson(language=chosen), said, OfferMenu())


def noticed(said: Utterance, here: Here) -> tuple[Effect, ...]:
    """Whoever surely writes English is answered so at once; one tap leads back."""
    if here.who.language != "id" or not is_english(said):
        return ()
    back = Option("speak:id", key="language.which.id")
    return (KeepPerson(language="en"), Say("language.noticed", actions=(back,)))


MATTERS: dict[str, tuple[Effect, ...]] = {
    "data": (ShowMyData(),),
    "download": (SendMyData(),),
    "correct": (Begin("profile"),),
    "link": (ShowLinkCode(),),
    "devices": (ShowDevices(),),
    "mandate": (Begin("mandate"),),
}
"""Where a matter leads that needs no second question."""


def address(answers: Answers, here: Here) -> tuple[Effect, ...]:
    """Be addressed as one likes, from the next word on."""
    return call(answers[FORM], here)


def call(form: str, here: Here) -> tuple[Effect, ...]:
    """The words that name a form; anything else asks which."""
    if form not in FORMS:
        return (Begin("address"),)
    return (KeepPerson(address_form=form), Say("address.done", joined=True))


def look_after(answers: Answers, here: Here) -> tuple[Effect, ...]:
    """Show, hand over, correct, link, stop, withdraw or erase what is kept."""
    match answers[MATTER]:
        case "stop":
            return stop("", here)
        case "notice":
            return (consent.notice(),)
        case "withdraw":
            return own_data.first_step()
        case "erase" if answers.get(SURE) == YES:
            return own_data.last_step()
        case matter:
            return MATTERS.get(matter, (Say("privacy.kept"),))


def stop(_: str, here: Here) -> tuple[Effect, ...]:
    """No more announcements, from this moment."""
    return (
        KeepConsent("announcements", agreed=False),
        Say(
            "announcements.stopped",
            actions=(Option("subscribe", key="action.subscribe"),),
        ),
    )


def subscribe(_: str, here: Here) -> tuple[Effect, ...]:
    """Announcements of the Dinas, please."""
    return (KeepConsent("announcements", agreed=True), Say("announcements.started"))


LANGUAGES = Aside("language", (LANGUAGE,), finish_here=speak)
ADDRESS = Aside("address", (FORM,), finish_here=address)
PRIVACY = Aside("privacy", (MATTER, SURE), finish_here=look_after, own=True)
