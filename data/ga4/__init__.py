"""GA4 brought in by its Data API: who may read it, what is asked, and the files it becomes."""
