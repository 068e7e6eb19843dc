# shellcheck shell=sh
# Are the containers stopped already? Read-only.
set -u
[ -z "$(my_running)" ]
