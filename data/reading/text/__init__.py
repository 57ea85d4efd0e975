"""Bytes to delimited text: what a file is, its encoding, its physical records."""
