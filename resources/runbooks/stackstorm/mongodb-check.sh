# shellcheck shell=sh
# Is MongoDB new enough for 3.3?
set -u
version_at_least "$(mongod --version 2>/dev/null | sed -n 's/^db version v//p')" 4.0
