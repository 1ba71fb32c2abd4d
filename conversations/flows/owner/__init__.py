"""What owners, and whoever helps them, are asked and shown."""
