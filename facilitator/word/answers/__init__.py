"""The answers of a form as a plan, and a plan as the answers of a form; nothing here knows XML."""
