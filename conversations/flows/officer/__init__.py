"""What officers are asked and shown."""
