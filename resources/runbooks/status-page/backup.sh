# shellcheck shell=sh
# Saves files and database with the services stopped, and proves that the copy is whole by reading all of it back.
set -u
umask 077
backup=$HR_HOP_WORK/backup
rm -rf "$backup.part"
mkdir -p "$backup.part/files" || die "The folder $backup.part cannot be made."
cd "$backup.part" || exit 1
for unit in $(sp_units); do
    ! systemctl -q is-active "$unit" || die "$unit runs: the backup would miss what it writes."
done

say 'Saving files'
media=$(sp_ask media)
for file in "$F_CONFIGURATION" "$F_PATH/local_requirements.txt" "$F_PATH/gunicorn.py" "$media" \
    $(sp_units | sed 's,.*,/etc/systemd/system/& /etc/systemd/system/&.d,') \
    $(grep -lsF -e "$F_PATH/" /etc/nginx/sites-available/* /etc/nginx/conf.d/* /etc/apache2/sites-available/* /etc/httpd/conf.d/*); do
    if [ -e "$file" ]; then
        mkdir -p "files$(dirname "$file")"
        cp -a "$file" "files$file" || die "$file could not be saved."
        echo "$file"
    fi
done

say 'Noting the state of the checkout'
sp_git rev-parse HEAD >git-head || die 'git does not say what is checked out.'
sp_git status --porcelain >git-status || die 'git does not say what was edited.'
sp_git diff --binary HEAD >local-edits.patch || die 'git cannot say what was edited.'
[ ! -x "$F_VENV/bin/python3" ] || "$F_VENV/bin/python3" -m pip freeze >packages.txt 2>/dev/null
cat git-head git-status

say 'Dumping the database'
sp_open || die 'The database in configuration.py cannot be read.'
echo "$PGDATABASE on ${PGHOST:-the local socket}, as $PGUSER"
sp_db pg_dump -Fc >database.dump || die 'pg_dump failed; nothing was changed.'
sp_schema >schema.sql || die 'The structure could not be dumped.'
sp_migrations >migrations || die 'The list of migrations could not be read.'
sp_counts >counts.live || die 'The rows could not be counted.'
ls -l database.dump

say 'Reading the dump back whole'
pg_restore -f /dev/null database.dump || die 'The dump cannot be read back; nothing was changed.'
pg_restore --data-only -f - database.dump | awk '
    !inside && /^COPY / { table = $2; gsub(/"/, "", table); rows = 0; inside = 1; next }
    inside && $0 == "\\." { printf "%s\t%d\n", table, rows; inside = 0; next }
    inside { rows++ }' | sort >counts.dump
if ! cmp counts.live counts.dump; then
    diff counts.live counts.dump
    die 'The dump has other rows than the database; nothing was changed.'
fi
awk -F "$TAB" '{ rows += $2 } END { printf "%d tables, %d rows, the same in the database and in the dump\n", NR, rows }' counts.dump

say 'Checksums'
find . -type f -exec sha256sum {} + >"$HR_HOP_WORK/checksums" || die 'The checksums could not be written.'
mv "$HR_HOP_WORK/checksums" checksums
sync
sha256sum --quiet -c checksums || die 'A file differs from what was written.'
wc -l <checksums
rm -rf "$backup"
mv "$backup.part" "$backup" || die 'The backup could not be put in its place.'
say "The backup is whole: $backup"
