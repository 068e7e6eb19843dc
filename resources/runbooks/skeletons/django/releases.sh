# shellcheck shell=sh
# Lists the tags of the checkout's origin. Read-only.
set -u
if tags=$(my_git ls-remote --tags origin 2>&1); then
    for tag in $(printf '%s\n' "$tags" | sed -n 's,.*refs/tags/v\([^^]*\)$,\1,p'); do release "$tag"; done
    releases_state listed 'git ls-remote --tags origin'
else
    releases_state unreachable "git ls-remote --tags origin: $tags"
fi
