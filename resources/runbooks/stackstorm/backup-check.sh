# shellcheck shell=sh
# Is there a whole backup of this hop already?
set -u
whole "$HR_HOP_WORK/backup"
