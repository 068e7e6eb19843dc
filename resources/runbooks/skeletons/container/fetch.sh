# shellcheck shell=sh
# Gets the new images while the containers run.
set -u
export TAG="$HR_TO"
if ! my_compose pull; then
    # shellcheck disable=SC2046
    docker image inspect $(my_compose config --images) >/dev/null || die "The images of $HR_TO cannot be fetched; nothing was changed."
    warn "The registry did not give the images; those of $HR_TO are on this server already."
fi
