# shellcheck shell=sh
# Keeps a copy of the virtual environment aside and installs the new version over it, from the packages that were tried.
set -u
umask 022
aside=$F_VENV.before-$HR_RUN-$HR_HOP
wheels=$F_VENV.wheels-$HR_RUN-$HR_HOP
sy_keep_venv "$aside"
set -- -c "$wheels/constraints"
if version_at_least "$("$F_VENV/bin/python" -m pip -V | awk '{ print $2 }')" 20.3; then
    set -- "$@" --use-deprecated=legacy-resolver
fi
say "Installing sentry==$HR_TO"
as_user "${F_VENV_OWNER:-root}" "$F_VENV/bin/python" -m pip --disable-pip-version-check install --no-index --find-links "$wheels" --upgrade "$@" "sentry==$HR_TO" ||
    die 'pip failed; the old virtual environment is kept aside.'
installed=$(sy_version "$F_VENV")
[ "$installed" = "$HR_TO" ] || die "Now $installed is installed, not $HR_TO."
say "Sentry $installed is installed"
