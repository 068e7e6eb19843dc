# shellcheck shell=sh
# Gets the new code, while the services still run.
set -u
cd "$F_PATH" || die "The folder $F_PATH is gone."
mkdir -p "$HR_HOP_WORK"

say "Getting the releases from $(git remote get-url origin)"
git fetch --tags --progress origin || die 'The origin could not be reached.'
git rev-parse -q --verify "refs/tags/v$HR_TO^{commit}" || die "The origin has no tag v$HR_TO."
git log --oneline "HEAD..v$HR_TO"
cp status-page.conf.example "$HR_HOP_WORK/example.before" || die "The example of the installed version cannot be kept."
git show "v$HR_TO:status-page.conf.example" >"$HR_HOP_WORK/example.new" || die "v$HR_TO has no example of its settings."

case ${PRACTICE_FAILURE:-none} in
    migration)
        if [ -x venv/bin/python ]; then
            say 'You asked for a failing migration: a forgotten table is put in its way'
            venv/bin/python -c 'import sqlite3
sqlite3.connect("data/status-page.db").execute("create table if not exists subscriber_tags(id integer)")' || die 'That did not work.'
        fi
        ;;
    disk)
        say 'You asked for a full disk: a forgotten dump now takes the space'
        head -c 3000000 /dev/zero >data/forgotten.dump
        ;;
esac
