"""What is personal, how it is erased, and how its keys are changed."""
