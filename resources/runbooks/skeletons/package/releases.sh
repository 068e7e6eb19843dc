# shellcheck shell=sh
# Lists the versions that apt can install. Read-only.
set -u
have apt-cache || {
    releases_state failed 'There is no apt-cache.'
    exit 0
}
for version in $(apt-cache madison my-product 2>/dev/null | awk '{ print $3 }'); do release "$version"; done
releases_state stale 'apt-cache madison my-product'
