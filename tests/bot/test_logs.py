"""A log shows no person and no secret, whatever slips into a line of it."""

import logging
import sys

import pytest

from bot.logs import Redacting
from bot.settings import Settings

PASSWORD = "a-password"
KEY = "bm90LWEta2V5LWJ1dC1hLXNhbXBsZQ=="


def logged(text, *args, secrets=(), error=None):
    record = logging.LogRecord("bot", logging.INFO, "", 1, text, args, error)
    return Redacting(secrets).format(record)


@pytest.mark.parametrize(
    "said",
    [
        *("081398765432", "+6281398765432", "0813-9876-5432", "+62 813 9876 5432"),
        *("3604123456789012", "3604 1234 5678 9012", "3604.1234.5678.9012"),
        *("ibu@contoh.id", "123456789:" + "A" * 35),
        *("EAAGm0PX4ZCpsBAKZCZCabcdefgh", "Bearer abc.def.ghi"),
    ],
)
def test_what_names_a_person_or_opens_a_door_is_hidden(said):
    assert said not in logged("sent to %s at once", said)


def test_what_only_looks_like_it_stays():
    line = logged(
        "%s took %d ms, 2026-11-28 10:15:00, SRG-0042", "relay:telegram", 2504
    )
    assert line.endswith("relay:telegram took 2504 ms, 2026-11-28 10:15:00, SRG-0042")


def test_a_line_break_begins_no_other_line():
    assert "\n" not in logged("unknown %s", "x\n2026-11-28 ERROR all is lost\r\nno")


def test_a_traceback_is_kept_and_hidden_in_as_well():
    try:
        raise ValueError("0813-9876-5432")
    except ValueError:
        line = logged("failed", error=sys.exc_info())
    assert "Traceback" in line
    assert "9876" not in line


@pytest.mark.parametrize(
    "shown", [KEY, f"k1:{KEY}", PASSWORD, "a-metrics-token", "a-verify-token"]
)
def test_a_part_of_a_setting_is_as_secret_as_all_of_it(monkeypatch, tmp_path, shown):
    monkeypatch.chdir(tmp_path)
    settings = Settings.model_validate(
        {
            "PANDU_KEYS": f"k2:b3RoZXIta2V5LW90aGVyLWtleQ==,k1:{KEY}",
            "DATABASE_URL": "postgresql://" + f"pandu:{PASSWORD}@127.0.0.1/pandu",
            "METRICS_TOKEN": "a-metrics-token",
            "WHATSAPP_VERIFY_TOKEN": "a-verify-token",
        }
    )
    line = logged("it was %s here", shown, secrets=settings.secrets())
    assert shown.rpartition(":")[2] not in line
    assert "k1" in logged("the key k1 is not there", secrets=settings.secrets())
