# shellcheck shell=sh
# Runs the installer's own update. Its question takes only a capital Y, which is typed for you.
set -u
update=$(command -v update-system || echo /opt/puppet/script/puppet-apply)
say "$update"
NOCOLOR=1
export NOCOLOR
"$update" || die 'update-system failed; what it said stands above.'
say 'update-system has ended'
