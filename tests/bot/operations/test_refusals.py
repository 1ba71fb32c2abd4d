"""Each refusal to start: one sentence, in the operator's language, that says what to set."""

import socket

import pytest
from pydantic import ValidationError

from bot import words
from bot.operations.refusals import BY_KIND
from bot.settings import Settings
from storage.core.seal import KeyRing
from tests.bot.operations.operator import Operator

GONE = "postgresql://pandu:secret@127.0.0.1:1/pandu"
"""Nobody listens at this port."""
WHATSAPP = {
    "WHATSAPP_TOKEN": "wa-t0ken",
    "WHATSAPP_PHONE_NUMBER_ID": "1055",
    "WHATSAPP_APP_SECRET": "wa-s3cret",
    "WHATSAPP_VERIFY_TOKEN": "wa-v3rify",
}
TELEGRAM = "1000:t0ken"
KEY = KeyRing.generate()


@pytest.fixture
def operator(tmp_path):
    return Operator(tmp_path)


@pytest.fixture
def environment(monkeypatch, tmp_path):
    """Sets these settings, and no other, for this process."""
    monkeypatch.chdir(tmp_path)
    for field in Settings.model_fields.values():
        monkeypatch.delenv(field.validation_alias, raising=False)

    def set_up(settings):
        for name, value in settings.items():
            monkeypatch.setenv(name, value)

    return set_up


async def refused(operator, *command, naming):
    """Both languages refuse in one sentence with each of *naming*, and no secret."""
    both = await operator.in_both(*command)
    for ended in both:
        assert ended.code == 2, ended.said
        assert ended.out == ""
        assert len(ended.err.strip().splitlines()) == 1, ended.err
        assert [name for name in naming if name not in ended.err] == []
        assert "Traceback" not in ended.err
        secrets = [
            value
            for name, value in operator.settings.items()
            if name in WHATSAPP or name in {"TELEGRAM_BOT_TOKEN", "PANDU_KEYS"}
        ]
        assert [value for value in secrets if value in ended.err] == []
    indonesian, english = (ended.err for ended in both)
    assert indonesian != english
    return english


async def test_channels_that_are_set_up_in_part_are_refused(operator):
    given = {"WHATSAPP_TOKEN": WHATSAPP["WHATSAPP_TOKEN"]}
    missing = sorted(WHATSAPP.keys() - given)
    await refused(operator.but(**given), "serve", naming=["WhatsApp", *missing])


@pytest.mark.parametrize("missing", WHATSAPP)
def test_whatever_whatsapp_lacks_is_named(environment, missing):
    environment({name: WHATSAPP[name] for name in WHATSAPP if name != missing})
    assert Settings().halves() == {"WhatsApp": [missing]}


@pytest.mark.parametrize(
    ("settings", "missing"),
    [
        ({"TELEGRAM_WEBHOOK_SECRET": "s3cret"}, ["TELEGRAM_BOT_TOKEN"]),
        (
            {"TELEGRAM_BOT_TOKEN": TELEGRAM, "PUBLIC_URL": "https://pandu.example"},
            ["TELEGRAM_WEBHOOK_SECRET"],
        ),
        (
            {"TELEGRAM_BOT_TOKEN": TELEGRAM, "TELEGRAM_MODE": "webhook"},
            ["TELEGRAM_WEBHOOK_SECRET", "PUBLIC_URL"],
        ),
    ],
)
def test_whatever_telegram_lacks_is_named(environment, settings, missing):
    environment(settings)
    assert Settings().halves() == {"Telegram": missing}


@pytest.mark.parametrize(
    "settings",
    [
        {},
        WHATSAPP,
        {"TELEGRAM_BOT_TOKEN": TELEGRAM},
        {"TELEGRAM_BOT_TOKEN": "", "PORT": "", "PUBLIC_URL": ""},
    ],
)
def test_what_is_whole_or_empty_is_taken(environment, settings):
    environment(settings)
    assert (Settings().halves(), Settings().port) == ({}, 8080)


UNMEANT = [
    ("PORT", "abc"),
    ("PORT", "65536"),
    ("DATABASE_URL", "mysql://pandu@127.0.0.1/pandu"),
    ("DATABASE_URL", "postgresql://pandu@127.0.0.1:abc/pandu"),
    ("PUBLIC_URL", "pandu.example"),
    ("TELEGRAM_BOT_TOKEN", "n0-t0ken"),
    ("TELEGRAM_MODE", "pull"),
    ("TELEGRAM_WEBHOOK_SECRET", "two words"),
    ("TELEGRAM_STAFF_GROUP_ID", "@dinas"),
    ("WHATSAPP_PHONE_NUMBER_ID", "+62 812"),
    ("WHATSAPP_API_URL", "graph"),
]


@pytest.mark.parametrize(("name", "value"), UNMEANT)
def test_a_setting_that_cannot_be_meant_is_noticed(environment, name, value):
    environment({name: value})
    with pytest.raises(ValidationError, match=name):
        Settings()


async def test_settings_that_cannot_be_meant_are_refused_by_name(operator):
    settings = dict(UNMEANT)
    await refused(operator.but(**settings), "serve", naming=settings)


async def test_an_unknown_language_is_refused_in_indonesian(operator):
    ended = await operator.but(PANDU_LANG="fr").run("serve")
    expected = words.text("id", "cli.refuse.setting", {"names": "PANDU_LANG"})
    assert (ended.code, ended.err.strip()) == (2, expected)


async def test_variables_of_the_shell_that_are_called_like_fields_are_not_ours(
    operator,
):
    shell = operator.but(LANGUAGE="en_US:en", KEYS="x", DEMO="1", DATA_DIR="elsewhere")
    ended = await shell.run("doctor")
    assert ended.code == 0, ended.said
    names = {"names": "PANDU_OFFICE_FILE"}
    assert words.text("id", "cli.doctor.settings", names) in ended.out
    assert not (operator.folder / "elsewhere").exists()


@pytest.mark.parametrize("command", ["web", "migrate"])
async def test_a_database_that_does_not_answer_is_refused(operator, command):
    operator = operator.but(DATABASE_URL=GONE, PANDU_KEYS=KEY)
    await refused(operator, command, naming=["DATABASE_URL"])


async def test_a_shared_database_without_keys_is_refused(operator):
    await refused(operator.but(DATABASE_URL=GONE), "web", naming=["PANDU_KEYS"])


async def test_garbled_keys_are_refused_and_not_shown(operator):
    keys = f"{KEY},k0:c2hvcnQ="
    await refused(operator.but(PANDU_KEYS=keys), "serve", naming=["PANDU_KEYS"])


async def test_a_key_file_that_others_can_read_is_refused(operator):
    file = operator.folder / "var" / "keys"
    file.parent.mkdir()
    file.write_text(KEY)
    file.chmod(0o640)
    await refused(operator, "serve", naming=["chmod 600 var/keys"])


@pytest.mark.parametrize("command", ["serve", "demo"])
async def test_a_folder_that_cannot_be_made_is_refused(operator, command):
    (operator.folder / "file").touch()
    below = str(operator.folder / "file" / "var")
    await refused(
        operator.but(PANDU_DATA_DIR=below), command, naming=["PANDU_DATA_DIR", below]
    )


async def test_a_port_that_is_taken_is_refused(operator):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        await refused(operator.but(PORT=port), "serve", naming=["PORT", port])


@pytest.mark.postgres
@pytest.mark.parametrize("databases", ["postgres"], indirect=True)
@pytest.mark.parametrize("command", ["web", "worker"])
async def test_a_shared_database_without_its_tables_is_refused(
    operator, empty_database_url, command
):
    operator = operator.but(DATABASE_URL=empty_database_url, PANDU_KEYS=KEY)
    await refused(operator, command, naming=["pandu migrate"])


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_every_kind_of_refusal_has_words(language):
    keys = {f"cli.refuse.{key}" for _, key in BY_KIND}
    assert keys - words.keys(language) == set()
