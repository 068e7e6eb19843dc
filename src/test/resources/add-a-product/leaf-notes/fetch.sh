# shellcheck shell=sh
# Gets the new code while the service runs.
set -u
git -C "$F_PATH" fetch --tags origin || die 'The origin cannot be reached; nothing was changed.'
git -C "$F_PATH" rev-parse -q --verify "refs/tags/v$HR_TO^{commit}" || die "The origin has no tag v$HR_TO."
