# shellcheck shell=sh
# Lists the release tags of the checkout's own origin. Read-only.
set -u
GIT_TERMINAL_PROMPT=0
GIT_HTTP_LOW_SPEED_LIMIT=1 GIT_HTTP_LOW_SPEED_TIME=20
export GIT_TERMINAL_PROMPT GIT_HTTP_LOW_SPEED_LIMIT GIT_HTTP_LOW_SPEED_TIME
[ -z "${F_GIT_MISSING-}" ] || {
    releases_state failed "There is no git checkout in $F_PATH."
    exit 0
}
if [ "$(id -u)" != 0 ]; then
    sp_git() { git -C "$F_PATH" "$@"; }
fi
if tags=$(sp_git ls-remote --tags origin 2>&1); then
    for tag in $(printf '%s\n' "$tags" | sed -n 's,.*refs/tags/v\([0-9][0-9A-Za-z.-]*\)$,\1,p'); do
        release "$tag"
    done
    releases_state listed "git ls-remote --tags ${F_GIT_ORIGIN-origin}"
else
    case $tags in
        *'unable to access'* | *'resolve host'* | *onnect* | *'timed out'* | *'Could not read from remote'*) how=unreachable ;;
        *) how=failed ;;
    esac
    releases_state $how "git ls-remote --tags ${F_GIT_ORIGIN-origin}: $(printf '%s\n' "$tags" | tail -n 1)"
fi
