"""Personal data is sealed at rest, each piece bound to the row it belongs to.

A seal is AES-256-GCM under a ring of keys: the first key seals, every key unseals, so
a key can be changed while the house is lived in. The *context* (`table:column:row`)
is authenticated with the data: a sealed value moved to another row does not open.
A sealed value reads `v1.<key's name>.` and then nonce and ciphertext.

What must be found again without being read, such as a phone number, also gets a
*blind* index. Its key is derived from the oldest key, the last of the ring: adding a
key in front keeps every index. Only dropping the oldest key asks for new indexes.

A nonce is 96 random bits. That is safe for 2**32 seals under one key, after which
(never, for a Dinas) the key wants a successor.
"""

import base64
import binascii
import contextlib
import hmac
import os
import re
import secrets
import stat
from pathlib import Path
from typing import Any, Self

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_VERSION = b"v1."
_NONCE = 12
_KEY = 32
_KEY_NAME = re.compile(r"[a-z0-9]{1,16}")
_OF_OTHERS = stat.S_IRWXG | stat.S_IRWXO


class BadKeys(Exception):
    """The keys cannot be used; the message says why, and never holds a key."""


class Unreadable(Exception):
    """A sealed value does not open: another row's, another ring's, or damaged."""


class KeyRing:
    """Keys by name, the sealing one first; shows their names and nothing else."""

    __slots__ = ("_blind", "_ciphers", "_prefix", "_sealing")

    def __init__(self, keys: dict[str, bytes]) -> None:
        self._ciphers = {name.encode(): AESGCM(key) for name, key in keys.items()}
        newest, oldest = next(iter(keys)), keys[next(reversed(keys))]
        self._sealing = self._ciphers[newest.encode()]
        self._prefix = _VERSION + newest.encode() + b"."
        blind = HKDF(SHA256(), _KEY, salt=None, info=b"pandu blind").derive(oldest)
        self._blind = hmac.new(blind, digestmod="sha256")

    def __repr__(self) -> str:
        return f"KeyRing({', '.join(name.decode() for name in self._ciphers)})"

    @staticmethod
    def generate(name: str = "k1") -> str:
        """A fresh key called *name*, as `parse` reads it."""
        return f"{name}:{base64.b64encode(secrets.token_bytes(_KEY)).decode()}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """The ring of `k2:<base64>,k1:<base64>`; raises `BadKeys`."""
        keys: dict[str, bytes] = {}
        for place, entry in enumerate(text.strip().split(","), start=1):
            # An entry without a colon may be a bare key, so only its place is told.
            name, _, encoded = entry.strip().partition(":")
            if not encoded or not _KEY_NAME.fullmatch(name):
                raise BadKeys(f"key {place}: expected <name>:<base64 of 32 bytes>")
            if name in keys:
                raise BadKeys(f"key {place}: the name {name} is taken")
            keys[name] = _decode(encoded, place)
        return cls(keys)

    def seal(self, context: str, plain: bytes) -> bytes:
        """Close *plain* so that it opens only with this *context*."""
        nonce = os.urandom(_NONCE)
        sealed = self._sealing.encrypt(nonce, plain, context.encode())
        return self._prefix + nonce + sealed

    def unseal(self, context: str, sealed: bytes) -> bytes:
        """Open what `seal` closed with the same *context*; raises `Unreadable`."""
        end = sealed.find(b".", len(_VERSION))
        if not sealed.startswith(_VERSION) or end < 0:
            raise Unreadable(f"{context}: not a sealed value")
        cipher = self._ciphers.get(sealed[len(_VERSION) : end])
        if cipher is None:
            raise Unreadable(f"{context}: its key is not in the ring")
        nonce, body = sealed[end + 1 : end + 1 + _NONCE], sealed[end + 1 + _NONCE :]
        try:
            return cipher.decrypt(nonce, body, context.encode())
        except (InvalidTag, ValueError):
            raise Unreadable(f"{context}: moved here, or damaged") from None

    def stale(self, sealed: bytes) -> bool:
        """Whether an older key than the first closed *sealed*."""
        return not sealed.startswith(self._prefix)

    def seal_json(self, context: str, value: object) -> bytes:
        return self.seal(context, msgspec.json.encode(value))

    def unseal_json(self, context: str, sealed: bytes, kind: Any = Any) -> Any:
        """What `seal_json` closed, read as a *kind*: a struct, `list[str]`, ..."""
        return msgspec.json.decode(self.unseal(context, sealed), type=kind)

    def blind(self, kind: str, value: str) -> str:
        """An index to find *value* by: equal for equal values of one *kind*."""
        # The NUL keeps ("a", "bc") apart from ("ab", "c").
        # A cookie may be no text at all: then it is equal to nothing.
        text = f"{kind}\0{value}".encode("utf-8", "surrogatepass")
        index = self._blind.copy()
        index.update(text)
        return index.hexdigest()[:32]


def load_or_make(path: Path) -> KeyRing:
    """The ring kept in the file *path*, made there on the first start."""
    try:
        if not path.exists():
            _make(path)
        with path.open("rb") as file:
            mode = os.fstat(file.fileno()).st_mode
            text = file.read().decode(errors="replace").strip()
    except OSError as error:
        raise BadKeys(f"{path}: {error.strerror}") from error
    if mode & _OF_OTHERS:
        raise BadKeys(f"{path} is open to others: chmod 600 {path}")
    if not text:
        raise BadKeys(f"{path} is empty: put back the keys it held")
    try:
        return KeyRing.parse(text)
    except BadKeys as problem:
        raise BadKeys(f"{path}: {problem}") from None


def _make(path: Path) -> None:
    """Write two new keys to *path*, unless another process is quicker.

    The one in front seals and can be thrown away one day, with all that it sealed and
    nobody sealed again; by the other people are found, and it stays.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w") as file:
            file.write(f"{KeyRing.generate('k2')},{KeyRing.generate('k1')}\n")
            file.flush()
            os.fsync(file.fileno())
        # A link, unlike a rename, never replaces a key that came in between.
        with contextlib.suppress(FileExistsError):
            path.hardlink_to(draft)
    finally:
        draft.unlink()
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in *folder* survive a power cut, as their files do."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _decode(encoded: str, place: int) -> bytes:
    try:
        key = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        # The cause is left out: its message may quote what it could not read.
        raise BadKeys(f"key {place}: not base64") from None
    if len(key) != _KEY:
        raise BadKeys(f"key {place}: {len(key)} bytes where 32 are needed")
    return key
