"""Nothing is said twice in a row, and what is done again and again is hardly answered."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec import structs

from conversations.engine.effects import Act, Ask, Say
from conversations.engine.events import (
    Notified,
    Pressed,
    Sent,
    Started,
    Switched,
    Typed,
)
from conversations.engine.memory import OFTEN
from conversations.flows import BOOK
from tests.conversations.chat import Chat
from tests.conversations.strategies import (
    PROFILES,
    Ours,
    books,
    bound,
    common,
    events,
    happens,
)


def words_of(chat):
    """What was read of the last turn; None where it was looked up, not said."""
    if any(isinstance(each, Act) for each in chat.out):
        return None
    said = [each for each in chat.out if isinstance(each, Say | Ask)]
    return [
        structs.replace(each, conversation=0) if isinstance(each, Ask) else each
        for each in said
    ]


DONE = (
    *map(Typed, ("daftar", "status", "halo", "zzz", "kembali", "terima kasih")),
    *(Pressed("apply:"), Pressed("x"), Sent("sticker"), Sent("voice", ("d1",))),
)
RUNS = st.lists(
    st.tuples(st.sampled_from(DONE), st.integers(1, 6)).map(lambda of: [of[0]] * of[1]),
    max_size=4,
).map(lambda runs: [each for run in runs for each in run])
"""The same again and again, and then something else."""


@common
@given(books(), events | RUNS, PROFILES)
@example(Ours, [Typed("daftar")] * 3, {"together": True, "noticed": True, "role": ""})
def test_no_reply_is_word_for_word_the_one_before(book, happened, how):
    """But what others did, which is news, and what is read anew from the desk."""
    chat, before = Chat(bound(book), **how), None
    for each in happened:
        happens(chat, each)
        now = words_of(chat)
        if now is None or isinstance(each, Notified | Switched):
            before = None
        elif now:
            assert now != before
            before = now


SAME = (
    *(
        Typed(text)
        for text in ("daftar", "halo", "zzz", "menu", "status", "terima kasih")
    ),
    *(
        Typed(text)
        for text in ("berapa biayanya?", "lihat data saya", "bantuan", "batal")
    ),
    *(Pressed("status"), Pressed("apply:"), Pressed("x:y"), Sent("sticker"), Started()),
    Sent("photo", problem="quota"),
)


@pytest.mark.parametrize("together", [True, False])
@pytest.mark.parametrize("each", SAME, ids=str)
def test_thirty_equal_messages_do_not_get_thirty_answers(each, together):
    chat = Chat(BOOK, noticed=True, together=together)
    answered = [tuple(map(repr, chat.take(each))) for _ in range(30)]
    heard = [said for said in answered if said]
    assert len(heard) <= OFTEN + 3
    assert any("memory.same" in effect for said in heard for effect in said)
