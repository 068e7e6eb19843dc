# shellcheck shell=sh
# Are all three stopped?
set -u
cd "$F_PATH" || exit 1
for service in web scheduler worker; do
    if ./service.sh status $service >/dev/null; then exit 1; fi
done
