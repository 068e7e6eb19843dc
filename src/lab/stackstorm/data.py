"""Packs in git repositories, 120 keys without scope as 1.4 has them, executions, and an old Mistral execution."""

import os
import subprocess
import sys

sys.path.insert(0, '/opt/stackstorm/st2/lib')

from store import connect  # noqa: E402

PACKS = {'core': '0.1.0', 'packs': '0.1.0', 'shop': '1.0', 'net-tools': '0.2'}
for name, version in PACKS.items():
    place = '/opt/stackstorm/packs/%s' % name
    os.makedirs(place + '/actions', exist_ok=True)
    with open(place + '/pack.yaml', 'w') as file:
        file.write('name: %s\nversion: %s\n' % (name, version))
    for action in ['local', 'report']:
        with open('%s/actions/%s.yaml' % (place, action), 'w') as file:
            file.write('name: %s\nrunner_type: local-shell-cmd\n' % action)
database = connect()
for number in range(120):
    row = ('key_%03d' % number, "value %d with 'quotes' and \u00fcmlauts" % number)
    database.execute('INSERT INTO key_value (name, value) VALUES (?, ?)', row)
for number in range(60):
    database.execute("INSERT INTO execution (action, status, result) VALUES ('core.local', 'succeeded', ?)", ('{"n": %d}' % number,))
subprocess.run(
    ['runuser', '-u', 'postgres', '--', 'psql', '-q', '-v', 'ON_ERROR_STOP=1', '-d', 'mistral'],
    input="INSERT INTO workbooks_v2 (id, name, definition, spec, created_at, scope) VALUES ('1', 'shop', 'version: 2', '{}', now(), 'private');",
    text=True,
    check=True,
)
