"""The sender's random numbers, a letter and 1 to 8 digits, turned into the numbers that `cells` stores, many at a time.

`c120` is 0x10120: its digits read as hexadecimal behind `10`. SQL needs four functions for it, each a pass over the
texts; here the eight bytes before the end of each text are one number, and digits are tested and closed up inside it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    import pyarrow as pa

_DIGITS = 8
_OF_DIGITS = np.array([(1 << 8 * n) - 1 for n in range(_DIGITS + 1)], np.uint64)  # bytes that hold the n digits
_AHEAD = np.array([0x10 << 4 * n for n in range(_DIGITS + 1)], np.uint64)
_HIGH, _LOW, _ZEROS, _SIX = (np.uint64(int(f"{byte:02x}" * 8, 16)) for byte in (0xF0, 0x0F, 0x30, 0x06))
_CLOSE_UP = [(np.uint64(4), 0x00FF00FF00FF00FF), (np.uint64(8), 0x0000FFFF0000FFFF), (np.uint64(16), 0xFFFFFFFF)]


def numbers(texts: pa.ChunkedArray, letter: str) -> pa.ChunkedArray | None:
    """The texts as numbers, missing ones missing; None if one of them has another form. Texts must not be empty."""
    import pyarrow as pa

    made = []
    for chunk in texts.chunks:
        found = _of_chunk(chunk, ord(letter))
        if found is None:
            return None
        made.append(found)
    return pa.chunked_array(made, pa.uint64())


def _of_chunk(texts: pa.StringArray, letter: int) -> pa.UInt64Array | None:
    import pyarrow as pa

    _, offsets, data = texts.buffers()
    if offsets is None or data is None:  # no text at all
        return pa.nulls(len(texts), pa.uint64())
    bounds = np.frombuffer(offsets, np.int32, len(texts) + 1, 4 * texts.offset)
    sent = np.frombuffer(data, np.uint8)
    padded = np.concatenate([np.zeros(_DIGITS, np.uint8), sent, np.zeros(1, np.uint8)])
    eights: npt.NDArray[Any] = np.ndarray((len(sent) + 1,), "<u8", padded, strides=(1,))  # at n: the bytes before n
    lengths = np.diff(bounds)
    missing = lengths == 0
    digits = np.clip(lengths - 1, 0, _DIGITS)
    mask = _OF_DIGITS.take(digits)
    number = eights[bounds[1:]].byteswap(inplace=True) & mask
    exact = (lengths >= 2) & (lengths <= _DIGITS + 1) & (padded[bounds[:-1] + _DIGITS] == letter)
    exact &= (number & _HIGH) == (_ZEROS & mask)
    number &= _LOW
    exact &= ((number + _SIX) & _HIGH) == 0  # no digit above nine
    if not (exact | missing).all():
        return None
    for shift, kept in _CLOSE_UP:
        number = (number | (number >> shift)) & np.uint64(kept)
    there = pa.py_buffer(np.packbits(~missing, bitorder="little")) if missing.any() else None
    # not `pa.array`, which imports pandas to see what it was given: half a second
    return pa.Array.from_buffers(pa.uint64(), len(texts), [there, pa.py_buffer(number | _AHEAD.take(digits))])
