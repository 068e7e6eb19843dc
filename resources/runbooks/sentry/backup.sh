# shellcheck shell=sh
# Saves configuration and database, and proves that the copy is whole by reading all of it back.
set -u
umask 077
backup=$HR_HOP_WORK/backup
rm -rf "$backup.part"
mkdir -p "$backup.part/files" || die "The folder $backup.part cannot be made."
cd "$backup.part" || exit 1

say 'Saving files'
for file in "$F_CONF" $(sy_units | sed 's,.*,/etc/systemd/system/& /etc/systemd/system/&.d,') \
    $(grep -lsF -e "${F_HTTP_BIND:-127.0.0.1:9000}" /etc/nginx/sites-available/* /etc/nginx/conf.d/* /etc/apache2/sites-available/* /etc/httpd/conf.d/*); do
    keep_file "$file"
done
"$F_VENV/bin/python" -m pip freeze >packages.txt 2>/dev/null
[ -z "${F_FILESTORE-}" ] || warn "Uploaded files in $F_FILESTORE are not part of this backup; the upgrade does not touch them."

if [ "${F_DATABASE_ENGINE-}" = sqlite ]; then
    say "Copying $F_DATABASE_FILE"
    as_user "${F_SERVICE_USER:-root}" cat "$F_DATABASE_FILE" >sentry.db || die 'It could not be copied; nothing was changed.'
    for rest in "$F_DATABASE_FILE-wal" "$F_DATABASE_FILE-journal"; do
        [ ! -s "$rest" ] || die "Something still writes to $F_DATABASE_FILE, as $rest shows; nothing was changed."
    done
    [ "$(sy_sqlite check "$PWD/sentry.db")" = ok ] || die 'The copy is damaged; nothing was changed.'
    sy_sqlite counts "$PWD/sentry.db" >counts.live || die 'The rows could not be counted; nothing was changed.'
    awk -F "$TAB" '{ rows += $2 } END { printf "%d tables, %d rows\n", NR, rows }' counts.live
else
    say 'Dumping the database'
    db_save
fi

say 'Checksums'
checksums
packed "$backup.part" "$backup.files.tar"
rm -rf "$backup"
mv "$backup.part" "$backup" || die 'The backup could not be put in its place.'
keeps backup "$backup" 'a roll-back restores from it' "$F_VENV"
say "The backup is whole: $backup"
