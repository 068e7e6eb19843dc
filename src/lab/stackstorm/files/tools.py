"""Stands in for st2-register-content, st2-self-check and the migration scripts; called under their own names."""

import os
import subprocess
import sys

from st2 import register
from store import at_least, connect, version

PACKS = '/opt/stackstorm/packs'
TESTS = ['examples', 'tests', 'asserts', 'fixtures']


def done(db, changed):
    db.execute('INSERT INTO migrated (script, changed) VALUES (?, ?)', (os.path.basename(sys.argv[0]), changed))
    print('SUCCESS: Migration finished, %d entries changed.' % changed)


def scope_secret():
    db = connect()
    rows = db.execute("UPDATE key_value SET scope = 'system', secret = 0, encrypted = 0 WHERE scope IS NULL")
    done(db, rows.rowcount)


def scopes():
    db = connect()
    left = db.execute('SELECT count(*) FROM key_value WHERE scope IS NULL').fetchone()[0]
    if left:
        sys.exit('ERROR: %d keys have no scope; migrate them to 1.5 first.' % left)
    rows = db.execute("UPDATE key_value SET scope = 'st2kv.' || scope WHERE scope NOT LIKE 'st2kv.%'")
    done(db, rows.rowcount)


def register_runners(db):
    for name in ['local-shell-cmd', 'remote-shell-cmd', 'python-script', 'mistral-v2', 'action-chain']:
        db.execute('INSERT OR IGNORE INTO runner VALUES (?)', (name,))


def runners():
    db = connect()
    register_runners(db)
    done(db, 5)


def dict_fields():
    if '--yes' not in sys.argv and input('Do you want to proceed? [y/n] ') != 'y':
        sys.exit(1)
    db = connect()
    done(db, db.execute("UPDATE execution SET result = 'json:' || result WHERE result NOT LIKE 'json:%'").rowcount)


def content():
    db = connect()
    if at_least('3.1.0'):
        register_runners(db)
    if at_least('2.1.0') and not db.execute('SELECT 1 FROM runner').fetchone():
        sys.exit('StackStormDBObjectNotFoundError: Unable to find runnertype with name="local-shell-cmd"')
    for name in sorted(os.listdir(PACKS)):
        try:
            register(db, name)
        except SystemExit as problem:
            print(problem)
    count = dict(db.execute('SELECT kind, count(*) FROM content GROUP BY kind').fetchall())
    for kind in ['sensors', 'actions', 'rules']:
        print('INFO [-] Registered %d %s.' % (count.get(kind, 0), kind))


def self_check():
    """Succeeds or fails in words; the exit code is 0 either way."""
    if not os.environ.get('ST2_AUTH_TOKEN'):
        print('Can be empty for st2 without auth: ST2_AUTH_TOKEN')
    db = connect()
    for name in TESTS:
        os.makedirs(os.path.join(PACKS, name), exist_ok=True)
        with open(os.path.join(PACKS, name, 'pack.yaml'), 'w') as file:
            file.write('name: %s\nversion: 0.1.0\n' % name)
        register(db, name)
    bad = []
    with open('/opt/stackstorm/st2/COMPONENTS') as file:
        for unit in file.read().split():
            if unit.startswith('st2') and unit != 'st2chatops' and not running(unit):
                bad.append('%s does not run version %s' % (unit, version()))
    wanted = '%' if not at_least('1.5.0') else 'system' if not at_least('2.1.0') else 'st2kv.%'
    bare = db.execute("SELECT count(*) FROM key_value WHERE coalesce(scope, '') NOT LIKE ? AND coalesce(user, '') = ''", (wanted,))
    if bare.fetchone()[0]:
        bad.append('the datastore was not migrated')
    for name in ['tests.test_quickstart', 'tests.test_run_pack_tests_tool', 'examples.mistral_examples']:
        print('Attempting Test %s...%s' % (name, 'ERROR!' if bad else 'OK!'))
    for each in bad:
        print('ERROR: %s' % each)
    print('SELF CHECK FAILED!' if bad else 'SELF CHECK SUCCEEDED!')


def running(unit):
    active = subprocess.run(['systemctl', 'is-active', '--quiet', unit]).returncode == 0
    try:
        with open('/run/st2/%s' % unit) as file:
            return active and file.read() == version()
    except OSError:
        return False


COMMANDS = {
    'st2-register-content': content,
    'st2-self-check': self_check,
    'st2-migrate-datastore-to-include-scope-secret.py': scope_secret,
    'st2-migrate-datastore-scopes.py': scopes,
    'st2-migrate-runners.sh': runners,
    'st2-migrate-db-dict-field-values': dict_fields,
}

if __name__ == '__main__':
    sys.argv.pop(0)
    COMMANDS[os.path.basename(sys.argv[0])]()
