"""What is known of Russian words and names with no document in sight."""
