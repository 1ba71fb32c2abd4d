"""`pandu` as operators know it: what it offers, and what the doctor says."""

import ast
import asyncio
import inspect
import json
import os
import re
import stat
import time
from tempfile import TemporaryFile

import aiohttp
import pytest

import bot.operations.doctor
from bot import words
from bot.metrics import BACKED_UP
from bot.operations.doctor import MARKS
from storage.core.seal import KeyRing
from tests import warm
from tests.bot.operations.operator import Operator
from tests.fakes.graph import FakeGraph
from tests.fakes.telegram import FakeTelegram

COMMANDS = [
    "serve",
    "web",
    "worker",
    "migrate",
    "demo",
    "sample",
    "invite",
    "chat",
    "doctor",
    "check",
    "flows",
    "explain",
    "learn",
    "understanding",
    "facts",
    "backup",
    "restore",
    "keys",
    "bench",
]
TOKEN = "1000:t0ken"


@pytest.fixture
def operator(tmp_path):
    return Operator(tmp_path)


def doctor(language, key, **values):
    """The line that the doctor says for *key*, without its mark."""
    return words.text(language, f"cli.doctor.{key}", values)


async def test_help_lists_every_command_in_both_languages(operator):
    for language, ended in zip(
        ("id", "en"), await operator.in_both("--help"), strict=True
    ):
        assert ended.code == 0
        shown = " ".join(ended.out.split())
        for command in COMMANDS:
            assert f" {command} {words.text(language, f'cli.{command}')}" in shown


async def test_a_command_that_is_none_says_which_there_are(operator):
    ended = await operator.run("dance")
    assert ended == await Operator(operator.folder, cold=True).run("dance")
    assert ended.code == 2
    assert "Traceback" not in ended.err
    assert "doctor" in ended.err


def test_a_reader_that_wants_no_more_ends_a_command_without_a_word(operator):
    reads, writes = os.pipe()
    os.close(reads)
    with TemporaryFile() as said:
        ends = (None, writes, said)
        process = warm.start(["flows"], **operator.place, ends=ends)
        os.close(writes)
        assert process.wait(warm.PATIENCE) == 141
        assert said.seek(0, os.SEEK_END) == 0


async def test_check_finds_nothing_missing(operator):
    ended = await operator.run("check")
    assert ended.code == 0, ended.said
    done = words.text("id", "cli.check.done", {"count": 0})
    assert ended.out.strip().splitlines()[-1] == done


async def test_a_key_that_is_made_can_be_set(operator):
    ended = await operator.run("keys")
    assert ended.code == 0
    assert KeyRing.parse(ended.out.strip())
    assert not (operator.folder / "var").exists()


async def test_the_first_start_makes_its_database_and_a_key_of_its_own(tmp_path):
    """And the errands of an operator work beside it."""
    operator = Operator(tmp_path, cold=True)
    umask = os.umask(0)  # the widest there is: what is ours must be narrow by itself
    try:
        async with operator.serving() as address:
            file = operator.folder / "var" / "keys"
            assert stat.S_IMODE(file.stat().st_mode) == 0o600
            kept = [file.parent, *file.parent.rglob("*")]
            wide = {each: stat.S_IMODE(each.stat().st_mode) & 0o077 for each in kept}
            assert {each: mode for each, mode in wide.items() if mode} == {}
            assert KeyRing.parse(file.read_text())
            async with aiohttp.request("GET", f"{address}/chat") as response:
                assert response.status == 200
            invited, well, machine = await asyncio.gather(
                operator.run("invite", "--role", "admin"),
                operator.run("doctor"),
                operator.but(PANDU_LANG="en").run("doctor", "--json"),
            )
    finally:
        os.umask(umask)
    assert invited.code == 0, invited.said
    assert re.search(r"/petugas \S{6,}", invited.out), invited.out
    assert "█" in invited.out
    assert well.code == 0, well.said
    assert {line[0] for line in well.out.splitlines()} == {MARKS[0]}
    assert doctor("id", "keys") in well.out
    found = [json.loads(line) for line in machine.out.splitlines()]
    assert {each["state"] for each in found} == {"ok"}
    assert doctor("en", "keys") in [each["says"] for each in found]


async def test_an_invitation_stands_in_a_link_where_the_world_can_come_in(operator):
    assert (await operator.run("migrate")).code == 0
    public = operator.but(PUBLIC_URL="https://pandu.example/")
    ended = await public.run("invite")
    assert ended.code == 0, ended.said
    assert "https://pandu.example/chat#mulai=petugas-" in ended.out


async def test_an_invitation_leads_into_the_chats_first(operator):
    assert (await operator.run("migrate")).code == 0
    async with FakeTelegram() as telegram, FakeGraph(number="1055") as graph:
        reached = operator.but(
            PUBLIC_URL="https://pandu.example/",
            TELEGRAM_BOT_TOKEN=TOKEN,
            TELEGRAM_API_URL=telegram.url,
            TELEGRAM_WEBHOOK_SECRET="s3cret",
            WHATSAPP_API_URL=graph.api_url,
            WHATSAPP_TOKEN=graph.token,
            WHATSAPP_PHONE_NUMBER_ID="1055",
            WHATSAPP_APP_SECRET="x",
            WHATSAPP_VERIFY_TOKEN="y",
        )
        ended = await reached.run("invite")
    assert ended.code == 0, ended.said
    links = re.findall(r"https://\S+", ended.out)
    hosts = [link.split("/")[2] for link in links]
    assert hosts == ["t.me", "wa.me", "pandu.example"]
    assert re.search(r"t\.me/pandu_contoh_bot\?start=petugas-\S+", links[0])
    assert links[1].startswith("https://wa.me/628120000?text=petugas%20")


async def test_an_operator_lists_removes_and_revokes(operator):
    assert (await operator.run("migrate")).code == 0
    assert "undangan" in (await operator.run("officers")).out
    assert (await operator.run("invite")).code == 0
    (line,) = (await operator.run("officers")).out.splitlines()
    ended = await operator.run("officers", "--revoke", line.split()[0])
    assert ended.code == 0, ended.said
    assert (await operator.run("officers", "--remove", "zzzzzz")).code == 1


async def test_the_doctor_warns_of_an_open_door_and_of_backups_that_stopped(operator):
    assert (await operator.run("migrate")).code == 0
    mark = operator.folder / "var" / BACKED_UP
    mark.touch()
    fresh = await operator.run("doctor")
    assert fresh.code == 0, fresh.said
    long_ago = time.time() - 30 * 3600
    os.utime(mark, (long_ago, long_ago))
    ended = await operator.but(
        PUBLIC_URL="https://pandu.example", HOST="192.0.2.7"
    ).run("doctor")
    for line in (
        doctor("id", "backup.old", hours=30),
        doctor("id", "host.open", host="192.0.2.7"),
    ):
        assert f"{MARKS[1]} {line}" in ended.out


async def test_the_doctor_says_what_is_set_and_never_a_secret(operator):
    secrets = {
        "PANDU_KEYS": KeyRing.generate(),
        "TELEGRAM_BOT_TOKEN": TOKEN,
        "TELEGRAM_WEBHOOK_SECRET": "tg-s3cret",
        "WHATSAPP_TOKEN": "wa-t0ken",
        "WHATSAPP_APP_SECRET": "wa-s3cret",
        "WHATSAPP_VERIFY_TOKEN": "wa-v3rify",
    }
    nowhere = {"TELEGRAM_API_URL": "http://127.0.0.1:1", "TELEGRAM_MODE": "poll"}
    ended = await operator.but(**secrets, **nowhere).run("doctor")
    assert ended.code == 2
    assert [value for value in secrets.values() if value in ended.said] == []
    assert [name for name in secrets if name not in ended.out] == []
    half = {"channel": "WhatsApp", "names": "WHATSAPP_PHONE_NUMBER_ID"}
    assert f"{MARKS[2]} {words.text('id', 'cli.refuse.half', half)}" in ended.out
    silent = words.words_of("id", "cli.doctor.telegram.silent").partition("{")[0]
    assert f"{MARKS[2]} {silent}" in ended.out


@pytest.mark.parametrize(
    ("url", "code", "key"),
    [
        ("", 0, "telegram.poll"),
        ("https://pandu.example", 0, "telegram.webhook"),
        ("https://other.example", 1, "telegram.elsewhere"),
    ],
)
async def test_the_doctor_asks_the_platforms(operator, url, code, key):
    async with FakeTelegram() as telegram, FakeGraph(number="1055") as graph:
        telegram.webhook = {"url": "https://pandu.example/telegram"} if url else {}
        telegram.forum(-100200, rights=("topics",) if code else ("topics", "delete"))
        settings = {
            "TELEGRAM_BOT_TOKEN": TOKEN,
            "TELEGRAM_API_URL": telegram.url,
            "TELEGRAM_STAFF_GROUP_ID": "-100200",
            "TELEGRAM_WEBHOOK_SECRET": "s3cret",
            "PUBLIC_URL": url or "http://pandu.example",
            "WHATSAPP_TOKEN": "token",
            "WHATSAPP_PHONE_NUMBER_ID": "1055",
            "WHATSAPP_APP_SECRET": "a",
            "WHATSAPP_VERIFY_TOKEN": "b",
            "WHATSAPP_API_URL": graph.api_url,
        }
        ended = await operator.but(**settings).run("doctor")
    assert ended.code == code, ended.said
    assert doctor("id", key, name="pandu_contoh_bot", count=0) in ended.out
    assert doctor("id", "whatsapp", quality="GREEN") in ended.out
    group = "desk.group.lacks.no_deleting" if code else "cli.doctor.group.ready"
    assert words.text("id", group, {"group": "-100200"}) in ended.out


async def test_a_token_the_platform_refuses_is_a_finding(operator):
    async with FakeGraph(number="1055", token="another") as graph:
        settings = {
            "WHATSAPP_TOKEN": "token",
            "WHATSAPP_PHONE_NUMBER_ID": "1055",
            "WHATSAPP_APP_SECRET": "a",
            "WHATSAPP_VERIFY_TOKEN": "b",
            "WHATSAPP_API_URL": graph.api_url,
        }
        ended = await operator.but(**settings).run("doctor")
    assert ended.code == 2
    assert doctor("id", "whatsapp.silent", why="token") in ended.out


async def test_the_doctor_makes_neither_key_nor_database(operator):
    ended = await operator.run("doctor")
    assert ended.code == 0, ended.said
    assert doctor("id", "database.new") in ended.out
    assert list((operator.folder / "var").iterdir()) == []


@pytest.mark.postgres
@pytest.mark.parametrize("databases", ["postgres"], indirect=True)
async def test_the_doctor_of_a_shared_database_says_by_what_it_may_lose(
    operator, database_url
):
    settings = {"DATABASE_URL": database_url, "PANDU_KEYS": KeyRing.generate()}
    ended = await operator.but(**settings).run("doctor")
    # The tests' own PostgreSQL runs without fsync, and is told so.
    assert ended.code == 1, ended.said
    assert "fsync=off" in ended.out
    assert doctor("id", "keys") in ended.out


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_the_doctor_has_words_for_all_that_can_be_found(language):
    made = [
        node
        for node in ast.walk(ast.parse(inspect.getsource(bot.operations.doctor)))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "Finding"
    ]
    keys = [
        ast.literal_eval(part)
        for call in made
        for key in (
            *call.args[2:3],
            *(k.value for k in call.keywords if k.arg == "key"),
        )
        for part in ((key.body, key.orelse) if isinstance(key, ast.IfExp) else (key,))
    ]
    assert len(keys) > 20
    assert {f"cli.doctor.{key}" for key in keys} - words.keys(language) == set()
