"""A question is known again in other words, and never taken for another."""

import pytest

from conversations.catalogue.similar import keys, likest

BEFORE = {
    "keripik": "saya jual keripik bisa?",
    "malam": "berapa harga malam per kilo?",
    "canting": "pelatihan canting kapan ya",
    "koperasi": "koperasi boleh ikut?",
    "cara": "caranya gimana?",
}


@pytest.mark.parametrize(
    ("asked", "known"),
    [
        ("saya jual keripik bisa?", "keripik"),
        ("jualan keripik bisa?", "keripik"),
        ("keripiknya boleh dijual pak?", "keripik"),
        ("jual kripik boleh ga", "keripik"),
        ("harga malam berapa per kilo?", "malam"),
        ("malam per kilo harganya?", "malam"),
        ("kapan pelatihan canting?", "canting"),
        ("kapan pelatihn cantingnya", "canting"),
        ("gimana caranya", "cara"),
    ],
)
def test_the_same_in_other_words_is_surely_the_same(asked, known):
    found = likest(asked, BEFORE)
    assert found
    assert (found.id, found.sure) == (known, True)


@pytest.mark.parametrize(
    ("asked", "known"),
    [
        ("keripik boleh daftar?", "keripik"),  # says another thing of it
        ("jual keripik pedas bisa?", "keripik"),  # a word that nobody knows
        ("jual kerupuk bisa?", "keripik"),  # another word of one meaning
        ("jual keripik wajib halal?", "keripik"),  # another subject
        ("harga malam 2 kilo", "malam"),
        ("ongkos malam per kilo?", "malam"),
        ("ada pelatihan apa?", "canting"),
        ("kapan latihan canting", "canting"),
        ("koperasi bisa daftar gak", "koperasi"),
    ],
)
def test_what_may_be_the_same_is_never_sure(asked, known):
    found = likest(asked, BEFORE)
    assert found
    assert (found.id, found.sure) == (known, False)


@pytest.mark.parametrize(
    "asked",
    ["halo", "", "harga kain berapa?", "jual rempeyek bisa?", "cara bayar pajak?"],
)
def test_what_shares_no_more_than_what_is_asked_of_it_is_another_question(asked):
    assert likest(asked, BEFORE) is None


def test_of_two_that_are_the_same_the_first_counts_and_a_sure_one_before_a_near():
    same = likest(
        "kapan pelatihan canting?", {"new": "canting pelatihan kapan", **BEFORE}
    )
    assert same
    assert same.id == "new"
    near = {"near": "jual keripik pedas bisa?", **BEFORE}
    sure = likest("jual keripik bisa?", near)
    assert sure
    assert (sure.id, sure.sure) == ("keripik", True)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("jual keripik", "kripiknya"),
        ("ongkos kirim", "biaya kirimnya"),
        ("pelatihan canting", "pelatihann"),
    ],
)
def test_whatever_is_alike_is_found_by_a_key(one, other):
    assert keys(one) & keys(other)


def test_what_only_asks_is_no_key():
    assert keys("apa itu ya pak?") == frozenset()
