# shellcheck shell=sh
# Gets the new code and its packages while the services run.
set -u
my_git fetch --tags origin || die 'The origin cannot be reached; nothing was changed.'
my_git rev-parse -q --verify "refs/tags/v$HR_TO^{commit}" || die "The origin has no tag v$HR_TO."
wheels=$HR_HOP_WORK/wheels
mkdir -p "$wheels" || die "The folder $wheels cannot be made."
my_git show "v$HR_TO:requirements.txt" >"$HR_HOP_WORK/requirements.txt" || die "v$HR_TO has no requirements.txt."
pip_whole "$F_PATH/venv/bin/python3" "$wheels"
"$F_PATH/venv/bin/python3" -m pip wheel -q --wheel-dir "$wheels" -r "$HR_HOP_WORK/requirements.txt" ||
    die 'The packages cannot be fetched; nothing was changed.'
