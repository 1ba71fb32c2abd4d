"""What is drawn for a person, and what is said beside it: pure, as data to words."""
