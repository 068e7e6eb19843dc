#!/bin/sh
# Prepares Status-Page to run after its code has been upgraded (the practice edition: same steps, no network).
set -u
cd "$(dirname "$0")" || exit 1
root=$(pwd -P)
PYTHON=${PYTHON:-python3}
red=$(printf '\033[31m') green=$(printf '\033[32m') bold=$(printf '\033[1m') plain=$(printf '\033[0m')

rest() {
    if [ "${PACE:-normal}" = normal ]; then sleep "$1"; fi
}

# progress WORDS: a line that is drawn again and again, as pip does.
progress() {
    for percent in 0 8 17 25 38 46 59 71 80 92 100; do
        printf '\r   %s%-28s%s %3d %%' "$green" "$1" "$plain" "$percent"
        rest 0.2
    done
    printf '\n'
}

failed() {
    printf '%sERROR: %s%s\n' "$red" "$1" "$plain" >&2
    exit 1
}

if [ -d venv ]; then
    printf 'Removing old virtual environment...\n'
    rm -rf venv
fi
printf 'Creating a new virtual environment at %s...\n' "$root/venv"
if "$PYTHON" -c 'import venv, sqlite3' 2>/dev/null; then
    printf 'Using %s\n' "$("$PYTHON" -V 2>&1)"
    "$PYTHON" -m venv --without-pip venv || failed 'Failed to create the virtual environment.'
else
    printf 'No usable %s here: a stand-in without Python is made.\n' "$PYTHON"
    mkdir -p venv/bin
fi
printf '%sInstalling core dependencies%s (practice: nothing is downloaded)...\n' "$bold" "$plain"
for package in Django gunicorn redis django-rq; do progress "$package"; done
if [ -s local_requirements.txt ]; then
    printf 'Installing local dependencies (local_requirements.txt)...\n'
else
    printf 'Skipping local dependencies (local_requirements.txt is empty or not found)\n'
fi
printf '%sApplying database migrations%s (manage.sh migrate)...\n' "$bold" "$plain"
./manage.sh migrate || failed 'The database migration failed.'
printf 'Collecting static files...\n'
progress 'static files'
printf 'Upgrade complete! Do not forget to restart the Status-Page services.\n'
