# shellcheck shell=sh
# Are there no more Mistral workflows in the packs?
set -u
[ "$(st_workflows)" -eq 0 ]
