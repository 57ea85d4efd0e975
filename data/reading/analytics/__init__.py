"""GA4 files: their comments, their tables, and the one that is read."""
