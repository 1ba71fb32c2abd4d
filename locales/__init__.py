"""Every sentence a person reads, one folder a language; this says where they are."""

from pathlib import Path

FOLDER = Path(__file__).parent
"""Holds `<language>/LC_MESSAGES/*.po`."""
