# shellcheck shell=sh
# Removes the fetched packages.
set -u
rm -rf "$F_VENV.wheels-$HR_RUN-$HR_HOP" || die 'The fetched packages could not be removed.'
say 'The fetched packages are removed'
