# shellcheck shell=sh
# Fetches the packages of the new version; nothing that runs sees them.
set -u
wheels=$HR_HOP_WORK/wheels
mkdir -p "$wheels" || die "The folder $wheels cannot be made."
pip_whole "$F_PATH/venv/bin/python3" "$wheels"
"$F_PATH/venv/bin/python3" -m pip download -q --no-index --find-links "$(fern_setting INDEX)" -d "$wheels" "fern==$HR_TO" ||
    die 'The packages cannot be fetched; nothing was changed.'
