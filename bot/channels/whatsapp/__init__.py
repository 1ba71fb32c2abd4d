"""The WhatsApp Cloud API as a channel: parsing, sending, its window and its limits."""
