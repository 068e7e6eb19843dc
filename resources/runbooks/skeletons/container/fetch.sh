# shellcheck shell=sh
# Gets the new images while the containers run.
set -u
TAG=$HR_TO my_compose pull || die "The images of $HR_TO cannot be fetched; nothing was changed."
