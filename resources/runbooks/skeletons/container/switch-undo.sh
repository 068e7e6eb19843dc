# shellcheck shell=sh
# Puts the saved volumes and then the saved folder back. What they replace is kept.
set -u
backup=$HR_HOP_WORK/backup
whole "$backup" || die 'The backup is not whole; nothing was changed.'
# After a try that was interrupted the folder may be missing; the containers are stopped then.
[ ! -e "$F_PATH/compose.yaml" ] || my_compose stop || die 'The containers could not be stopped; nothing was changed.'
while IFS= read -r place; do
    my_bring_back "$place" 'what the roll-back replaced; docker removes it with its volume'
done <"$backup/volumes"
my_bring_back "$F_PATH" 'what the roll-back replaced'
say 'The old images are named again, and the data of the backup are back'
