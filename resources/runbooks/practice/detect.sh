# shellcheck shell=sh
# Looks for the practice deployment, which stands in the home folder of the practice server and nowhere else. Read-only.
set -u
root=${HOME:-}/status-page
[ -f "${HOME:-}/practice-server" ] || exit 0

fact installed yes "$HOME/practice-server"
fact path "$root" "$HOME/practice-server"
if [ ! -f "$root/VERSION" ]; then
    fact broken "The file $root/VERSION is missing." "cat $root/VERSION"
    exit 0
fi
fact version "$(cat "$root/VERSION")" "cat $root/VERSION"
cd "$root" || exit 1
fact git.head "$(git rev-parse HEAD 2>/dev/null)" 'git rev-parse HEAD'
fact git.describe "$(git describe --tags 2>/dev/null)" 'git describe --tags'
changed=$(git status --porcelain 2>/dev/null)
if [ -n "$changed" ]; then
    fact git.changed "$changed" 'git status --porcelain'
fi
if [ -x venv/bin/python ]; then
    fact python.version "$(venv/bin/python -V 2>&1 | awk '{ print $2 }')" 'venv/bin/python -V'
fi
[ -f data/status-page.db ] || fact python.missing yes "no $root/data/status-page.db"
for service in web scheduler worker; do
    fact "service.$service" "$(./service.sh status $service | awk '{ print $2 }')" "./service.sh status $service"
done
fact database.kb "$(size_kb data)" "du -sk $root/data"
fact backup.mb $(($(size_kb data) / 1024 + 1)) "du -sk $root/data"
fact migrations "$(./manage.sh showmigrations 2>/dev/null | grep -c '^\[X\]')" './manage.sh showmigrations'
fact local.settings "$(grep -vxFf status-page.conf.example status-page.conf | sed 's/=.*//' | tr '\n' ' ')" \
    'status-page.conf compared with status-page.conf.example'
