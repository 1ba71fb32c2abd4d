"""A message's way: received, given its turn, carried out, composed, delivered."""
