"""What an operator does to a Pandu: look it over, run it, back it up, change keys."""
