#!/bin/sh
# Settings of every server of the lab. Runs in the half-built image, not booted.
# shellcheck source=/dev/null
. /lab/lib.sh
common_settings
