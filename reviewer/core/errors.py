"""Errors that a user can meet. Each says where, what, and what to do, and never quotes a case."""

from __future__ import annotations


class ReviewerError(Exception):
    """Base of all errors of this package."""


class InputError(ReviewerError):
    """A case or a file cannot be taken in."""


class LawDataError(ReviewerError):
    """A file of the law data (statutes, limits, holidays, document forms) is wrong."""


class CardError(ReviewerError):
    """A rule card is wrong; the message names file, code and key."""


class ModelError(ReviewerError):
    """A model cannot be used: missing, changed since it was saved, or made for another version."""


class StoreError(ReviewerError):
    """The store cannot keep or give what was asked."""
