#!/bin/sh
# manage.sh migrate|showmigrations|counts|fill: looks after the data in $DATA (data beside this script).
# With Python the data is a SQLite database; without it, plain files stand in.
set -u
cd "$(dirname "$0")" || exit 1
DATA=${DATA:-$PWD/data}
export DATA
# Between two virtual environments the data is still a database.
for python in venv/bin/python "$(command -v python3)"; do
    if [ -x "$python" ] && "$python" -c 'import sqlite3' 2>/dev/null; then
        exec "$python" manage.py "$@"
    fi
done

applied=$DATA/migrations.txt
touch "$applied"
case ${1-} in
    migrate)
        for file in migrations/*.sql; do
            name=$(basename "$file" .sql)
            grep -qx "$name" "$applied" && continue
            printf '  Applying %s...' "$name"
            if [ "${PACE:-normal}" = normal ]; then sleep 1.5; fi
            printf '%s\n' "$name" >>"$applied"
            printf ' OK\n'
        done
        ;;
    showmigrations)
        for file in migrations/*.sql; do
            name=$(basename "$file" .sql)
            if grep -qx "$name" "$applied"; then printf '[X]  %s\n' "$name"; else printf '[ ]  %s\n' "$name"; fi
        done
        ;;
    counts)
        for table in components incidents subscribers; do
            touch "$DATA/$table.txt"
            printf '%s\t%s\n' "$table" "$(($(wc -l <"$DATA/$table.txt")))"
        done
        ;;
    fill)
        i=0
        while [ $i -lt 240 ]; do
            i=$((i + 1))
            [ $i -gt 12 ] || echo "Component $i" >>"$DATA/components.txt"
            [ $i -gt 85 ] || echo "Incident $i" >>"$DATA/incidents.txt"
            echo "user$i@example.com" >>"$DATA/subscribers.txt"
        done
        ;;
    *)
        echo "What does ${1-nothing} mean?" >&2
        exit 2
        ;;
esac
