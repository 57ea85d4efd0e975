"""The sample shop: a made-up tea shop whose exports look native and whose truth is known.

``fill`` fills an empty store; ``held`` tells whether a store holds the sample, and ``refuse_own``
keeps somebody's own files out of such a store.
"""

from data.samples import door
from data.samples.load import Progress, fill, folder
from data.samples.marker import Marker, SampleRefused, held, refuse_own

__all__ = ["Marker", "Progress", "SampleRefused", "door", "fill", "folder", "held", "refuse_own"]
