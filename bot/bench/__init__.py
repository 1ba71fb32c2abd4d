"""Speed, measured through the real code: `pandu bench`."""
