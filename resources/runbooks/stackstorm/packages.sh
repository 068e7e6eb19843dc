# shellcheck shell=sh
# Installs the new packages. Configuration files stay as the admin has them; what the packages bring is shown afterwards.
set -u
whole "$HR_HOP_WORK/backup" || die 'There is no whole backup.'
DEBIAN_FRONTEND=noninteractive
NEEDRESTART_MODE=l
export DEBIAN_FRONTEND NEEDRESTART_MODE
# shellcheck disable=SC2046
if [ "$F_FAMILY" = deb ]; then
    apt-get -y -q -o Dpkg::Use-Pty=0 -o Dpkg::Options::=--force-confold -o Dpkg::Options::=--force-confdef --only-upgrade install \
        $(tr ' ' '=' <"$HR_HOP_WORK/wanted") || die 'apt-get failed; what it said stands above.'
else
    yum -y update $(tr ' ' '-' <"$HR_HOP_WORK/wanted") || die 'yum failed; what it said stands above.'
fi
[ "$(st_installed)" = "$HR_TO" ] || die "Now $(st_installed) is installed, not $HR_TO."
say 'The packages may have started services again; the databases are changed with all stopped'
for unit in $(st_components); do systemctl stop "$unit" || die "$unit could not be stopped."; done
