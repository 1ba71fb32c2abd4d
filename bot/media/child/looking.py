"""From a file to the answer: what it shows, what it carries, or why it is not taken."""

import json
import sys
from typing import TypeAlias

from . import limits
from .limits import MIB, Heavy, Unexamined, Unfit

Answer: TypeAlias = dict[str, object]
Parts: TypeAlias = tuple[bytes, bytes]
"""The clean file and its thumbnail."""

NOTHING: Parts = (b"", b"")


def main() -> None:
    """Judge standard input by the decoder named on the command line."""
    limits.confine()
    decoder, memory = sys.argv[1], int(sys.argv[2]) * MIB
    answer, parts = judge(sys.stdin.buffer.read(), decoder, memory)
    answer["sizes"] = [len(part) for part in parts]
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n" + b"".join(parts))


def judge(data: bytes, decoder: str, memory: int) -> tuple[Answer, Parts]:
    """What to tell the parent about *data*; never raises."""
    try:
        return looked_at(data, decoder, memory)
    except Unfit as unfit:
        answer: Answer = {"problem": str(unfit)}
    except Unexamined:
        answer = {"mark": "unexamined"}
    except (Heavy, MemoryError):
        answer = {"heavy": True}
    except Exception:  # noqa: BLE001 - decoders raise whatever they like
        answer = {"problem": "broken"}
    return answer, NOTHING


def looked_at(data: bytes, decoder: str, memory: int) -> tuple[Answer, Parts]:
    """A picture made anew, or what to mark a PDF with; raises what `judge` catches."""
    # Each imported here, since the other's decoders take longer than looking does.
    if decoder == "PDF":
        from . import pdf  # noqa: PLC0415

        return {"mark": pdf.mark(data)}, NOTHING
    from . import pictures  # noqa: PLC0415

    return pictures.clean(data, decoder, memory)
