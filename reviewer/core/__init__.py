"""The frozen data model: the case file, the facts in it, findings, errors and settings.

Imports nothing but the standard library.
"""
