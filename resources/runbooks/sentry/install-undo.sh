# shellcheck shell=sh
# Puts the old virtual environment back; the new one is kept aside.
set -u
aside=$F_VENV.before-$HR_RUN-$HR_HOP
[ -d "$aside" ] || {
    say 'The virtual environment was not changed'
    exit 0
}
rm -rf "$F_VENV.failed-$HR_RUN-$HR_HOP"
[ ! -e "$F_VENV" ] || mv "$F_VENV" "$F_VENV.failed-$HR_RUN-$HR_HOP" || die 'The new virtual environment cannot be moved aside.'
mv "$aside" "$F_VENV" || die 'The old virtual environment cannot be moved back.'
say "Sentry $(sy_version "$F_VENV") is back"
