# shellcheck shell=sh
# Lets the old version bring a copy of the SQLite database in order; the database itself is only read.
set -u
whole "$HR_HOP_WORK/backup" || die 'There is no whole backup.'
copy=$(sy_copy)
rm -rf "$copy"
mkdir -m 700 "$copy" || die "The folder $copy cannot be made."
cp "$HR_HOP_WORK/backup/sentry.db" "$copy/sentry.db" || die 'The database could not be copied.'
cp "$F_CONF_PY" "$copy/copied.conf.py" || die "$F_CONF_PY could not be copied."
file=$(sy_text "$copy/sentry.db") || die 'There is no Python.'
cat >>"$copy/copied.conf.py" <<CONFIGURATION

DATABASES['default']['NAME'] = $file
CONFIGURATION
chown -R "$F_SERVICE_USER" "$copy" || die "The copy could not be given to $F_SERVICE_USER."
say 'sentry upgrade on the copy'
sy_old "$copy/copied.conf.py" upgrade --noinput || die 'sentry upgrade failed; what it said stands above.'
say 'sentry repair on the copy'
sy_old "$copy/copied.conf.py" repair || die 'sentry repair failed; what it said stands above.'
[ "$(sy_sqlite check "$copy/sentry.db")" = ok ] || die 'The copy is damaged.'
sy_sqlite counts "$copy/sentry.db" >"$HR_HOP_WORK/counts.copy" || die 'The rows of the copy could not be counted.'
rows_kept "$HR_HOP_WORK/backup/counts.live" "$HR_HOP_WORK/counts.copy" '\.(django_session|django_content_type|auth_permission|south_migrationhistory)$' ||
    die 'Rows are missing in the copy.'
say 'The copy is in order'
