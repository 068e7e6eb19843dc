# shellcheck shell=sh
# Makes a new virtual environment of the fetched packages. The old one is kept beside it for the way back.
set -u
old=$F_PATH/venv.before-$HR_RUN-$HR_HOP
[ -e "$old" ] || mv "$F_PATH/venv" "$old" || die 'The old virtual environment cannot be kept; nothing was changed.'
keeps folder "$old" 'a roll-back puts this virtual environment back' ''
rm -rf "$F_PATH/venv"
python3 -m venv "$F_PATH/venv" || die "There is no virtual environment now; a roll-back puts $old back."
"$F_PATH/venv/bin/python3" -m pip install -q --no-index --find-links "$HR_HOP_WORK/wheels" -r "$HR_HOP_WORK/requirements.txt" ||
    die "The virtual environment is not complete; a roll-back puts $old back."
say 'The packages are installed'
