#!/usr/bin/python3
"""Stands in for mongodump, mongorestore and mongod --version; called under their own names. Dumps and restores all of the datastore."""

import argparse
import gzip
import json
import os
import sqlite3
import sys

FILE = '/var/lib/st2/datastore.db'
RELEASE = '/var/lib/mongodb/release'


def note(text):
    print(text, file=sys.stderr)


def options():
    parser = argparse.ArgumentParser(allow_abbrev=False)
    for name in ['--db', '--host', '--port', '--archive', '--out', '--username', '--authenticationDatabase', '--config']:
        parser.add_argument(name, default='')
    for name in ['--gzip', '--drop', '--dryRun', '--version']:
        parser.add_argument(name, action='store_true')
    return parser.parse_args()


def collections(database):
    rows = database.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
    return [row[0] for row in rows]


def dump(o):
    database = sqlite3.connect(FILE, timeout=20)
    database.execute('BEGIN IMMEDIATE')
    content = {name: database.execute('SELECT * FROM %s' % name).fetchall() for name in collections(database)}
    if o.archive:
        with gzip.open(o.archive, 'wt') if o.gzip else open(o.archive, 'w') as file:
            for name, rows in content.items():
                file.write(json.dumps({'ns': '%s.%s' % (o.db, name), 'rows': rows}) + '\n')
            file.write('end\n')
    else:
        os.makedirs(os.path.join(o.out, o.db))
        for name, rows in content.items():
            with open(os.path.join(o.out, o.db, name + '.bson'), 'w') as file:
                json.dump(rows, file)
    for name, rows in content.items():
        note('done dumping %s.%s (%d documents)' % (o.db, name, len(rows)))


def restore(o):
    with gzip.open(o.archive, 'rt') if o.gzip else open(o.archive) as file:
        lines = file.read().splitlines()
    if lines[-1:] != ['end']:
        sys.exit('Failed: archive reader: unexpected EOF')
    content = [json.loads(line) for line in lines[:-1]]
    if o.dryRun:
        note('dry run completed')
        return
    database = sqlite3.connect(FILE, timeout=20)
    with database:
        for each in content:
            name = each['ns'].split('.')[1]
            if o.drop:
                database.execute('DELETE FROM %s' % name)
            for row in each['rows']:
                database.execute('INSERT INTO %s VALUES (%s)' % (name, ', '.join('?' * len(row))), row)
            note('finished restoring %s (%d documents)' % (each['ns'], len(each['rows'])))


def main():
    command = os.path.basename(sys.argv[0])
    o = options()
    with open(RELEASE) as file:
        release = file.read().strip()
    if o.version:
        print('%s version %s%s' % ('db' if command == 'mongod' else command, 'v' if command == 'mongod' else '', release))
    elif command == 'mongodump':
        dump(o)
    elif command == 'mongorestore':
        restore(o)


if __name__ == '__main__':
    main()
