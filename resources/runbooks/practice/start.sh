# shellcheck shell=sh
# Starts the three services, and stays until the page answers.
set -u
cd "$F_PATH" || die "The folder $F_PATH is gone."
say 'Starting worker, scheduler and web'
./service.sh restart worker scheduler web || die 'A service did not start.'
if [ -x venv/bin/python ]; then
    wait_for 20 test -s data/port || die 'The page does not answer.'
fi
./service.sh status web scheduler worker
