# shellcheck shell=sh
# Lists the wheels in the folder that serves as index. Read-only.
set -u
for wheel in "$(fern_setting INDEX)"/fern-*.whl; do
    version=${wheel##*/fern-}
    release "${version%%-*}"
done
releases_state listed "ls $(fern_setting INDEX)"
