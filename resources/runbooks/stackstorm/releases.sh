# shellcheck shell=sh
# Lists the releases that the package repositories have. Read-only: the lists are as old as the last apt-get update.
set -u
case ${F_INSTALL-} in
    packages) ;;
    aio)
        # update-system gets what its own hiera data names; 1.3.2 was the last.
        release 1.3.2
        releases_state stale 'st2workroom, hieradata/role/st2.yaml: the last version is 1.3.2'
        exit 0
        ;;
    *)
        releases_state failed 'StackStorm is not installed from packages here.'
        exit 0
        ;;
esac
versions=$(st_available st2 | sed 's/^[0-9]*://; s/-.*//' | awk '!seen[$0]++')
if [ -z "$versions" ]; then
    releases_state failed 'The package repositories have no st2.'
    exit 0
fi
for version in $versions; do release "$version"; done
if [ "${F_FAMILY-}" = deb ]; then
    newest=$(stat -c %Y /var/lib/apt/lists/* /var/lib/apt/periodic/update-success-stamp 2>/dev/null | sort -n | tail -n 1)
    days=$((($(date +%s) - ${newest:-0}) / 86400))
    if [ $days -gt 7 ]; then
        releases_state stale "apt-cache madison st2; the package lists are $days days old"
        exit 0
    fi
fi
releases_state listed 'apt-cache madison st2, yum --showduplicates list st2'
