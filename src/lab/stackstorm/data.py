"""Packs, one of them from a git repository, 120 keys without scope as 1.4 has them, executions, a queue, and an old Mistral execution."""

import os
import subprocess
import sys

import amqp

sys.path.insert(0, '/opt/stackstorm/st2/lib')

from store import connect  # noqa: E402

PACKS = '/opt/stackstorm/packs/'


def write(place, text):
    os.makedirs(os.path.dirname(place), exist_ok=True)
    with open(place, 'w') as file:
        file.write(text)


def git(place, *words):
    who = ['-c', 'user.name=lab', '-c', 'user.email=lab@localhost', '-c', 'init.defaultBranch=main']
    subprocess.run(['git', '-C', place, *who, *words], check=True)


def pack(place, name, version):
    write(place + '/pack.yaml', 'name: %s\nversion: %s\n' % (name, version))
    write(place + '/actions/report.yaml', 'name: report\nrunner_type: local-shell-cmd\n')
    write(place + '/rules/nightly.yaml', 'name: nightly\n')


# In the repository shop is ahead of what is installed: there it has a version as 2.1 wants it.
pack('/srv/work/shop', 'shop', '1.0')
git('/srv/work/shop', 'init', '-q')
git('/srv/work/shop', 'add', '-A')
git('/srv/work/shop', 'commit', '-q', '-m', 'Sell things')
git('/srv', 'clone', '-q', '--bare', '/srv/work/shop', '/srv/git/shop.git')
git('/srv', 'clone', '-q', 'file:///srv/git/shop.git', PACKS + 'shop')
pack('/srv/work/shop', 'shop', '1.1.0')
git('/srv/work/shop', 'commit', '-q', '-a', '-m', 'Version 1.1.0')
git('/srv/work/shop', 'push', '-q', '/srv/git/shop.git', 'main')
pack(PACKS + 'tools', 'tools', '2')
write(PACKS + 'tools/actions/order.yaml', 'name: order\nrunner_type: mistral-v2\nentry_point: workflows/order.yaml\n')
write('/opt/stackstorm/configs/shop.yaml', 'till: 3\n')
database = connect()
for number in range(120):
    row = ('key_%03d' % number, "value %d with 'quotes' and \u00fcmlauts" % number)
    database.execute('INSERT INTO key_value (name, value) VALUES (?, ?)', row)
for number in range(60):
    status = 'policy-delayed' if number < 3 else 'succeeded'
    database.execute("INSERT INTO execution (action, status, result) VALUES ('core.local', ?, ?)", (status, '{"n": %d}' % number))
with amqp.Connection('127.0.0.1:5672', userid='stackstorm', password='canary-rabbit') as connection:
    connection.channel().queue_declare('st2.notifiers.work', durable=True, auto_delete=False)
subprocess.run(
    ['runuser', '-u', 'postgres', '--', 'psql', '-q', '-v', 'ON_ERROR_STOP=1', '-d', 'mistral'],
    input="INSERT INTO workbooks_v2 (id, name, definition, spec, created_at, scope) VALUES ('1', 'shop', 'version: 2', '{}', now(), 'private');",
    text=True,
    check=True,
)
