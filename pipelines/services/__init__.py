"""The statistical offices' own services: asked only by `latarnia refresh`, the only part of Latarnia that opens a connection."""
