"""What holds of every conversation, whatever happens in it, for ours and for made-up ones.

The stub of a label is an option's value, so a flow is tested here without its words.
"""

import json
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec import structs
from msgspec.json import encode

from conversations.engine.effects import Ask, Begin, Say
from conversations.engine.events import (
    Notified,
    Sent,
    Typed,
    dump,
    load,
)
from conversations.engine.position import locate
from conversations.engine.prompts import ask
from conversations.engine.questions import Message, Sought
from conversations.engine.receive import receive
from conversations.engine.values import Answers, Conversation, Session, decode
from conversations.flows import BOOK, FLOWS
from tests.conversations.applicants import reviewed
from tests.conversations.chat import Chat
from tests.conversations.strategies import (
    CASE,
    COMMANDS,
    GIVEN,
    JSON,
    NOT_ALL,
    PICK,
    PROFILES,
    Ours,
    books,
    bound,
    common,
    event,
    events,
    happens,
)

OFFICER = {"together": False, "noticed": False, "role": "officer"}

# --- any sequence -------------------------------------------------------------------------


@common
@given(books(), events, PROFILES)
def test_whatever_happens_ends_in_a_question_or_in_nothing_open(book, happened, how):
    book = bound(book)
    chat = Chat(book, **how)
    for each in happened:
        before = chat.talk
        happens(chat, each)
        assert len({c.number for c in chat.talk.open}) == len(chat.talk.open)
        if chat.talk.open != before.open and chat.talk.open:
            top = chat.talk.open[-1]
            question = locate(book.flows[top.flow], top).question
            assert question is not None
            assert not question.silent


@common
@given(books(), events, PROFILES)
def test_a_pause_between_any_two_events_changes_nothing(book, happened, how):
    """`Chat` reads its talk from JSON before every event; this one does not."""
    book = bound(book)
    chat, talk = Chat(book, **how), Session()
    for each in happened:
        if each == PICK:
            continue
        who = chat.who
        chat.take(each)
        here = structs.replace(chat.here, who=who)
        talk, effects = receive(
            book, talk, load(json.loads(json.dumps(dump(each)))), here
        )
        if any(not isinstance(e, Say | Ask) for e in effects):
            return
        assert encode(talk) == encode(chat.talk)


@common
@given(books(), JSON, event, PROFILES)
def test_whatever_is_stored_can_be_gone_on_with(book, stored, each, how):
    book = bound(book)
    chat = Chat(book, **how)
    chat.talk = decode(encode(stored), Session)
    happens(chat, each)


@common
@given(NOT_ALL, events, PROFILES)
def test_whatever_a_look_up_leaves_out_can_be_gone_on_with(world, happened, how):
    chat = Chat(BOOK, world, **how)
    for each in happened:
        happens(chat, each)


NAMES = sorted({q.key for f in FLOWS.values() for q in f.questions({"field": "photo"})})


@common
@given(
    st.sampled_from(sorted(FLOWS)),
    st.dictionaries(st.sampled_from(NAMES), JSON, max_size=8),
    JSON,
    st.lists(event, max_size=3),
    PROFILES,
)
def test_answers_of_any_kind_under_any_key_can_be_gone_on_with(
    name, answers, rest, happened, how
):
    chat = Chat(BOOK, **how)
    conversation = {
        "flow": name,
        "number": 1,
        "answers": answers,
        "asked": rest,
        "given": GIVEN,
    }
    stored = {"open": [conversation], "kept": answers, "count": 1}
    chat.talk = decode(encode(stored), Session)
    for each in (Typed("halo"), *happened):
        happens(chat, each)


# --- back, change, commands -----------------------------------------------------------------


@common
@given(books(), events, PROFILES)
def test_going_back_again_and_again_reaches_a_first_question(book, happened, how):
    book = bound(book)
    chat = Chat(book, **how)
    for each in happened:
        happens(chat, each)
    if chat.talk.open:
        for _ in range(40):
            chat.says("kembali")
            if "repair.first" in chat.said or not chat.talk.open:
                return
        raise AssertionError(chat.question)


PAPER_OF_NO_CASE = [Notified("paper_sent_back", CASE), Sent("photo", ("d1",))]
"""A paper is sent for a case that the look-up does not find."""


@common
@example(
    Ours, PAPER_OF_NO_CASE, {"together": False, "noticed": False, "role": ""}, "menu"
)
@given(books(), events, PROFILES, st.sampled_from(COMMANDS))
def test_a_command_loses_no_answer_and_answers(book, happened, how, command):
    book = bound(book)
    chat = Chat(book, **how)
    for each in happened:
        happens(chat, each)
    if (
        chat.talk.open
        and chat.asked
        and isinstance(
            open_question(book, chat),
            Message,
        )
    ):
        return

    def forms():
        rows = (*chat.talk.open, *chat.talk.paused)
        return {c.number: dict(c.answers) for c in rows if not book.flows[c.flow].quiet}

    before = {n: a for n, a in forms().items() if a and not _short(book, chat, n)}
    chat.says(command)
    after = forms()
    assert chat.out
    assert {n: after.get(n) for n in before} == before


def _short(book, chat, number):
    rows = (*chat.talk.open, *chat.talk.paused)
    return any(c.number == number and book.flows[c.flow].again for c in rows)


@common
@given(books(), events, PROFILES, st.integers(1, 12))
def test_however_often_one_goes_back_nothing_is_lost(book, happened, how, times):
    book = bound(book)
    chat = Chat(book, **how)
    for each in happened:
        happens(chat, each)
    if not chat.talk.open or book.flows[chat.talk.open[-1].flow].quiet:
        return
    top, question = chat.talk.open[-1], open_question(book, chat)
    if isinstance(question, Message) or top.reopened:
        return
    for _ in range(times):
        chat.says("kembali")
        if not chat.talk.open or chat.talk.open[-1].number != top.number:
            return
        assert chat.talk.open[-1].answers == top.answers
    if chat.talk.open[-1].reopened:
        assert chat.asked.before
    chat.says("lanjut")
    assert chat.talk.open[-1].answers == top.answers
    assert open_question(book, chat) == question


def open_question(book, chat):
    top = chat.talk.open[-1]
    return locate(book.flows[top.flow], top).question


@common
@given(
    books(),
    st.sampled_from(sorted(FLOWS)),
    st.booleans(),
    st.lists(st.integers(0, 9), min_size=40, max_size=40),
)
def test_the_number_of_steps_never_grows_while_a_form_is_answered(
    book, name, together, picks
):
    book = bound(book)
    flow = FLOWS[name] if book is BOOK else book.flows["made"]
    answers, most = Answers(given=GIVEN), None
    here = structs.replace(Chat(book, together=together).here, hour=9)
    for pick in picks:
        at = locate(flow, Conversation(flow.name, 1, answers.stored, GIVEN))
        settled, question = at.settled, at.question
        if question is None:
            return
        if not question.silent:
            put = ask(at, here)
            # What is presumed is no step; it may have to be asked all the same.
            assert 1 <= put.step <= max(put.steps, 1)
            assert most is None or put.steps <= most
            most = put.steps
        found = answer(question, settled, pick)
        if found is NOTHING:
            return
        answers = answers.plus(question, found)


NOTHING = object()
"""There is nothing to choose, and so no way on."""


def answer(question, settled, pick):
    """Some answer that holds, another for each *pick*."""
    options = [option.value for option in question.options(settled)]
    least, most = getattr(question, "least", 0), getattr(question, "most", 8)
    plain = {
        "Text": ("kata" * 10)[: max(least, min(most, 8))],
        "Number": max(1, pick),
        "Day": "2026-11-22",
        "Phone": "+6281234567890",
        "File": ["d1"],
        "Message": {"text": "halo", "files": []},
        "Spot": "-6.06000,106.11000",
        "Digits": "13134" if question.key == "kbli" else "1234567890123",
        "Quantity": {"number": 30, "unit": "lembar", "per": ""},
        "Several": options[: max(least, pick % 3)],
    }
    kinds = [each.__name__ for each in type(question).__mro__]
    kind = next((each for each in kinds if each in plain), kinds[0])
    if kind == "Learn":
        return {"about": dict(question.about(settled)), "found": {}}
    if kind == "Review":
        return dict(settled.stored)
    if question.optional and pick == 0:
        return None
    needs = least if kind == "Several" else kind not in plain
    if len(options) < needs:
        return NOTHING
    found = plain[kind] if kind in plain else options[pick % len(options)]
    if kind == "Sure":
        return NOTHING  # what is agreed to there is kept with what it was about
    assert question.holds(found, settled), (kind, found)
    return found


@common
@given(st.data(), st.booleans())
def test_correcting_one_answer_keeps_the_others(data, together):
    chat = reviewed(together=together)
    filled = dict(chat.answers)
    chat.says("ubah")
    key = data.draw(st.sampled_from([o.value for o in chat.asked.options]))
    chat.taps(key)
    assert chat.question == key
    assert dict(chat.talk.open[-1].answers) == filled
    assert chat.asked.before
    chat.taps("keep")
    assert chat.question == "review"
    assert dict(chat.talk.open[-1].answers) == filled


@common
@given(
    books(), events, PROFILES, st.sampled_from(["bantuan", "status", "terima kasih"])
)
@example(Ours, [Typed("menu"), Typed("2")], OFFICER, "status")
def test_a_digression_returns_to_the_open_question(book, happened, how, word):
    """But from a search, which holds no answers: a sure wish leaves it."""
    book = bound(book)
    chat = Chat(book, **how)
    for each in happened:
        happens(chat, each)
    if not chat.talk.open or book.flows[chat.talk.open[-1].flow].quiet:
        return
    top = chat.talk.open[-1]
    question = locate(book.flows[top.flow], top).question
    if isinstance(question, Message) and word == "terima kasih":
        return
    chat.says(word)
    if isinstance(question, Sought) and word == "status":
        assert top.number not in [each.number for each in chat.talk.open]
        return
    assert chat.talk.open[-1].number == top.number
    assert chat.question == question.key or question.key in parts(chat)


def parts(chat):
    return [part.question for part in chat.asked.parts]


@common
@given(books(), events, PROFILES, st.sampled_from(["halo", "assalamualaikum", "pagi"]))
def test_a_greeting_keeps_the_place(book, happened, how, greeting):
    book = bound(book)
    chat = Chat(book, **how)
    for each in happened:
        happens(chat, each)
    forms = [c for c in chat.talk.open if not book.flows[c.flow].quiet]
    listening = chat.talk.open and isinstance(
        open_question(book, chat),
        Message,
    )
    if not forms or listening:
        return
    chat.says(greeting)
    left = [c for c in chat.talk.open if not book.flows[c.flow].quiet]
    assert [(c.number, c.answers) for c in left][: len(forms)] == [
        (c.number, c.answers) for c in forms
    ]
    assert chat.asked


@common
@given(
    books(), st.lists(st.sampled_from(["zzz", "qqq", "\u2603", "1 2 3 4"]), min_size=2)
)
def test_the_same_words_are_never_said_twice_in_a_row_to_who_is_not_understood(
    book, texts
):
    book = bound(book)
    chat = Chat(book, noticed=True)
    chat.says("halo")
    before = None
    for text in texts:
        misses = chat.talk.open[-1].misses if chat.talk.open else 0
        chat.says(text)
        now = chat.said
        if chat.talk.open and chat.talk.open[-1].misses > misses > 0:
            assert now != before
        before = now


TWO = {"held": [["m1", "Batik Contoh"], ["m2", "Batik Contoh 2"]], "given": []}
WANTED = {"code": "SRG-0042", "wanted": [["a/npwp", "NPWP"], ["a/nib", "NIB"]]}


@pytest.mark.parametrize("name", sorted(FLOWS))
def test_every_flow_can_be_opened_by_who_may(name):
    flow = FLOWS[name]
    role = flow.roles[-1] if flow.roles else ""
    chat = Chat(
        replace(
            BOOK,
            commands={
                "status": lambda _, __: (
                    Begin(name, {"field": "photo", "what": "take"}),
                )
            },
        ),
        noticed=True,
        role=role,
        world={"case": {"fields": ["photo"]}, "papers": WANTED, "mandates": TWO},
    )
    chat.says("status")
    assert chat.asked or chat.done or name == "change"
