"""What operators need: jobs, metrics, durability, the copy for a backup."""
