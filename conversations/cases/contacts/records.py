"""What is known of somebody on a list, and of the list itself."""

from datetime import datetime

from msgspec import Struct

from conversations.language import fold


class Contact(Struct, frozen=True):
    """Somebody on the list; at least a name, of them or of their business."""

    name: str = ""
    business: str = ""
    phone: str = ""
    kecamatan: str = ""
    village: str = ""
    product: str = ""

    @property
    def alike(self) -> tuple[str, str]:
        """Two with the same are the same, where no phone says otherwise."""
        return fold(self.name or self.business), fold(self.village or self.kecamatan)

    @property
    def called(self) -> str:
        """What they are known by."""
        return self.business or self.name


class Known(Struct, frozen=True):
    """A contact as it is kept; *met*: whoever has that number wrote to us."""

    id: str
    contact: Contact
    office_id: str = ""
    list_id: str = ""
    met: bool = False


class Sheet(Struct, frozen=True):
    """A sheet of a file: each row as long as it is filled, those without words too."""

    name: str
    rows: tuple[tuple[str, ...], ...]


class ContactList(Struct, frozen=True):
    """A file of contacts, by whom and when; one that is no *draft* was read in."""

    id: str
    office_id: str
    called: str
    at: datetime
    officer_id: str = ""
    draft: bool = False
    sheets: tuple[Sheet, ...] = ()
    taken: int = 0
    refused: int = 0
