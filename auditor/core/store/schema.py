"""The tables of `audit.sqlite`, and the small numbers that stand in them for words."""

from enum import IntEnum

VERSION = 2


class Role(IntEnum):
    """Why an address is fetched. The smaller is fetched first, and wins where an address is met in two roles.

    A SHEET (of styles, or a manifest) is read for the addresses it names, a FILE or an EXTERNAL address merely verified.
    """

    ROBOTS = 0
    HOME = 1
    SITEMAP = 2
    PAGE = 3
    PROBE = 4
    SHEET = 5
    FILE = 6
    EXTERNAL = 7


class Rendered(IntEnum):
    """Whether a page's body is as the server sent it, as a browser showed it, or as sent because no browser could show it."""

    NO = 0
    YES = 1
    FAILED = 2


class State(IntEnum):
    """Where an address is on its way. A refused one is queued when it is wanted after all, a barred one never."""

    QUEUED = 0
    DONE = 1
    REFUSED = 2
    BARRED = 3


PAGE_ROLES = (Role.HOME, Role.PAGE)
VERIFIED_ROLES = (Role.SHEET, Role.FILE, Role.EXTERNAL)

TABLES = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE address (
    id INTEGER PRIMARY KEY, url TEXT NOT NULL, spelled INTEGER NOT NULL, role INTEGER NOT NULL, state INTEGER NOT NULL,
    depth INTEGER NOT NULL, hops INTEGER NOT NULL DEFAULT 0, in_sitemap INTEGER NOT NULL DEFAULT 0, why TEXT NOT NULL DEFAULT '');
CREATE INDEX spelling ON address (spelled);
CREATE INDEX queue ON address (role, depth, id) WHERE state = 0;
CREATE TABLE fetch (
    address INTEGER PRIMARY KEY, status INTEGER, failure TEXT, location INTEGER, has_body INTEGER NOT NULL, content_type TEXT,
    headers BLOB, bytes INTEGER, took_ms REAL, rendered INTEGER NOT NULL DEFAULT 0);
CREATE TABLE body (address INTEGER PRIMARY KEY, dictionary INTEGER, text BLOB NOT NULL);
CREATE TABLE dictionary (id INTEGER PRIMARY KEY, content BLOB NOT NULL);
CREATE TABLE links (source INTEGER PRIMARY KEY, packed BLOB NOT NULL);
CREATE TABLE words (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);
CREATE TABLE learnt (place INTEGER PRIMARY KEY, address INTEGER NOT NULL, text_hash INTEGER NOT NULL, fresh INTEGER NOT NULL);
CREATE TABLE sitemap (address INTEGER PRIMARY KEY, entries INTEGER NOT NULL, problem TEXT NOT NULL);
CREATE TABLE reading (
    address INTEGER PRIMARY KEY, kind TEXT NOT NULL, because TEXT NOT NULL, called INTEGER NOT NULL, title TEXT NOT NULL,
    template TEXT NOT NULL, verdict INTEGER NOT NULL, record BLOB NOT NULL);
CREATE TABLE verdict (id INTEGER PRIMARY KEY, entries BLOB NOT NULL UNIQUE);
CREATE TABLE browser (url TEXT, device TEXT, record BLOB NOT NULL, PRIMARY KEY (url, device)) WITHOUT ROWID;
CREATE TABLE journey (device TEXT PRIMARY KEY, record BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE tally (check_id TEXT PRIMARY KEY, record BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE finding (
    fingerprint TEXT PRIMARY KEY, source INTEGER, check_id TEXT NOT NULL, severity TEXT NOT NULL, outcome TEXT NOT NULL,
    url TEXT NOT NULL, page_kind TEXT NOT NULL, template TEXT NOT NULL, message TEXT NOT NULL, lost REAL NOT NULL,
    pages INTEGER NOT NULL, rest BLOB);
CREATE INDEX finding_of ON finding (source);
"""
