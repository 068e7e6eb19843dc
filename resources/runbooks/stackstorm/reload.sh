# shellcheck shell=sh
# Registers all content anew with the new version.
set -u
say 'st2ctl reload --register-all'
st2ctl reload --register-all || die 'The content could not be registered; what it said stands above.'
