"""What an operator hears of `office.toml`: what it lacks, and what is wrong with it."""

import json

import pytest

from bot import office, words
from bot.operations.doctor import examine
from bot.operations.refusals import refusal
from bot.settings import Demo, Settings
from conversations.catalogue import catalogue
from tests.bot.operations.operator import OFFICE, Operator
from tests.fakes.telegram import FakeTelegram

ENTRIES = [
    "office.address",
    "office.hours",
    "office.telephone",
    "retention.chat",
    "retention.profile",
    "retention.withdrawn",
    "retention.backup",
    "confirmed_on",
]


@pytest.fixture
def file(tmp_path):
    """Where the file of the office would be, beside the data."""
    return tmp_path / "office.toml"


@pytest.fixture
def settings(tmp_path, monkeypatch):
    """Makes settings of these, and no other."""
    monkeypatch.chdir(tmp_path)
    for field in Settings.model_fields.values():
        monkeypatch.delenv(field.validation_alias, raising=False)
    return lambda **more: Settings(PANDU_DATA_DIR=tmp_path, **more)


@pytest.fixture
def doctor(capsys):
    """What the doctor finds: how it ends, and what it says about each thing."""

    async def look(settings):
        code = await examine(settings, as_json=True)
        found: dict[str, list[tuple[str, str]]] = {}
        for line in map(json.loads, capsys.readouterr().out.splitlines()):
            found.setdefault(line["about"], []).append((line["state"], line["says"]))
        return code, found

    return look


@pytest.mark.parametrize("language", words.LANGUAGES)
async def test_the_doctor_names_each_entry_that_is_missing(
    settings, doctor, file, language
):
    code, found = await doctor(settings(PANDU_LANG=language))
    ((state, says),) = found["office"]
    assert (code, state) == (1, "warning")
    assert [name for name in ENTRIES if name not in says] == []
    assert str(file) in says


async def test_a_file_beside_the_data_is_found_and_said(settings, doctor, file):
    file.write_text(OFFICE.read_text("utf-8"), "utf-8")
    code, found = await doctor(settings())
    said = words.text("id", "cli.doctor.office", {"file": str(file)})
    assert (code, found["office"]) == (0, [("ok", said)])


@pytest.mark.parametrize("lacking", [True, False])
async def test_no_public_channel_is_ready_without_it(settings, doctor, lacking):
    async with FakeTelegram() as telegram:
        telegram.webhook = {"url": "https://pandu.example/telegram"}
        given = {
            "TELEGRAM_BOT_TOKEN": "1000:t0ken",
            "TELEGRAM_API_URL": telegram.url,
            "TELEGRAM_WEBHOOK_SECRET": "s3cret",
            "PUBLIC_URL": "https://pandu.example",
            **({} if lacking else {"PANDU_OFFICE_FILE": OFFICE}),
        }
        code, found = await doctor(settings(**given))
    states = {about: [state for state, _ in said] for about, said in found.items()}
    wanted = ["problem"] if lacking else ["ok"]
    assert (states["telegram"], states["web"]) == (wanted, wanted)
    assert states["whatsapp"] == ["ok"]  # it is off
    assert code == (2 if lacking else 0)


async def test_the_sample_makes_no_public_channel_ready(settings, doctor):
    public = settings(
        PUBLIC_URL="https://pandu.example", PANDU_OFFICE_FILE=office.SAMPLE
    )
    code, found = await doctor(public)
    unready = {"channel": "Web", "names": "sample"}
    said = words.text("id", "cli.doctor.unready", unready)
    assert (code, found["web"]) == (2, [("problem", said)])


@pytest.mark.parametrize("language", words.LANGUAGES)
@pytest.mark.parametrize(
    ("text", "naming"),
    [
        ("[office\n", ["1"]),
        ("[retention]\nchat = 90 hari\n", ["2"]),
        ('[retention]\nchat = "90 hari"\n', ["retention.chat", "3650"]),
        ("[opd]\ndinkes = 1\n", ["opd.dinkes"]),
        ("[office]\nfax = '1'\n[retention]\nprofile = 5", ["fax", "profile", "60"]),
        (b"\xff\xfe[office]", ["UTF-8"]),
        (None, ["UTF-8"]),
    ],
)
async def test_a_file_that_is_wrong_is_said_in_one_sentence(
    settings, doctor, file, text, naming, language
):
    if text is None:
        file.mkdir()
    else:
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
    public = settings(PANDU_LANG=language, PUBLIC_URL="https://pandu.example")
    with pytest.raises(office.BadOffice) as caught, office.opened(public):
        pass
    sentence = refusal(caught.value, public) or ""
    assert len(sentence.splitlines()) == 1
    assert [name for name in (str(file), *naming) if name not in sentence] == []
    code, found = await doctor(public)
    assert (code, found["office"]) == (2, [("problem", sentence)])
    assert [state for state, _ in found["web"]] == ["problem"]


async def test_to_start_with_a_file_that_is_wrong_is_refused(tmp_path):
    operator = Operator(tmp_path, PANDU_OFFICE_FILE="kantor.toml")
    ended = await operator.run("serve")
    why = words.text("id", "cli.office.gone")
    gone = words.text("id", "cli.refuse.office", {"file": "kantor.toml", "why": why})
    assert (ended.code, ended.err.strip()) == (2, gone)


async def test_a_folder_that_others_can_open_is_a_finding(settings, doctor, tmp_path):
    tmp_path.chmod(0o755)
    code, found = await doctor(settings(PANDU_OFFICE_FILE=OFFICE))
    open_ = words.text("id", "cli.doctor.folder.open", {"folder": str(tmp_path)})
    assert code == 1
    assert ("warning", open_) in found["folder"]
    tmp_path.chmod(0o700)
    code, found = await doctor(settings(PANDU_OFFICE_FILE=OFFICE))
    assert (code, [state for state, _ in found["folder"]]) == (0, ["ok"])


def test_the_demo_says_what_is_plainly_a_sample(settings, file):
    file.write_text(OFFICE.read_text("utf-8"), "utf-8")
    demo = Demo.of(settings(PANDU_OFFICE_FILE=file))
    with office.opened(demo):
        for name in ("address", "hours", "telephone", "whatsapp"):
            assert "contoh" in catalogue().office.detail(name)
        assert catalogue().office.confirmed_on is None
    assert office.lacks(demo) == ["sample"]
