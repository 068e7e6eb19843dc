# shellcheck shell=sh
# Is it stopped already? Read-only.
set -u
! "$F_PATH/leaf" status
