"""Workbooks: opened, unlocked, their packages looked through before they are read."""
