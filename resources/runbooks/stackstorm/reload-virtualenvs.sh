# shellcheck shell=sh
# Makes the virtual environments of all packs anew: 3.4 runs on Python 3.
set -u
say 'st2ctl reload --register-recreate-virtualenvs'
st2ctl reload --register-recreate-virtualenvs || die 'A virtual environment could not be made; what it said stands above.'
