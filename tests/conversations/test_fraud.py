"""Money, a code or papers wanted in the Dinas's name: always the warning, never a form's.

The second list is what stands near it and is something else: what the balai charges, a
buyer's own money, help an owner asks for.
"""

import pytest

from conversations.catalogue.fraud import alarming
from conversations.flows import BOOK
from tests.conversations.chat import Chat

ALARMING = (
    "ada orang ngaku dari dinas minta 500 ribu",
    "ada yang ngaku petugas dinas minta uang",
    "ditelpon orang dinas suruh transfer",
    "ada yang minta foto ktp katanya dari dinas",
    "ada oknum minta duit biar cepat sni",
    "petugas minta uang rokok",
    "diminta bayar dp ke rekening pribadi",
    "nu ngaku ti dinas menta duit",
    "ana wong ngaku dinas jaluk duit",
    "someone from the dinas asked me for money",
    "somebody asks for my otp",
    "ada calo nawarin sni 3 juta",
    "katanya dari dinas, harus bayar 250rb hari ini",
    "disuruh kirim kode yang masuk sms",
    "petugas minta pulsa",
    "dinas nagih 200 ribu",
    "oknum minta 300.000",
    "mesti bayar berapa ke pak dinas",
    "jual sertifikat sni 1,5jt",
    "the dinas wants my bank account",
)
SOMETHING_ELSE = (
    "biaya sni berapa",
    "dinas minta syarat apa saja",
    "petugas minta foto produk saya",
    "petugas minta data usaha",
    "lspro minta bayar berapa",
    "pembeli minta transfer dulu",
    "saya mau minta bantuan modal ke dinas",
    "katanya dinas bantu biaya sni",
    "diminta bayar simponi",
    "minta info biaya dong",
    "kode billing belum masuk",
    "anak minta uang",
    "petugas minta kode kuasa",
    "petugas minta maaf",
    "rekening bank usaha perlu ga",
    "baju dinas",
)
PLACES = {
    "idle": ("halo",),
    "a name is asked": ("daftar", "setuju"),
    "a choice is asked": ("daftar", "setuju", "Ibu Contoh"),
}


@pytest.mark.parametrize("text", ALARMING)
def test_a_demand_in_the_name_of_the_dinas_is_heard(text):
    assert alarming(text)


@pytest.mark.parametrize("text", SOMETHING_ELSE)
def test_what_stands_near_it_is_left_alone(text):
    assert not alarming(text)


@pytest.mark.parametrize("place", PLACES)
def test_wherever_it_is_told_the_warning_comes_with_the_way_to_an_officer(place):
    for text in ALARMING:
        chat = Chat(BOOK).says(*PLACES[place])
        before = dict(chat.answers)
        chat.says(text)
        told = next(each for each in chat.out if getattr(each, "actions", ()))
        assert told.values["title"].label == "Ada yang minta uang atau OTP?", text
        assert told.actions[0].value == "officer"
        assert chat.answers == before, text
