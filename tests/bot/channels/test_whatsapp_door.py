"""WhatsApp's door, and the fake platform."""

import asyncio
import json
import sys

import aiohttp

from bot.channels.whatsapp.channel import authentic, verify
from tests.fakes.whatsapp_deliveries import NUMBER, OWNER, delivery, said, sign

SECRET = "app-secret"


def test_only_the_handshake_with_our_token_is_answered():
    asked = {"hub.mode": "subscribe", "hub.verify_token": "t", "hub.challenge": "42"}
    assert verify(asked, "t") == "42"
    assert verify({**asked, "hub.verify_token": "x"}, "t") is None
    assert verify({**asked, "hub.verify_token": "é\ud800"}, "t") is None
    assert verify({**asked, "hub.mode": "unsubscribe"}, "t") is None
    assert verify({}, "t") is None
    assert verify({**asked, "hub.verify_token": ""}, "") is None


def test_only_the_signature_of_these_bytes_is_authentic():
    body = delivery(said())
    good = sign(body, SECRET)
    assert authentic(body, good, SECRET)
    assert not authentic(body + b" ", good, SECRET)
    assert not authentic(body, sign(body, "other"), SECRET)
    assert not authentic(body, good.removeprefix("sha256="), SECRET)
    assert not authentic(body, "", SECRET)
    assert not authentic(body, "sha256=é\ud800", SECRET)
    assert not authentic(body, sign(body, ""), "")


async def test_the_fake_platform_runs_by_itself_and_takes_its_faults_by_http():
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.fakes.graph", stdout=asyncio.subprocess.PIPE
    )
    try:
        api_url = json.loads(await process.stdout.readline())["api_url"]
        origin = api_url.rpartition("/")[0]
        text = {"type": "text", "text": {"body": "halo"}}
        message = {"messaging_product": "whatsapp", "to": OWNER, **text}
        known = {"Authorization": "Bearer token"}
        async with aiohttp.ClientSession(headers=known) as http:

            async def send():
                url = f"{api_url}/{NUMBER}/messages"
                async with http.post(url, json=message) as answer:
                    return answer.status

            await http.post(f"{origin}/_fake/fail", json={"code": 131056})
            assert [await send(), await send()] == [400, 200]
            async with http.get(f"{origin}/_fake/ledger") as answer:
                ledger = await answer.json()
    finally:
        process.terminate()
        await process.wait()
    assert [entry["code"] for entry in ledger] == [131056, 0]
    assert ledger[1]["payload"] == message
