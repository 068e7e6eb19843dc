# shellcheck shell=sh
# Checks out the new code.
set -u
my_git -c advice.detachedHead=false checkout "v$HR_TO" || die "v$HR_TO cannot be checked out."
