# shellcheck shell=sh
# Makes the new virtual environment beside the old one and then switches; the old one is kept for the way back.
set -u
old=$F_PATH/venv.before-$HR_RUN-$HR_HOP
new=$F_PATH/venv.new
rm -rf "$new"
python3 -m venv "$new" || die 'The virtual environment cannot be made; nothing was changed.'
"$new/bin/python3" -m pip install -q --no-index --find-links "$HR_HOP_WORK/wheels" "fern==$HR_TO" ||
    die 'The packages cannot be installed; nothing was changed.'
if [ -e "$old" ]; then
    rm -rf "$F_PATH/venv"
else
    mv "$F_PATH/venv" "$old" || die 'The old virtual environment cannot be kept; nothing was changed.'
    keeps folder "$old" 'a roll-back puts this virtual environment back' ''
fi
mv "$new" "$F_PATH/venv" || die "There is no virtual environment now; a roll-back puts $old back."
say "Fern Wiki $(fern version) is installed"
