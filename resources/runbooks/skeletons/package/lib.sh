# shellcheck shell=sh
# Functions that the scripts of My Product share.

# my_version: the installed version of the package.
my_version() {
    dpkg-query -W -f '${Version}' my-product 2>/dev/null
}
