"""The Data page's part on conversions: what each book calls one, and how far apart they count."""
