"""The tables of `audit.sqlite`, and the small numbers that stand in them for words."""

from enum import IntEnum

VERSION = 1


class Role(IntEnum):
    """Why an address is fetched. The smaller is fetched first, and wins where an address is met in two roles."""

    ROBOTS = 0
    HOME = 1
    SITEMAP = 2
    PAGE = 3
    PROBE = 4
    IMAGE = 5
    EXTERNAL = 6


class State(IntEnum):
    """Where an address is on its way. A refused one is queued when it is wanted after all, a barred one never."""

    QUEUED = 0
    DONE = 1
    REFUSED = 2
    BARRED = 3


TABLES = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE address (
    id INTEGER PRIMARY KEY, url TEXT NOT NULL UNIQUE, role INTEGER NOT NULL, state INTEGER NOT NULL, depth INTEGER NOT NULL,
    hops INTEGER NOT NULL DEFAULT 0, in_sitemap INTEGER NOT NULL DEFAULT 0, why TEXT NOT NULL DEFAULT '');
CREATE INDEX queue ON address (role, depth, id) WHERE state = 0;
CREATE TABLE fetch (
    address INTEGER PRIMARY KEY, status INTEGER, failure TEXT, location INTEGER, content_type TEXT, headers BLOB, body BLOB,
    bytes INTEGER, took_ms REAL, title TEXT, kind TEXT, because TEXT);
CREATE TABLE link (
    source INTEGER, place INTEGER, target INTEGER NOT NULL, kind TEXT NOT NULL, region TEXT NOT NULL, words INTEGER NOT NULL,
    fragment TEXT, nofollow INTEGER NOT NULL, PRIMARY KEY (source, place)) WITHOUT ROWID;
CREATE TABLE words (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);
CREATE TABLE sitemap (address INTEGER PRIMARY KEY, entries INTEGER NOT NULL, problem TEXT NOT NULL);
CREATE TABLE browser (url TEXT, device TEXT, record BLOB NOT NULL, PRIMARY KEY (url, device)) WITHOUT ROWID;
CREATE TABLE journey (device TEXT PRIMARY KEY, record BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE tally (check_id TEXT PRIMARY KEY, record BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE finding (
    fingerprint TEXT PRIMARY KEY, check_id TEXT NOT NULL, severity TEXT NOT NULL, outcome TEXT NOT NULL, url TEXT NOT NULL,
    page_kind TEXT NOT NULL, template TEXT NOT NULL, message TEXT NOT NULL, lost REAL NOT NULL, pages INTEGER NOT NULL,
    rest BLOB);
"""
