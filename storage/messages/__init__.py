"""What comes in and goes out: inbox, outbox, delivery, what was shown, retention."""
