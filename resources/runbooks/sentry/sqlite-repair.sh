# shellcheck shell=sh disable=SC2154
# Lets the old version bring a copy of the SQLite database in order; the database itself is only read.
set -u
whole "$HR_HOP_WORK/backup" || die 'There is no whole backup.'
copy=$(sy_copy)
file=$(sy_text "$copy/sentry.db") || die 'There is no Python.'
rm -rf "$copy"
(
    place_find "$copy"
    (umask 077 && mkdir "./$place_name") || die "The folder $copy cannot be made."
    place_enter "$place_name"
    cat "$HR_HOP_WORK/backup/sentry.db" >./sentry.db || die 'The database could not be copied.'
    as_user "$F_SERVICE_USER" cat "$F_CONF_PY" >./copied.conf.py || die "$F_CONF_PY could not be copied."
    cat >>./copied.conf.py <<CONFIGURATION

DATABASES['default']['NAME'] = $file
CONFIGURATION
    # The folder last: from then on it is no longer ours.
    chown "$F_SERVICE_USER" ./sentry.db ./copied.conf.py && chown "$F_SERVICE_USER" . || die "The copy could not be given to $F_SERVICE_USER."
) || exit 1
say 'sentry upgrade on the copy'
sy_old "$copy/copied.conf.py" upgrade --noinput || die 'sentry upgrade failed; what it said stands above.'
say 'sentry repair on the copy'
sy_old "$copy/copied.conf.py" repair || die 'sentry repair failed; what it said stands above.'
[ "$(sy_sqlite check "$copy/sentry.db" "$F_SERVICE_USER")" = ok ] || die 'The copy is damaged.'
sy_sqlite counts "$copy/sentry.db" "$F_SERVICE_USER" >"$HR_HOP_WORK/counts.copy" || die 'The rows of the copy could not be counted.'
rows_kept "$HR_HOP_WORK/backup/counts.live" "$HR_HOP_WORK/counts.copy" '\.(django_session|django_content_type|auth_permission|south_migrationhistory)$' ||
    die 'Rows are missing in the copy.'
say 'The copy is in order'
