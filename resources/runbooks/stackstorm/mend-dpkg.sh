# shellcheck shell=sh
# An earlier change of packages was cut off: finishes it. Configuration files stay as the admin has them.
set -u
DEBIAN_FRONTEND=noninteractive
NEEDRESTART_MODE=l
export DEBIAN_FRONTEND NEEDRESTART_MODE
say 'Packages that are half done'
dpkg --audit
say 'dpkg --configure -a'
dpkg --force-confdef --force-confold --configure -a || die 'dpkg cannot finish it; what it said stands above.'
left=$(dpkg --audit)
[ -z "$left" ] || die "Something is half done still: $left"
say 'All packages are whole'
