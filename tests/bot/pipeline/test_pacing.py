"""We never speak faster than a platform allows, and replies never wait for the rest."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.base import Later
from bot.channels.spec import spec_of
from bot.pipeline.pacing import OTHERS, REPLIES, Pacing

LONG_AGO = 1000.0


class Hand:
    """A clock that goes only when it is told."""

    def __init__(self):
        self.now = 0.0

    def __call__(self):
        return self.now


def a_pacing(channel, *, fresh=False):
    hand = Hand()
    pacing = Pacing(spec_of(channel).pace, hand)
    hand.now = 0.0 if fresh else LONG_AGO
    return pacing, hand


def when_sent(pacing_by_hand, wishes):
    """When each wish (gap before it, chat, lane) was granted, waiting as told to."""
    pacing, hand = pacing_by_hand
    times = []
    for gap, chat, lane in wishes:
        hand.now += gap
        while (wait := pacing.ready_in(chat, lane)) > 0:
            hand.now += max(wait, 1e-9)
        pacing.take(chat, lane)
        times.append((hand.now, chat, lane))
    return times


def most_in(times, seconds):
    """The most that went in any window of so many *seconds*, its end not included."""
    return max(
        (sum(start <= t < start + seconds - 1e-6 for t in times) for start in times),
        default=0,
    )


WISHES = st.lists(
    st.tuples(
        st.floats(0, 2),
        st.sampled_from(["1", "2", "3", "-100", "-200"]),
        st.sampled_from([0, 1, 2, 3]),
    ),
    max_size=60,
)


@given(WISHES)
def test_no_chat_group_or_account_of_telegram_ever_gets_more_than_it_may(wishes):
    times = when_sent(a_pacing("telegram"), wishes)
    assert most_in([t for t, _, _ in times], 1) <= 25
    for chat in {chat for _, chat, _ in times}:
        to = [t for t, c, _ in times if c == chat]
        assert most_in(to, 60) <= (20 if chat.startswith("-") else 63)
        assert most_in(to, 1) <= (8 if chat.startswith("-") else 3)


@given(st.lists(st.tuples(st.floats(0, 0.05), st.integers(0, 3)), max_size=120))
def test_an_account_never_sends_more_in_a_second_than_it_may(wishes):
    many = [(gap, str(n), lane) for n, (gap, lane) in enumerate(wishes)]
    times = when_sent(a_pacing("telegram"), many)
    assert most_in([t for t, _, _ in times], 1) <= 25
    assert most_in([t for t, _, lane in times if lane != REPLIES], 1) <= 20


@given(st.integers(0, 300))
def test_a_reply_is_never_made_to_wait_by_announcements(tried):
    pacing, _ = a_pacing("telegram")
    sent = 0
    for number in range(tried):
        if pacing.ready_in(str(number), 3) == 0:
            pacing.take(str(number), 3)
            sent += 1
    assert sent <= 20
    assert pacing.room(OTHERS, 99) == 20 - sent
    for number in range(5):
        assert pacing.ready_in(f"reply {number}", REPLIES) == 0
        pacing.take(f"reply {number}", REPLIES)


def test_three_bubbles_go_at_once_to_a_person_and_then_one_a_second():
    times = when_sent(a_pacing("telegram"), [(0, "1", 0)] * 6)
    assert [t - LONG_AGO for t, _, _ in times] == pytest.approx([0, 0, 0, 1, 2, 3])


def test_forty_messages_go_at_once_by_whatsapp_and_then_one_in_six_seconds():
    times = when_sent(a_pacing("whatsapp"), [(0, "62", 0)] * 42)
    assert [t - LONG_AGO for t, _, _ in times] == pytest.approx([0] * 40 + [6, 12])


@given(st.lists(st.floats(0, 20), max_size=150))
def test_one_person_is_never_sent_more_by_whatsapp_than_the_platform_lends(gaps):
    times = when_sent(a_pacing("whatsapp"), [(gap, "62", 0) for gap in gaps])
    moments = [t for t, _, _ in times]
    for seconds in (6, 60, 300, 3600):
        assert most_in(moments, seconds) <= 45 + seconds / 6


def test_a_question_every_three_seconds_is_answered_at_once_by_whatsapp():
    pacing, hand = a_pacing("whatsapp")
    for _ in range(60):
        assert pacing.ready_in("62", REPLIES) == 0
        pacing.take("62", REPLIES)
        hand.now += 3


def test_a_group_gets_eight_at_once_and_less_than_twenty_in_a_minute():
    times = [t for t, _, _ in when_sent(a_pacing("telegram"), [(0, "-5", 1)] * 60)]
    assert times[7] == LONG_AGO < times[8]
    assert most_in(times, 60) == 19


def test_the_web_chat_has_no_limit():
    pacing, hand = a_pacing("webchat")
    times = when_sent((pacing, hand), [(0, "v", 0)] * 500)
    assert [t for t, _, _ in times] == [LONG_AGO] * 500
    assert pacing.room(OTHERS, 64) == 64


def test_a_pause_of_one_chat_stops_no_other():
    pacing, hand = a_pacing("telegram")
    pacing.obey(Later(35, "chat"), "1")
    pacing.obey(Later(5, "chat"), "1")
    assert pacing.ready_in("1", 0) == 35
    assert pacing.ready_in("2", 0) == 0
    hand.now += 35
    assert pacing.ready_in("1", 0) == 0


def test_a_pause_of_the_account_stops_all_until_it_is_over():
    pacing, hand = a_pacing("whatsapp")
    pacing.obey(Later(60, "account"), "62")
    assert pacing.room(REPLIES, 64) == 0
    assert pacing.ready_in("62", 0) == 60
    hand.now += 60
    assert pacing.room(REPLIES, 64) == 64


def test_a_chat_that_is_too_fast_waits_four_times_as_long_each_time_and_no_other():
    pacing, hand = a_pacing("whatsapp")
    for wait in (1, 4, 16, 30, 30):
        assert pacing.obey(Later(0, "chat"), "62") == wait
        assert pacing.ready_in("63", REPLIES) == 0
        hand.now += wait
        assert pacing.ready_in("62", REPLIES) == 0
    pacing.took("62")
    assert pacing.obey(Later(0, "chat"), "62") == 1


def test_an_account_that_is_too_fast_begins_with_a_second():
    pacing, hand = a_pacing("whatsapp")
    for wait in (1, 2, 4):
        # Those that were on their way at that moment say nothing new.
        assert [pacing.obey(Later(0, "account"), "62") for _ in range(5)] == [wait] * 5
        hand.now += wait
    pacing.took("62")
    assert pacing.obey(Later(0, "account"), "62") == 1


def test_a_fault_is_no_other_messages_until_many_fail_in_a_row():
    pacing, hand = a_pacing("whatsapp")
    for _ in range(20):
        for number in range(4):
            assert pacing.obey(Later(0, "message"), f"{number}") == 0
        assert pacing.ready_in("0", REPLIES) == 0
        pacing.took("5")
    for number in range(64):
        pacing.obey(Later(0, "message"), f"{number}")
    assert pacing.ready_in("0", REPLIES) == 1
    hand.now += 1
    pacing.obey(Later(0, "message"), "0")
    assert pacing.ready_in("0", REPLIES) == 2


def test_who_takes_over_does_not_trust_that_nothing_was_just_sent():
    pacing, hand = a_pacing("telegram", fresh=True)
    pacing.begin()
    assert pacing.room(OTHERS, 99) == 0
    assert pacing.memory("1") == 3
    pacing.recall("1", [0.5, 0.5])
    assert pacing.memory("1") == 0
    assert pacing.ready_in("1", REPLIES) == 0
    pacing.take("1", REPLIES)
    assert pacing.ready_in("1", REPLIES) == 0.5
    hand.now += 1
    assert pacing.room(OTHERS, 99) == 20


def test_chats_that_were_quiet_are_forgotten():
    pacing, hand = a_pacing("telegram")
    for number in range(20_500):
        pacing.take(str(number), REPLIES)
        hand.now += 0.04
    assert len(pacing._chats) < 10_100
