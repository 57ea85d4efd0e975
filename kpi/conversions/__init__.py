"""Conversions as the team counts them, held against what the site and each platform count."""
