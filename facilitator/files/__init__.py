"""Plan files on disk: open, save, back up, and the journal of the meeting in progress."""
