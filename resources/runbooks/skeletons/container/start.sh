# shellcheck shell=sh
# Starts the containers with the version that the file .env names.
set -u
my_compose up -d || die 'The containers did not start: docker compose logs says why.'
