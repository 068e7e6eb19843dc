# shellcheck shell=sh
# Removes Mistral, which 3.3 no longer has. Its database, its configuration and PostgreSQL stay.
set -u
if [ -z "$(st_package st2mistral)" ]; then
    say 'Mistral is not installed (any more)'
    exit 0
fi
say 'Removing the package st2mistral'
if [ "$F_FAMILY" = deb ]; then
    DEBIAN_FRONTEND=noninteractive apt-get -y -q -o Dpkg::Use-Pty=0 remove st2mistral || die 'apt-get failed; what it said stands above.'
else
    yum -y remove st2mistral || die 'yum failed; what it said stands above.'
fi
systemctl daemon-reload
say "Mistral's database and PostgreSQL stay as they are"
