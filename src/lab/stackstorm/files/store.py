"""Stands in for StackStorm's MongoDB: one SQLite file that the commands and migration scripts really read and change."""

import sqlite3
import sys

FILE = '/var/lib/st2/datastore.db'
MONGODB = '/var/lib/mongodb/release'
SCHEMA = """
CREATE TABLE IF NOT EXISTS key_value (name TEXT, value TEXT, scope TEXT, user TEXT, secret INTEGER, encrypted INTEGER);
CREATE TABLE IF NOT EXISTS pack (name TEXT PRIMARY KEY, version TEXT, ref TEXT);
CREATE TABLE IF NOT EXISTS content (kind TEXT, ref TEXT, pack TEXT, PRIMARY KEY (kind, ref));
CREATE TABLE IF NOT EXISTS runner (name TEXT PRIMARY KEY);
CREATE TABLE IF NOT EXISTS execution (id INTEGER PRIMARY KEY, action TEXT, status TEXT, result TEXT);
CREATE TABLE IF NOT EXISTS migrated (script TEXT, at TEXT DEFAULT CURRENT_TIMESTAMP, changed INTEGER);
"""


def numbers(text):
    return [int(n) for n in text.split('.')]


def connect():
    with open(MONGODB) as file:
        release = file.read().strip()
    if at_least('3.3.0') and numbers(release) < [4]:
        sys.exit('ConfigurationError: Server at 127.0.0.1:27017 reports MongoDB %s, but StackStorm %s requires at least 4.0' % (release, version()))
    database = sqlite3.connect(FILE, timeout=20, isolation_level=None)
    database.executescript(SCHEMA)
    database.row_factory = sqlite3.Row
    return database


def version():
    with open('/opt/stackstorm/st2/VERSION') as file:
        return file.read().strip()


def at_least(wanted):
    return numbers(version()) >= numbers(wanted)
