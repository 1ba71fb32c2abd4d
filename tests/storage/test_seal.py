import base64
import hashlib
import multiprocessing
import re
import traceback

import msgspec
import pytest

from storage.core.seal import BadKeys, KeyRing, Unreadable, load_or_make

# The same in every process of a run: tests are named by what they are given.
K1, K2 = (
    f"{name}:{base64.b64encode(hashlib.sha256(name.encode()).digest()).decode()}"
    for name in ("k1", "k2")
)
OLD = KeyRing.parse(K1)
BOTH = KeyRing.parse(f"{K2},{K1}")
HERE = "people:phone:42"


class Business(msgspec.Struct):
    name: str
    workers: int


@pytest.mark.parametrize("plain", [b"", b"x", b"\0" * 70_000])
def test_what_is_sealed_opens_again(plain):
    assert OLD.unseal(HERE, OLD.seal(HERE, plain)) == plain


def test_text_and_json_come_back_as_they_were():
    text = "Batik Contoh ✓"
    assert OLD.unseal(HERE, OLD.seal(HERE, text.encode())).decode() == text
    value = {"name": "Batik Contoh", "workers": 4, "tags": ["a", None]}
    assert OLD.unseal_json(HERE, OLD.seal_json(HERE, value)) == value
    business = Business("Batik Contoh", 4)
    sealed = OLD.seal_json(HERE, business)
    assert OLD.unseal_json(HERE, sealed, Business) == business


def test_a_sealed_value_shows_its_version_and_key_and_nothing_of_the_text():
    sealed = BOTH.seal(HERE, b"081234567890")
    assert sealed.startswith(b"v1.k2.")
    assert b"0812" not in sealed
    assert sealed != BOTH.seal(HERE, b"081234567890")


@pytest.mark.parametrize(
    "elsewhere", ["people:phone:43", "people:name:42", "officers:phone:42", ""]
)
def test_a_value_moved_to_another_place_does_not_open(elsewhere):
    with pytest.raises(Unreadable):
        OLD.unseal(elsewhere, OLD.seal(HERE, b"secret"))


def test_no_byte_can_change_and_no_end_can_be_cut():
    sealed = OLD.seal(HERE, b"secret")
    for place in range(len(sealed)):
        changed = bytearray(sealed)
        changed[place] ^= 1
        with pytest.raises(Unreadable):
            OLD.unseal(HERE, bytes(changed))
        with pytest.raises(Unreadable):
            OLD.unseal(HERE, sealed[:place])


def test_another_key_of_the_same_name_does_not_open():
    other = KeyRing.parse(KeyRing.generate("k1"))
    with pytest.raises(Unreadable, match="damaged"):
        other.unseal(HERE, OLD.seal(HERE, b"secret"))


def test_a_key_that_is_not_in_the_ring_is_told_so():
    with pytest.raises(Unreadable, match="not in the ring"):
        OLD.unseal(HERE, BOTH.seal(HERE, b"secret"))


def test_after_a_rotation_the_old_opens_and_the_new_seals():
    old = OLD.seal(HERE, b"secret")
    assert BOTH.unseal(HERE, old) == b"secret"
    assert BOTH.stale(old)
    assert not BOTH.stale(BOTH.seal(HERE, b"secret"))


def test_a_rotation_keeps_every_blind_index():
    assert BOTH.blind("phone", "+62812") == OLD.blind("phone", "+62812")


def test_a_blind_index_depends_on_kind_value_and_key_and_hides_the_value():
    index = OLD.blind("phone", "+62812")
    assert re.fullmatch(r"[0-9a-f]{32}", index)
    others = {
        OLD.blind("telegram", "+62812"),
        OLD.blind("phone", "+62813"),
        OLD.blind("phon", "e+62812"),
        KeyRing.parse(KeyRing.generate()).blind("phone", "+62812"),
    }
    assert len(others | {index}) == 5


SHORT = base64.b64encode(b"s" * 31).decode()
SECRET = K1.partition(":")[2]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "key 1: expected"),
        (SECRET, "key 1: expected"),
        (f"{K1},", "key 2: expected"),
        (f"{K1},{SECRET}", "key 2: expected"),
        (f"{SECRET}:k1", "key 1: expected"),
        (f"K 1:{SECRET}", "key 1: expected"),
        (f"{K1},k1:{SECRET}", "key 2: the name k1 is taken"),
        (f"{K1},k2:{SHORT}", "key 2: 31 bytes where 32 are needed"),
        (f"k1:{SECRET[:-3]}", "key 1: not base64"),
        (f"k1:{SECRET[:-2]}é=", "key 1: not base64"),
    ],
)
def test_bad_keys_are_refused_with_their_place_and_without_the_key(text, says):
    with pytest.raises(BadKeys, match=says) as caught:
        KeyRing.parse(text)
    told = "".join(traceback.format_exception(caught.value, chain=True))
    assert SECRET[:12] not in told
    assert SHORT[:12] not in told


def test_a_ring_shows_the_names_of_its_keys_only():
    assert repr(BOTH) == str(BOTH) == "KeyRing(k2, k1)"
    assert not hasattr(BOTH, "__dict__")


def test_the_first_start_makes_a_key_that_only_its_owner_can_read(tmp_path):
    path = tmp_path / "new" / "keys"
    sealed = load_or_make(path).seal(HERE, b"secret")
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert [entry.name for entry in path.parent.iterdir()] == ["keys"]
    assert load_or_make(path).unseal(HERE, sealed) == b"secret"
    assert str(load_or_make(path)) == "KeyRing(k2, k1)"
    assert b"k2" in sealed, "the key by which people are found seals nothing"


def _index(path):
    return load_or_make(path).blind("phone", "+62812")


def test_two_processes_that_start_together_use_one_key(tmp_path):
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        indexes = pool.map(_index, [tmp_path / "keys"] * 8, chunksize=1)
    assert len(set(indexes)) == 1


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o666])
def test_a_key_file_open_to_others_is_refused(tmp_path, mode):
    path = tmp_path / "keys"
    load_or_make(path)
    path.chmod(mode)
    with pytest.raises(BadKeys, match="chmod 600"):
        load_or_make(path)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty"),
        (b" \n", "is empty"),
        (b"\xff\xfe\x00", "expected"),
        (K1.encode() + b"\nmore", "not base64"),
    ],
)
def test_an_empty_or_garbled_key_file_is_refused_and_never_replaced(
    tmp_path, content, says
):
    path = tmp_path / "keys"
    path.touch(mode=0o600)
    path.write_bytes(content)
    with pytest.raises(BadKeys, match=says) as caught:
        load_or_make(path)
    assert str(path) in str(caught.value)
    assert SECRET[:12] not in str(caught.value)
    assert path.read_bytes() == content


def test_a_key_path_that_cannot_be_a_file_is_refused_by_name(tmp_path):
    (tmp_path / "file").touch()
    for path in (tmp_path, tmp_path / "file" / "keys"):
        with pytest.raises(BadKeys, match=re.escape(str(path))):
            load_or_make(path)
