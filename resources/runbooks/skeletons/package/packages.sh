# shellcheck shell=sh
# Installs the new package. Edited configuration files stay as they are.
set -u
DEBIAN_FRONTEND=noninteractive apt-get install -y -o Dpkg::Options::=--force-confold "my-product=$HR_TO" ||
    die 'apt could not install the package; its output says why.'
[ "$(my_version)" = "$HR_TO" ] || die "The installed version is $(my_version), not $HR_TO."
say "$HR_TO is installed"
