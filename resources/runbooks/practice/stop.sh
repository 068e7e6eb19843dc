# shellcheck shell=sh
# Stops the three services, the ones that take work first.
set -u
cd "$F_PATH" || die "The folder $F_PATH is gone."
say 'Stopping web, scheduler and worker'
./service.sh stop web scheduler worker
for service in web scheduler worker; do
    if ./service.sh status $service; then die "$service still runs."; fi
done
