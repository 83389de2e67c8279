"""The sender's random numbers, a letter and 1 to 8 digits, turned into the numbers that `cells` stores, many at a time.

`c120` is 10120: its digits behind `10`. SQL needs four functions for it, each a pass over the texts; here the eight
bytes before the end of each text are one number, digits are tested inside it, and neighbours are added up: two digits
to one below 100, four of these to the whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    import pyarrow as pa

_DIGITS = 8
_OF_DIGITS = np.array([256**8 - 256 ** (8 - n) for n in range(_DIGITS + 1)], np.uint64)  # the last n of eight bytes
_AHEAD = np.array([10 ** (n + 1) for n in range(_DIGITS + 1)], np.int32)
_HIGH, _LOW, _ZEROS, _SIX = (np.uint64(int(f"{byte:02x}" * 8, 16)) for byte in (0xF0, 0x0F, 0x30, 0x06))
_TEN, _BYTE, _TWO_BYTES, _UP = np.uint64(10), np.uint64(8), np.uint64(16), np.uint64(32)
_PAIRS = np.uint64(0x000000FF000000FF)  # the first and third of four numbers below 100, in every second byte
_FIRST_THIRD, _SECOND_FOURTH = np.uint64(100 + (10**6 << 32)), np.uint64(1 + (10**4 << 32))  # their weights


def numbers(texts: pa.ChunkedArray, letter: str) -> pa.ChunkedArray | None:
    """The texts as numbers, missing ones missing; None if one of them has another form. Texts must not be empty."""
    import pyarrow as pa

    made = []
    for chunk in texts.chunks:
        found = _of_chunk(chunk, ord(letter))
        if found is None:
            return None
        made.append(found)
    return pa.chunked_array(made, pa.int32())


def _of_chunk(texts: pa.StringArray, letter: int) -> pa.Int32Array | None:
    import pyarrow as pa

    _, offsets, data = texts.buffers()
    if offsets is None or data is None:  # no text at all
        return pa.nulls(len(texts), pa.int32())
    bounds = np.frombuffer(offsets, np.int32, len(texts) + 1, 4 * texts.offset)
    sent = np.frombuffer(data, np.uint8)
    padded = np.concatenate([np.zeros(_DIGITS, np.uint8), sent, np.zeros(1, np.uint8)])
    eights: npt.NDArray[Any] = np.ndarray((len(sent) + 1,), "<u8", padded, strides=(1,))  # at n: the bytes before n
    lengths = np.diff(bounds)
    missing = lengths == 0
    digits = np.clip(lengths - 1, 0, _DIGITS)
    mask = _OF_DIGITS.take(digits)
    number = eights[bounds[1:]] & mask
    exact = (lengths >= 2) & (lengths <= _DIGITS + 1) & (padded[bounds[:-1] + _DIGITS] == letter)
    exact &= (number & _HIGH) == (_ZEROS & mask)
    number &= _LOW
    exact &= ((number + _SIX) & _HIGH) == 0  # no digit above nine
    if not (exact | missing).all():
        return None
    number = number * _TEN + (number >> _BYTE)
    number = ((number & _PAIRS) * _FIRST_THIRD + ((number >> _TWO_BYTES) & _PAIRS) * _SECOND_FOURTH) >> _UP
    whole = number.astype(np.int32) + _AHEAD.take(digits)
    there = pa.py_buffer(np.packbits(~missing, bitorder="little")) if missing.any() else None
    # not `pa.array`, which imports pandas to see what it was given: half a second
    return pa.Array.from_buffers(pa.int32(), len(texts), [there, pa.py_buffer(whole)])
