# shellcheck shell=sh
# Is it the right version, does it answer, are all migrations applied and all rows there?
set -u
cd "$F_PATH" || die "The folder $F_PATH is gone."
say "The code is $(cat VERSION)"
[ "$(cat VERSION)" = "$HR_TO" ] || die "It should be $HR_TO."

say 'Services'
./service.sh status web scheduler worker || die 'Not all services run.'
for service in scheduler worker; do
    wait_for 15 grep -qF -e " $HR_TO is alive" "data/$service.alive" || die "$service does not run $HR_TO."
    cat "data/$service.alive"
done

if [ -x venv/bin/python ]; then
    say 'The page'
    venv/bin/python -c '
import sys, urllib.request
with urllib.request.urlopen("http://127.0.0.1:%s/" % sys.argv[1], timeout=10) as page:
    text = page.read().decode().strip()
    print(page.status, text)
    sys.exit(0 if text == "Status-Page " + sys.argv[2] else 1)
' "$(cat data/port)" "$HR_TO" || die "The page does not answer as $HR_TO."
fi

say 'Migrations'
./manage.sh showmigrations
if ./manage.sh showmigrations | grep -q '^\[ \]'; then die 'Not all migrations are applied.'; fi

say 'Rows'
./manage.sh counts
if before_backup; then
    echo 'no backup was made, so no step had changed the data'
else
    ./manage.sh counts | cmp - "$HR_HOP_WORK/counts.before" || die 'Rows are missing, or there are more than before.'
fi
say "Verified: $HR_TO runs, with all its data"
