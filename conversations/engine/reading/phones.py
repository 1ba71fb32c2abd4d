"""An Indonesian mobile number, however it is written, as +628..."""

import re
from dataclasses import dataclass

import phonenumbers

from conversations.engine.reading.normalise import plain

MOBILE = re.compile(r"\+628[1-9][0-9]{7,11}")

# One stretch of digits with the spaces, dots, dashes and brackets people put between.
_STRETCH = re.compile(r"\(?\+?\d(?:[ .()\u2010-\u2015-]{0,3}\d)*")
_COUNTRY = "62"
_FEWEST, _MOST = 9, 13  # digits after +62, as `MOBILE` has them
_LONGEST = len("0062") + len("0") + _MOST
_LETTER_O = re.compile(r"(?<![a-z])o(?=\d)|(?<=\d)o(?![a-z])")  # typed for a nought


@dataclass(frozen=True)
class Dialled:
    """A *phone* in the one form we keep, or the *reason* there is none."""

    phone: str = ""
    reason: str = ""


def read_phone(text: str) -> Dialled:
    """The mobile number in *text*.

    Reasons: `no_number`, `several`, `too_short`, `too_long`, `landline`, `foreign`,
    `not_mobile`.
    """
    stretches = _STRETCH.findall(_LETTER_O.sub("0", plain(text)))
    if len(stretches) != 1:
        return Dialled(reason="several" if stretches else "no_number")
    digits = re.sub(r"\D", "", stretches[0])
    if len(digits) > _LONGEST:
        return Dialled(reason="too_long")
    if "+" in stretches[0] or digits.startswith("00"):
        digits = digits.removeprefix("00")
        if not digits.startswith(_COUNTRY):
            return Dialled(reason="foreign")
    national = _national(digits)
    number = f"+{_COUNTRY}{national}"
    if MOBILE.fullmatch(number):
        return Dialled(number)
    return Dialled(reason=_reason(national))


def _national(digits: str) -> str:
    """*digits* without the 62 or 0 before them; 620812... is written too."""
    if digits.startswith(_COUNTRY):
        digits = digits.removeprefix(_COUNTRY)
    return digits.removeprefix("0")


def _reason(national: str) -> str:
    """Why +62 and *national* is no mobile number."""
    if len(national) > _MOST:
        return "too_long"
    number = phonenumbers.PhoneNumber(
        country_code=int(_COUNTRY), national_number=int(national or 0)
    )
    kind = phonenumbers.number_type(number)
    if kind == phonenumbers.PhoneNumberType.FIXED_LINE:
        return "landline"
    return "too_short" if len(national) < _FEWEST else "not_mobile"
