# shellcheck shell=sh
# Checks the new code out. Local edits, if you chose to go on with some, are stashed; the old virtual environment moves aside.
set -u
aside=$F_PATH.before-$HR_RUN-$HR_HOP
(place_own "$aside") || exit 1
keeps folder "$aside" 'the old virtual environment, or after a roll-back the new one'
[ -s "$HR_HOP_WORK/head" ] || cp "$HR_HOP_WORK/backup/git-head" "$HR_HOP_WORK/head" || die 'There is no backup.'
sp_templates "$(cat "$HR_HOP_WORK/head")" "$HR_HOP_WORK/contrib.old"

docs=$F_PATH/$(sp_docs)
if [ ! -e "$aside/docs.saved" ]; then
    (
        place_own "$aside"
        rm -rf ./docs
        [ ! -d "$docs" ] || cp -a "$docs" ./docs || die 'The built documentation could not be kept; nothing was changed.'
        : >./docs.saved
    ) || exit 1
fi

if [ -n "$(sp_changed)" ]; then
    say 'Stashing the local edits; they are also in the backup as local-edits.patch'
    sp_stash || die 'git cannot stash them; nothing was changed.'
    # What a later try stashes is left by a checkout that was half done.
    [ -s "$HR_HOP_WORK/stash" ] || sp_git rev-parse refs/stash >"$HR_HOP_WORK/stash"
fi
say "Checking out v$HR_TO"
sp_checkout "v$HR_TO" || die "v$HR_TO cannot be checked out, or not all of it; what git said stands above."
sp_git log -1 --format='%h %s'

if [ -d "$F_VENV" ] && [ ! -e "$aside/venv" ]; then
    say "Moving the old virtual environment to $aside/venv"
    (place_own "$aside" && mv -T "$F_VENV" ./venv) || die 'It could not be moved.'
fi
