# shellcheck shell=sh
# Checks the old code out and moves the old virtual environment back; the new one is kept aside.
set -u
cd "$F_PATH" || die "The folder $F_PATH is gone."
aside=$F_PATH.before-$HR_RUN-$HR_HOP
if [ -s "$HR_HOP_WORK/head.before" ]; then
    git -c advice.detachedHead=false checkout "$(cat "$HR_HOP_WORK/head.before")" || die 'The old code could not be checked out.'
fi
if [ -d "$aside/venv" ]; then
    if [ -d venv ]; then
        mv venv "$(fresh_name "$aside/venv.failed")" || die 'The new virtual environment could not be moved aside.'
    fi
    mv "$aside/venv" venv || die 'The old virtual environment could not be moved back.'
fi
say "The code of $(cat VERSION) is back"
