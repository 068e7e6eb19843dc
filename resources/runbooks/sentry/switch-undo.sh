# shellcheck shell=sh
# Names the SQLite database again, and puts the old virtual environment back.
set -u
whole "$HR_HOP_WORK/backup" || die 'The backup is not whole; nothing was changed.'
if ! cmp -s "$F_CONF_PY" "$HR_HOP_WORK/backup/files$F_CONF_PY"; then
    kept=$(fresh_name "$HR_HOP_WORK/sentry.conf.py.failed")
    cp -p "$F_CONF_PY" "$kept" || die "$F_CONF_PY could not be kept."
    keeps file "$kept" 'the configuration that the roll-back replaced'
fi
replace_file "$F_CONF_PY" "$HR_HOP_WORK/backup/files$F_CONF_PY" || die "$F_CONF_PY could not be written."
sy_venv_back
[ "$(sha256sum <"$F_DATABASE_FILE")" = "$(sha256sum <"$HR_HOP_WORK/backup/sentry.db")" ] || warn "$F_DATABASE_FILE is not what it was at the time of the backup."
say 'Sentry is on SQLite again'
