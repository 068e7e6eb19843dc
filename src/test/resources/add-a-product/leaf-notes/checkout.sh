# shellcheck shell=sh
set -u
git -C "$F_PATH" -c advice.detachedHead=false checkout "v$HR_TO" || die "v$HR_TO cannot be checked out."
