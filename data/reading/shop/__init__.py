"""Order files: what their words mean, whole orders, people made unrecognisable."""
