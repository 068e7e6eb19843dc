# shellcheck shell=sh
# Configuration files whose new pattern came with the packages. Read-only.
set -u
for fresh in $(find /etc/st2 /etc/mistral /opt/stackstorm/chatops /etc/nginx/conf.d \( -name '*.dpkg-dist' -o -name '*.dpkg-new' -o -name '*.rpmnew' \) 2>/dev/null | sort); do
    mine=${fresh%.dpkg-dist}
    mine=${mine%.dpkg-new}
    mine=${mine%.rpmnew}
    [ ! -f "$mine" ] || printf '%s\t%s\n' "$mine" "$fresh"
done
