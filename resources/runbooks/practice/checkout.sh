# shellcheck shell=sh
# Moves the old virtual environment aside and checks the new code out.
set -u
cd "$F_PATH" || die "The folder $F_PATH is gone."
aside=$F_PATH.before-$HR_RUN-$HR_HOP
mkdir -p "$aside" "$HR_HOP_WORK"
keeps folder "$aside" 'the old virtual environment, or after a roll-back the new one'
[ -s "$HR_HOP_WORK/head.before" ] || git rev-parse HEAD >"$HR_HOP_WORK/head.before"
if [ -d venv ] && [ ! -e "$aside/venv" ]; then
    say "Moving the old virtual environment to $aside/venv"
    mv venv "$aside/venv" || die 'It could not be moved.'
fi
say "Checking out v$HR_TO"
git -c advice.detachedHead=false checkout "v$HR_TO" || die "The code of v$HR_TO could not be checked out."
git log --oneline -1
