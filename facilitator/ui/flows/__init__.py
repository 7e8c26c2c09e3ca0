"""What the meeting's keys set going: each flow asks, records, and shows what came of it."""
