"""Measuring the auditor beside its peers, on a shop that is made for it. Not part of any installed package."""
