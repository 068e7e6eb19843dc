"""Stands in for the command `st2`: the parts that an upgrade uses, with the habits of each version."""

import argparse
import json
import os
import subprocess
import sys

from store import at_least, connect, version

PACKS = '/opt/stackstorm/packs'
# Only the All-in-One installer's packages have it.
REVISION = '/opt/stackstorm/st2/REVISION'


def revision():
    with open(REVISION) as file:
        return file.read().strip()


def say(rows, as_json, columns):
    if as_json:
        print(json.dumps([{key: row[key] for key in columns} for row in rows], indent=4))
        return
    print('+%s+' % '+'.join('-' * 24 for _ in columns))
    print('|%s|' % '|'.join(' %-22s ' % name for name in columns))
    for row in rows:
        print('|%s|' % '|'.join(' %-22s ' % str(row[name])[:22] for name in columns))


def key(o):
    db = connect()
    if o.what == 'list':
        return key_list(db, o)
    if o.what == 'get':
        row = db.execute('SELECT * FROM key_value WHERE name = ? AND coalesce(scope, "system") LIKE ?', (o.words[0], '%' + scope(o)))
        row = row.fetchone()
        if not row:
            sys.exit('ERROR: 404 Client Error: Not Found\nMESSAGE: Key "%s" does not exist' % o.words[0])
        say([row], o.json, ['name', 'value', 'secret', 'encrypted', 'scope'])
    elif o.what == 'set':
        forget(db, o.words[0], stored(scope(o)), o.user)
        insert(db, {'name': o.words[0], 'value': o.words[1], 'scope': stored(scope(o)), 'user': o.user, 'secret': bool(o.encrypt)})
    elif o.what == 'load':
        load(db, o.words[0])


def key_list(db, o):
    # Before 2.9 only scope system is listed; since 2.4 only the first fifty.
    wanted = o.scope or ('all' if at_least('2.9.0') else 'system')
    rows = [r for r in db.execute('SELECT * FROM key_value ORDER BY name') if wanted == 'all' or (r['scope'] or 'system').endswith(wanted)]
    rows = [r for r in rows if not o.user or r['user'] == o.user]
    limit = int(o.last) if o.last else (50 if at_least('2.4.0') else -1)
    shown = rows if limit < 0 else rows[:limit]
    columns = ['name', 'value', 'secret', 'encrypted', 'scope', 'user']
    if o.decrypt:
        shown = [dict(r, value=plain(r['value']) if r['encrypted'] else r['value'], encrypted=0) for r in shown]
    say(shown, o.json, columns)
    if len(shown) < len(rows):
        print('\nNote: Only first %d results are displayed. Use -n/--last flag for more results.' % len(shown), file=sys.stderr)


def scope(o):
    return o.scope or 'system'


def stored(name):
    """Since 2.1 scopes have a prefix."""
    return 'st2kv.' + name if at_least('2.1.0') and not name.startswith('st2kv.') else name


def crypto():
    with open('/etc/st2/keys/datastore_key.json') as file:
        return json.load(file)['aesKeyString']


def mixed(text):
    return ''.join(chr(ord(c) ^ ord(crypto()[i % len(crypto())]) % 32) for i, c in enumerate(text))


def cipher(text):
    return 'ENC:' + mixed(text).encode('unicode_escape').decode()


def plain(text):
    return mixed(text[4:].encode().decode('unicode_escape'))


def forget(db, name, scope, user):
    db.execute("DELETE FROM key_value WHERE name = ? AND scope = ? AND coalesce(user, '') = ?", (name, scope, user))


def insert(db, entry):
    secret, done = bool(entry.get('secret')), bool(entry.get('encrypted'))
    value = entry['value'] if done and at_least('3.0.0') or not secret else cipher(entry['value'])
    row = (entry['name'], value, stored(entry.get('scope') or 'system'), entry.get('user') or '', secret, secret)
    db.execute('INSERT INTO key_value VALUES (?, ?, ?, ?, ?, ?)', row)


def load(db, file):
    with open(file) as source:
        entries = json.load(source)
    for entry in entries:
        if at_least('1.5.0') and 'scope' not in entry:
            sys.exit("ERROR: 400 Client Error: Bad Request\nMESSAGE: 'scope' is a required property")
        forget(db, entry['name'], stored(entry.get('scope') or 'system'), entry.get('user') or '')
        insert(db, entry)
    print('Loaded %d keys' % len(entries))


def install(db, url, name=''):
    name = name or os.path.basename(url).replace('.git', '').replace('stackstorm-', '')
    place = os.path.join(PACKS, name)
    subprocess.run(['rm', '-rf', place], check=True)
    if subprocess.run(['git', 'clone', '-q', url, place]).returncode:
        sys.exit('ERROR: could not clone %s' % url)
    register(db, name)
    print('Installed pack %s' % name)


def register(db, name):
    place = os.path.join(PACKS, name)
    ref = subprocess.run(['git', '-C', place, 'rev-parse', 'HEAD'], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    with open(os.path.join(place, 'pack.yaml')) as file:
        fields = dict(line.split(':', 1) for line in file.read().splitlines() if ':' in line)
    number = fields.get('version', '0.1').strip().strip('"\'')
    if at_least('2.1.0') and number.count('.') == 1:
        number += '.0'
    if at_least('2.1.0') and number.count('.') != 2:
        sys.exit("ERROR: ValidationError: '%s' does not match '^(?:0|[1-9]\\\\d*)\\\\.(?:0|[1-9]\\\\d*)'" % number)
    db.execute('INSERT OR REPLACE INTO pack VALUES (?, ?, ?)', (name, number, ref.stdout.strip()))
    for kind in ['actions', 'rules', 'sensors']:
        folder = os.path.join(place, kind)
        for file in sorted(os.listdir(folder)) if os.path.isdir(folder) else []:
            if file.endswith('.yaml'):
                db.execute('INSERT OR REPLACE INTO content VALUES (?, ?, ?)', (kind, '%s.%s' % (name, file[:-5]), name))


def pack(o):
    if not at_least('2.1.0'):
        sys.exit("st2: error: argument <command>: invalid choice: 'pack'")
    db = connect()
    if o.what == 'list':
        say(db.execute('SELECT * FROM pack ORDER BY name').fetchall(), o.json, ['name', 'version', 'ref'])
    elif o.what == 'install':
        for url in o.words:
            install(db, url)
    elif o.what == 'remove':
        remove(db, o.words)


def remove(db, names):
    for name in names:
        subprocess.run(['rm', '-rf', os.path.join(PACKS, name)], check=True)
        db.execute('DELETE FROM content WHERE pack = ?', (name,))
        db.execute('DELETE FROM pack WHERE name = ?', (name,))


def listing(kind):
    def listed(o):
        rows = connect().execute('SELECT * FROM content WHERE kind = ? AND (? = "" OR pack = ?) ORDER BY ref', (kind, o.pack, o.pack))
        say(rows.fetchall(), o.json, ['ref', 'pack'])

    return listed


def run(o):
    db = connect()
    given = dict(word.split('=', 1) for word in o.words if '=' in word)
    if o.what == 'packs.install' and not at_least('2.1.0'):
        for name in given['packs'].split(','):
            install(db, given['repo_url'], name)
        result = 'succeeded'
    elif o.what in ('packs.uninstall', 'packs.unload'):
        remove(db, given['packs'].split(','))
        result = 'succeeded'
    elif o.what == 'core.local':
        done = subprocess.run(' '.join(o.words), shell=True, stdout=subprocess.PIPE, text=True)
        result = 'succeeded' if done.returncode == 0 else 'failed'
        print('stdout: %s' % done.stdout.strip())
    else:
        sys.exit('ERROR: Action "%s" cannot be found' % o.what)
    db.execute('INSERT INTO execution (action, status, result) VALUES (?, ?, ?)', (o.what, result, ''))
    print('status: %s' % result)


def execution(o):
    rows = connect().execute('SELECT * FROM execution ORDER BY id DESC LIMIT 50').fetchall()
    say(rows, o.json, ['id', 'action', 'status'])


def auth(o):
    print('0123456789abcdef0123456789abcdef' if o.token else '| token | 0123456789abcdef0123456789abcdef |')


def main():
    if '--version' in sys.argv[1:2]:
        print("st2 '%s'" % revision() if os.path.exists(REVISION) else 'st2 %s, on Python 3.11.2' % version())
        return
    commands = {'key': key, 'pack': pack, 'run': run, 'auth': auth, 'execution': execution}
    commands.update({'action': listing('actions'), 'rule': listing('rules'), 'sensor': listing('sensors')})
    parser = argparse.ArgumentParser(prog='st2')
    parser.add_argument('command', choices=sorted(commands))
    parser.add_argument('what')
    parser.add_argument('words', nargs='*')
    for names in [('-j', '--json'), ('-t', '--token'), ('-e', '--encrypt'), ('--decrypt',)]:
        parser.add_argument(*names, action='store_true')
    for names in [('-n', '--last'), ('-s', '--scope'), ('-u', '--user'), ('-p', '--password'), ('--pack',)]:
        parser.add_argument(*names, default='')
    options, rest = parser.parse_known_args()
    options.words += [word for word in rest if word != '--']
    commands[options.command](options)


if __name__ == '__main__':
    main()
