# shellcheck shell=sh
# Looks for the Debian package of My Product. Read-only.
set -u
[ -n "$(my_version)" ] || exit 0
fact installed yes 'dpkg-query -W my-product'
fact version "$(my_version)" 'dpkg-query -W my-product'
fact path /etc/my-product 'dpkg -L my-product'
fact units my-product.service 'dpkg -L my-product'
unit_facts my-product.service
echo "$(($(size_kb /etc/my-product /var/lib/my-product) / 1024 + 50)) $HANDRAIL_BASE" | space_facts
