# shellcheck shell=sh
# What the practice deployment is like right now. Read-only.
set -u
cd "$F_PATH" || exit 1
fact version "$(cat VERSION)" 'cat VERSION'
fact git.head "$(git rev-parse --short HEAD)" 'git rev-parse --short HEAD'
fact migrations "$(./manage.sh showmigrations 2>/dev/null | grep -c '^\[X\]')" './manage.sh showmigrations'
./manage.sh counts 2>/dev/null | while IFS="$TAB" read -r table rows; do
    fact "rows.$table" "$rows" './manage.sh counts'
done
for service in web scheduler worker; do
    status=$(./service.sh status $service)
    status=${status#* }
    fact "service.$service" "${status%% *}" "./service.sh status $service"
    case $status in *' '*) fact "service.$service.started" "process ${status#* }" "./service.sh status $service" ;; esac
done
port=$(cat data/port 2>/dev/null)
if [ -n "$port" ]; then
    fact http "$(limited 5 venv/bin/python -c '
import sys, urllib.request
with urllib.request.urlopen("http://127.0.0.1:%s/" % sys.argv[1], timeout=4) as page: print(page.status, page.read().decode().strip())
' "$port" 2>&1 | tail -n 1)" "GET http://127.0.0.1:$port/"
fi
