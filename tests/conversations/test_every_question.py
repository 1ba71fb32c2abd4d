"""What holds at every question an owner can come to, and for everybody who answers.

The states are those that players came to who answered by chance; see `players`.
"""

import pytest
from msgspec import structs

from bot.channels import terminal, webchat
from bot.channels.base import decode_button
from bot.channels.telegram import channel as telegram
from bot.channels.whatsapp import channel as whatsapp
from bot.pipeline.render import Voice, put
from conversations.cases.messages import AskOfficers
from conversations.engine.effects import Ask
from conversations.engine.events import Pressed, Typed
from conversations.engine.position import locate
from conversations.engine.questions import Choice, Refusal
from conversations.flows import FLOWS
from tests.conversations.form_player import (
    OWNERS,
    Hearing,
    at,
    begun,
    finished,
    flow_of,
    question_of,
    states,
    tapped,
    typed,
)

PROFILES = (
    telegram.TelegramChannel.profile,
    whatsapp.PROFILE,
    webchat.PROFILE,
    terminal.PROFILE,
)
WHOLE = ("route", "apply", "profile", "ask", "address", "privacy", "erase", "withdraw")
"""What players come through to the last question; more depends on the world."""
SEVERAL_OFFICES = {"region", "district"}
"""What is asked where more than one office is served: `test_region` comes to it."""
STAYS = {name for name in OWNERS if not FLOWS[name].quiet}
"""What is asked again after whatever comes between."""
TALKS = {name for name in OWNERS if FLOWS[name].goes_on}
"""Where words of forms, as *lanjut* and *petugas*, are said to the other person."""
FORMS = {name for name in OWNERS if not FLOWS[name].quiet and not FLOWS[name].again}


def where(chat: Hearing):
    """Which question of which conversation lies open."""
    return (chat.talk.open[-1].number, question_of(chat)) if chat.talk.open else None


def losing(act, among):
    """The questions of *among* flows that are not asked again after *act*."""
    lost = []
    for state in sorted(states()):
        if state[0] in among:
            chat = at(state)
            before = where(chat)
            act(chat)
            if where(chat) != before or chat.asked is None:
                lost.append(state)
    return lost


def test_the_players_came_to_every_form_and_to_all_of_most():
    came = {state[:2] for state in states()}
    asked = {
        (name, question.key)
        for name in WHOLE
        for question in FLOWS[name].questions({})
        if not question.silent and question.key not in SEVERAL_OFFICES
    }
    assert asked - came == set()
    assert FORMS - {name for name, _ in came} == set()


def test_another_language_asks_the_same_question_again():
    stays = STAYS - {"language"}
    assert losing(lambda chat: chat.says("bahasa", "english"), stays) == []
    assert losing(lambda chat: chat.says("english"), stays) == []


def test_where_nothing_lies_open_another_language_shows_the_menu():
    chat = Hearing(at(("menu", "what", False)).book)
    chat.says("halo")
    chat.taps("language")
    chat.taps("en")
    assert (chat.said, chat.question) == (["language.done"], "what")


def test_help_speaks_of_the_question_and_returns_to_it():
    assert losing(lambda chat: chat.says("bantuan"), STAYS) == []
    for state in states():
        assert at(state).says("bantuan").said, state


def test_going_on_asks_exactly_where_one_was():
    def goes_on(chat):
        if not at_a_second_time(chat):
            chat.says("lanjut")
        else:  # there `lanjut` leaves the answer as it was
            chat.says("bantuan")

    passing = {name for name, flow in FLOWS.items() if flow.passing}
    assert losing(goes_on, STAYS - passing - TALKS) == []
    for state in states():
        if state[0] in passing:
            assert flow_of(at(state).says("lanjut")).name != state[0]


def at_a_second_time(chat):
    """Whether the open question was answered, and is asked again by one's own wish."""
    return bool(chat.talk.open[-1].reopened)


def test_an_officer_can_be_asked_anywhere_and_the_form_goes_on():
    def asks(chat):
        chat.says("petugas")
        assert flow_of(chat).name == "ask"
        chat.says("Bu, label batik ditulis di mana?")
        assert any(isinstance(effect, AskOfficers) for effect in chat.out)

    assert losing(asks, STAYS - TALKS - {"ask"}) == []


def test_a_form_can_be_put_aside_anywhere_and_gone_on_with():
    def leaves(chat):
        chat.says("simpan dulu")
        assert not chat.talk.open
        chat.says("lanjut")

    assert losing(leaves, FORMS) == []


def test_leaving_is_asked_once_and_can_be_undone():
    def leaves(chat):
        chat.says("batal")
        assert [o.value for o in chat.asked.options] == ["later", "drop", "stay"]
        chat.says("hapus isian")
        assert not chat.talk.open
        chat.take(Pressed("restore"))

    assert losing(leaves, FORMS) == []


@pytest.mark.parametrize("kind", ["sticker", "video", "poll"])
def test_what_was_not_asked_for_is_answered_and_the_question_stays(kind):
    assert losing(lambda chat: chat.sends(kind), STAYS) == []
    for state in states():
        if state[0] in STAYS:
            chat = at(state)
            chat.sends(kind)
            assert chat.said, state


# --- two players ---------------------------------------------------------------------


@pytest.mark.parametrize("together", [False, True])
@pytest.mark.parametrize("player", [tapped, typed])
@pytest.mark.parametrize("name", OWNERS)
def test_every_form_comes_to_its_end_by_tapping_and_by_typing(name, player, together):
    for seed in range(3):
        finished(begun(name, seed, together=together), player)


def test_every_choice_can_be_tapped_on_every_channel():
    for state in sorted(states()):
        for ask in asked(at(state)):
            for profile in PROFILES:
                assert reached(ask, profile) == [o.value for o in ask.options], state


def asked(chat):
    """What lies open, as it is put; one by one where it is put together."""
    chat.says("bantuan" if flow_of(chat).name in TALKS else "lanjut")
    return [part for part in (chat.asked.parts or (chat.asked,)) if part.options]


def reached(ask: Ask, profile) -> list[str]:
    """The choices that can be tapped, turning pages."""
    found: list[str] = []
    page = 0
    while True:
        shown = put(structs.replace(ask, page=page), Voice(), profile).buttons
        assert len(shown) <= profile.buttons
        values = [decode_button(button.id)[0] for button in shown]
        found += [value for value in values if not value.startswith("page:")]
        if f"page:{page + 1}" not in values:
            return found
        page += 1


# --- thirty ways to say a choice -------------------------------------------------------

COUNTED = (
    *("satu", "dua", "tiga", "empat", "lima"),
    *("enam", "tujuh", "delapan", "sembilan", "sepuluh"),
)
BY_NUMBER = (
    *("{n}", "{n}.", "{n})", "({n})", " {n} ", "{n} pak", "{n} bu", "{n} aja"),
    *("no {n}", "no. {n}", "no{n}", "nomor {n}", "nomer {n}", "Nomor {n}.", "yang {n}"),
    *("pilih {n}", "pilih no {n}", "saya pilih {n}", "opsi {n}", "yang nomor {n}"),
    *("{w}", "{W}", "nomor {w}", "pilih {w}", "yang nomor {w}"),
)
BY_NAME = ("{label}", "{LABEL}", "{lower}", " {label} ", "{label}.")


def test_thirty_ways_to_choose_mean_the_same_at_every_choice():
    assert len(BY_NUMBER + BY_NAME) == 30
    wrong = [
        (home, typed_, meant)
        for home, read, options, label in choices()
        for number, option in enumerate(options, 1)
        for typed_, meant in ways(number, label(option), option.value)
        if read(typed_) != meant
    ]
    assert wrong == []


def ways(number, label, meant):
    """Each way to type one choice, with what it means."""
    named = {"label": label, "LABEL": label.upper(), "lower": label.lower()}
    yield from ((form.format(**named), meant) for form in BY_NAME)
    if number <= len(COUNTED):
        word = COUNTED[number - 1]
        counted = {"n": number, "w": word, "W": word.capitalize()}
        yield from ((form.format(**counted), meant) for form in BY_NUMBER)


def choices():
    """Every choice that players came to, once: how it is read, and what there is."""
    seen = set()
    for state in sorted(states()):
        chat = at(state)
        flow = flow_of(chat)
        now = locate(flow, chat.talk.open[-1])
        settled, question = now.settled, now.question
        assert question
        options = question.options(settled)
        key = (flow.home(question), options)
        if not isinstance(question, Choice) or key in seen:
            continue
        seen.add(key)

        def read(text, question=question, settled=settled, here=chat.here):
            try:
                return question.read(Typed(text), settled, here).value
            except Refusal as refusal:
                return refusal.reason

        yield key[0], read, options, chat.here.label
