"""What the chair can do, written once: each dialogue yields what it needs, and a front end carries it."""
