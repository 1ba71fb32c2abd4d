"""The WhatsApp channel against a Graph API that limits, refuses, hangs and breaks."""

import logging
import socket
import traceback
from datetime import UTC, datetime, timedelta

import pytest

from bot.channels.base import (
    Bubble,
    Button,
    FetchError,
    Later,
    Media,
    Outgoing,
    Refused,
    SendError,
    Uncertain,
    Unreachable,
    WindowClosed,
)
from bot.channels.whatsapp.channel import WhatsAppChannel
from bot.channels.whatsapp.graph import MOST_BYTES
from tests.fakes.graph import FakeGraph
from tests.fakes.whatsapp_deliveries import BSUID, NUMBER, OWNER

NOW = datetime(2026, 11, 22, 3, tzinfo=UTC)
TOKEN = "EAAcanary7f3d"
TEMPLATE = {"name": "pengingat", "language": "id", "params": ["Batik\n\tContoh     A"]}
BUTTONS = (Button("!ya", "Ya"), Button("!tidak", "Tidak"))


@pytest.fixture
async def graph():
    async with FakeGraph(token=TOKEN, now=lambda: NOW) as graph:
        graph.heard[OWNER] = graph.heard[BSUID] = NOW
        yield graph


def a_channel(api_url, **settings):
    made = {
        "token": TOKEN,
        "phone_number_id": NUMBER,
        "app_secret": "secret",
        "verify_token": "verify",
        "list_label": "Pilih",
        "now": lambda: NOW,
        "patience": 0.3,
    }
    return WhatsAppChannel(api_url=api_url, **{**made, **settings})


@pytest.fixture
async def channel(graph):
    channel = a_channel(graph.api_url)
    yield channel
    await channel.close()


def outgoing(
    text="Halo *apa* kabar?", *, to=OWNER, open_for=timedelta(hours=1), **more
):
    bubble = {
        name: more.pop(name) for name in ("buttons", "file", "mime") if name in more
    }
    content = more.pop("content", b"")
    return Outgoing(
        more.pop("id", "out-1"),
        to,
        Bubble(((text, ""),), **bubble),
        window_until=None if open_for is None else NOW + open_for,
        file=content,
        **more,
    )


async def everything(channel, media):
    return b"".join([chunk async for chunk in channel.fetch(media)])


async def test_a_bubble_is_taken_and_carries_our_id(graph, channel):
    delivered = await channel.send(outgoing(buttons=BUTTONS))
    (sent,) = graph.accepted
    assert delivered.external_id == "wamid.sent000001"
    assert (sent["to"], sent["biz_opaque_callback_data"]) == (OWNER, "out-1")
    assert sent["interactive"]["type"] == "button"


async def test_an_answer_quotes_what_it_answers(graph, channel):
    await channel.send(outgoing("kata " * 2000, extra={"quotes": "wamid.7"}))
    contexts = [sent.get("context") for sent in graph.accepted]
    assert contexts == [{"message_id": "wamid.7"}, *[None] * (len(contexts) - 1)]


async def test_a_person_without_a_phone_can_be_answered(graph, channel):
    await channel.send(outgoing(to=BSUID))
    (sent,) = graph.accepted
    assert sent["recipient"] == BSUID
    assert "to" not in sent


async def test_a_file_is_uploaded_and_sent_by_its_id(graph, channel):
    await channel.send(outgoing(file="d1", mime="image/jpeg", content=b"jpeg"))
    await channel.send(outgoing(file="d2", mime="application/pdf", content=b"%PDF-"))
    photo, paper = graph.accepted
    assert graph.media[photo["image"]["id"]] == (b"jpeg", "image/jpeg")
    assert paper["document"]["filename"] == "d2.pdf"
    assert graph.media[paper["document"]["id"]] == (b"%PDF-", "application/pdf")


async def test_a_photo_too_large_for_whatsapp_goes_as_a_document(graph, channel):
    large = bytes(5 * 2**20 + 1)
    await channel.send(outgoing(file="d1", mime="image/jpeg", content=large))
    assert graph.accepted[0]["type"] == "document"


async def test_a_failed_upload_is_tried_again_later(graph, channel):
    for how in ("reset", "hang"):
        graph.fail(how=how, path="media")
        with pytest.raises(Later):
            await channel.send(outgoing(file="d1", mime="image/png", content=b"png"))
    with pytest.raises(Refused, match="no_file"):
        await channel.send(outgoing(file="d1", mime="image/png"))
    assert not graph.accepted


@pytest.mark.parametrize("open_for", [None, timedelta(0), timedelta(hours=-1)])
async def test_outside_the_window_only_a_template_goes(graph, channel, open_for):
    graph.heard.clear()
    with pytest.raises(WindowClosed):
        await channel.send(outgoing(open_for=open_for))
    assert not graph.ledger
    await channel.send(outgoing(open_for=open_for, extra={"template": TEMPLATE}))
    (sent,) = graph.accepted
    (part,) = sent["template"]["components"]
    assert part["parameters"] == [{"type": "text", "text": "Batik Contoh A"}]
    assert sent["biz_opaque_callback_data"] == "out-1"


async def test_the_platforms_own_window_is_believed(graph, channel):
    graph.heard.clear()
    with pytest.raises(WindowClosed):
        await channel.send(outgoing())


LATER = [
    ({"code": 131056}, 0, "chat"),
    ({"code": 130429}, 0, "account"),
    ({"code": 80007}, 0, "account"),
    ({"code": 4}, 0, "account"),
    ({"code": 131048}, 0, "account"),
    ({"code": 131057}, 0, "account"),
    ({"code": 190, "status": 401}, 60, "account"),
    ({"code": None, "status": 401}, 60, "account"),
    ({"code": 100, "subcode": 33}, 60, "account"),
    ({"code": 131042}, 60, "account"),
    ({"code": 2, "status": 500}, 0, "message"),
    ({"code": 131016}, 0, "message"),
    ({"code": None, "status": 502, "text": "<html>Bad gateway</html>"}, 0, "message"),
    ({"code": None, "status": 503, "retry_after": 30}, 30, "message"),
    ({"code": None, "status": 429, "retry_after": 35}, 35, "account"),
    ({"code": 131056, "status": 429, "retry_after": 9}, 9, "chat"),
    ({"code": None, "status": 429}, 0, "account"),
]


@pytest.mark.parametrize(("fault", "seconds", "scope"), LATER)
async def test_what_passes_is_tried_later(graph, channel, fault, seconds, scope):
    graph.fail(**fault)
    with pytest.raises(Later) as caught:
        await channel.send(outgoing())
    assert (caught.value.seconds, caught.value.scope) == (seconds, scope)
    await channel.send(outgoing())
    assert len(graph.accepted) == 1


@pytest.mark.parametrize(
    ("fault", "error", "reason"),
    [
        ({"code": 131047}, WindowClosed, "window_closed"),
        ({"code": 131026}, Unreachable, "131026"),
        ({"code": 131049}, Refused, "not_delivered_to_protect"),
        ({"code": 131051}, Refused, "131051"),
        ({"code": 100}, Refused, "100"),
        ({"code": 132001, "status": 404}, Refused, "132001"),
        ({"code": None, "status": 404}, Refused, "http_404"),
        ({"code": None, "status": 302}, Refused, "http_302"),
    ],
)
async def test_what_does_not_pass_is_refused(graph, channel, fault, error, reason):
    graph.fail(**fault)
    with pytest.raises(error) as caught:
        await channel.send(outgoing())
    assert type(caught.value) is error
    assert str(caught.value) == reason


async def test_a_token_that_ended_says_so(graph, channel):
    graph.token = "another"
    with pytest.raises(Later, match="token"):
        await channel.send(outgoing())


@pytest.mark.parametrize(
    ("how", "taken"), [("reset", 0), ("reset_after", 1), ("hang", 0)]
)
async def test_a_connection_that_ends_before_the_answer_leaves_us_uncertain(
    graph, channel, how, taken
):
    graph.fail(how=how)
    with pytest.raises(Uncertain):
        await channel.send(outgoing())
    assert len(graph.accepted) == taken


async def test_an_answer_without_an_id_leaves_us_uncertain(graph, channel):
    graph.fail(status=200, text="<html>hotspot</html>")
    with pytest.raises(Uncertain):
        await channel.send(outgoing())


async def test_a_server_that_is_not_there_is_tried_later():
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        channel = a_channel(f"http://127.0.0.1:{closed.getsockname()[1]}/v23.0")
        with pytest.raises(Later) as caught:
            await channel.send(outgoing())
    await channel.close()
    assert caught.value.scope == "message"


async def test_a_bubble_of_several_messages_goes_on_where_it_ended(graph, channel):
    long = "Satu kalimat. " * 700
    await channel.send(outgoing(long))
    whole = [sent["text"]["body"] for sent in graph.accepted]
    graph.ledger.clear()
    graph.fail(code=131056, skip=2)
    with pytest.raises(Later):
        await channel.send(outgoing(long))
    assert len(graph.accepted) == 2
    await channel.send(outgoing(long))
    assert [sent["text"]["body"] for sent in graph.accepted] == whole
    assert ["biz_opaque_callback_data" in sent for sent in graph.accepted] == [
        False,
        False,
        True,
    ]


async def test_a_bubble_without_words_is_refused(graph, channel):
    with pytest.raises(Refused, match="empty"):
        await channel.send(outgoing(" "))


async def test_a_file_is_fetched_in_chunks(graph, channel):
    content = bytes(range(256)) * 1000
    graph.hold("9001", content)
    assert await everything(channel, Media("photo", "9001")) == content
    assert graph.seen == [("9001", f"Bearer {TOKEN}")]


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        ({"path": "about", "status": 500}, "later"),
        ({"path": "about", "code": 190, "status": 401}, "later"),
        ({"path": "about", "how": "hang"}, "later"),
        ({"path": "about", "status": 200, "text": "{}"}, "later"),
        ({"path": "about", "status": 200, "text": "[]"}, "later"),
        ({"path": "about", "status": 200, "text": '{"url": 5}'}, "later"),
        ({"path": "about", "code": 100, "subcode": 33}, "gone"),
        ({"path": "about", "code": 131052}, "gone"),
        ({"path": "about", "code": 131056}, "later"),
        ({"path": "file", "status": 403}, "gone"),
        ({"path": "file", "status": 404}, "gone"),
        ({"path": "file", "status": 429}, "later"),
        ({"path": "file", "status": 503}, "later"),
        # aiohttp asks a second time by itself when a used connection breaks
        ({"path": "file", "how": "reset", "times": 2}, "later"),
    ],
)
async def test_a_file_that_cannot_be_fetched_says_whether_to_try_again(
    graph, channel, fault, reason
):
    graph.hold("9001", b"jpeg")
    graph.fail(**fault)
    with pytest.raises(FetchError) as caught:
        await everything(channel, Media("photo", "9001"))
    assert caught.value.reason == reason


@pytest.mark.parametrize("ref", ["404404", "../../etc/passwd", "", "a/b", "1?x=y"])
async def test_a_file_that_is_not_there_is_gone(graph, channel, ref):
    with pytest.raises(FetchError, match="gone"):
        await everything(channel, Media("photo", ref))


@pytest.mark.parametrize("declared", [{}, {"file_size": 1}, {"file_size": None}])
async def test_a_file_too_large_is_not_taken_whatever_it_claims(
    graph, channel, declared
):
    graph.hold("9001", bytes(MOST_BYTES + 1), **declared)
    with pytest.raises(FetchError, match="too_large"):
        await everything(channel, Media("photo", "9001"))


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:1/files/9001",
        "https://jahat.example/files/9001",
        "https://fbcdn.net.jahat.example/9001",
        "https://notfacebook.com/9001",
        "http://lookaside.fbsbx.com/9001",
        "https://fbcdn.net@jahat.example/9001",
        "/files/9001",
        "file:///etc/passwd",
    ],
)
async def test_our_token_goes_to_no_host_that_is_not_theirs(graph, channel, url):
    graph.hold("9001", b"jpeg", url=url)
    with pytest.raises(FetchError, match="gone"):
        await everything(channel, Media("photo", "9001"))
    assert graph.seen == []


async def test_a_press_is_marked_as_read_and_we_are_seen_writing(graph, channel):
    await channel.acknowledge("wamid.7")
    assert graph.receipts == [
        {
            "messaging_product": "whatsapp",
            "status": "read",
            "message_id": "wamid.7",
            "typing_indicator": {"type": "text"},
        }
    ]


@pytest.mark.parametrize(
    "fault", [{"status": 500}, {"how": "reset"}, {"how": "hang"}, {"code": 190}]
)
async def test_a_press_that_cannot_be_acknowledged_troubles_nobody(
    graph, channel, fault
):
    graph.fail(**fault)
    await channel.acknowledge("wamid.7")
    await channel.acknowledge("")
    assert graph.receipts == []


async def test_the_token_is_in_no_error_and_no_log_line(graph, channel, caplog):
    caplog.set_level(logging.DEBUG)
    told = []
    for fault in (
        {"code": 190, "status": 401, "text": f"bad token {TOKEN}"},
        {"how": "reset"},
        {"how": "hang"},
        {"status": 500, "text": TOKEN},
        {"status": 200, "text": TOKEN},
    ):
        graph.fail(**fault)
        with pytest.raises(SendError) as caught:
            await channel.send(outgoing())
        told += traceback.format_exception(caught.value)
        told += [repr(caught.value), repr(vars(caught.value))]
        graph.hold("9001", b"jpeg")
        graph.fail(**{**fault, "path": "file"})
        try:
            await everything(channel, Media("photo", "9001"))
        except FetchError as error:
            told += traceback.format_exception(error)
    told += [record.getMessage() for record in caplog.records]
    told += [repr(channel), str(channel)]
    assert TOKEN not in "\n".join(told)


def test_the_channel_knows_its_own_door():
    channel = a_channel("http://127.0.0.1:1/v23.0")
    asked = {
        "hub.mode": "subscribe",
        "hub.verify_token": "verify",
        "hub.challenge": "1",
    }
    assert channel.verify(asked) == "1"
    assert not channel.authentic(b"{}", "sha256=00")
    assert channel.parse(b"{")[0].problem == "not_json"
