"""CRM files: leads and deals, their stages, the days they say, people made unrecognisable."""
