# shellcheck shell=sh
# Puts the old virtual environment back.
set -u
old=$F_PATH/venv.before-$HR_RUN-$HR_HOP
[ -e "$old" ] || exit 0
rm -rf "$F_PATH/venv"
mv "$old" "$F_PATH/venv" || die "The old virtual environment cannot be put back; it is $old."
