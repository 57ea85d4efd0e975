"""The sample shop: a made-up tea shop whose exports look native and whose truth is known.

``fill`` fills an empty store; ``held`` tells whether a store holds the sample, ``refuse_own`` keeps
somebody's own files out of such a store, and ``emptying`` takes the sample out again.
"""

from data.samples import door, emptying
from data.samples.load import Progress, fill, folder, progress
from data.samples.marker import Marker, SampleRefused, Stage, held, refuse_own, stage

__all__ = [
    "Marker",
    "Progress",
    "SampleRefused",
    "Stage",
    "door",
    "emptying",
    "fill",
    "folder",
    "held",
    "progress",
    "refuse_own",
    "stage",
]
