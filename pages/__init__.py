"""The pages, and how many threads algebra may take in their process."""

import os

# scipy fits curves of two numbers here: more threads than one only wait for each other, which on a
# busy machine made 0.1 ms of a fit 3 ms. Said before scipy is first loaded, by whoever comes first.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
