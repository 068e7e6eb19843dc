#!/bin/sh
# Settings of every server of the lab. Runs in the half-built image, not booted.
. /lab/lib.sh
common_settings
