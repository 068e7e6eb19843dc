#!/bin/sh
# A background service that does next to nothing, and notes that it is alive.
cd "$(dirname "$0")" || exit 1
version=$(cat VERSION)
trap 'kill $! 2>/dev/null; exit 0' TERM
while :; do
    echo "$(date -u '+%H:%M:%S') $1 $version is alive" >"data/$1.alive"
    sleep 5 &
    wait $!
done
