# shellcheck shell=sh
# Changes the database for the new code.
set -u
cd "$F_PATH" || die "The folder $F_PATH is gone."
./leaf migrate || die './leaf migrate failed; what it said stands above.'
