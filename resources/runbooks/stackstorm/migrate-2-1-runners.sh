# shellcheck shell=sh
# Registers the runners, which are plugins now. The script does only that, and packages since 3.1 no longer have it.
set -u
if st_script st2-migrate-runners.sh >/dev/null; then
    st_migrate st2-migrate-runners.sh
else
    say 'st2ctl reload --register-runners'
    st2ctl reload --register-runners || die 'The runners could not be registered; what it said stands above.'
fi
