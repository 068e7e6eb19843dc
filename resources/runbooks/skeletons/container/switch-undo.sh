# shellcheck shell=sh
# Puts the saved folder back. What it replaces is kept.
set -u
whole "$HR_HOP_WORK/backup" || die 'The backup is not whole; nothing was changed.'
my_compose down || die 'The containers could not be removed; nothing was changed.'
kept=$F_PATH.replaced-by-$HR_RUN-$HR_HOP
[ -e "$kept" ] || mv "$F_PATH" "$kept" || die "$F_PATH cannot be kept; nothing was changed."
keeps folder "$kept" 'what the roll-back replaced' ''
rm -rf "$F_PATH"
cp -a "$HR_HOP_WORK/backup/files$F_PATH" "$F_PATH" || die "$F_PATH cannot be put back; the backup is $HR_HOP_WORK/backup."
