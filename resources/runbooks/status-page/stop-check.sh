# shellcheck shell=sh
# Are all services stopped?
set -u
[ -e "$HR_HOP_WORK/units.active" ] || exit 1
for unit in $(sp_units); do
    case $(systemctl is-active "$unit") in inactive | failed) ;; *) exit 1 ;; esac
done
