# shellcheck shell=sh
# Puts the saved settings back. The backup stays.
set -u
cp -p "$HR_HOP_WORK/backup/leaf.ini" "$F_PATH/leaf.ini" || die 'The settings cannot be put back.'
