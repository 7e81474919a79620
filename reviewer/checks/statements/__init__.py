"""Statements that cannot both be true: claims of records side by side, copied records, recordings, documents."""
