# shellcheck shell=sh
# Stops the containers.
set -u
my_compose stop || die 'The containers could not be stopped.'
