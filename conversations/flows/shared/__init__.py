"""What belongs to nobody alone: the menu, changing an answer, words of a voice."""
