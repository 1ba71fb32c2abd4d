"""Ways to reach a person; they do not know each other, nor anything they carry."""
