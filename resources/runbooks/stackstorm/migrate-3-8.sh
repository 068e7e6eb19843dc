# shellcheck shell=sh
# Drops what the exporter left behind.
set -u
st_migrate st2-drop-st2exporter-marker-collections
