# shellcheck shell=sh
# Gets the new package while the service runs.
set -u
apt-get update || die 'apt cannot reach its sources; nothing was changed.'
DEBIAN_FRONTEND=noninteractive apt-get install -y --download-only "my-product=$HR_TO" || die "apt cannot get $HR_TO; nothing was changed."
