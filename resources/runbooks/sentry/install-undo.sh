# shellcheck shell=sh
# Puts the old virtual environment back; the new one is kept aside.
set -u
sy_venv_back
