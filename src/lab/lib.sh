# shellcheck shell=sh
# What the recipes of several images share. Sourced inside an image.

common_settings() {
    # Nothing of a server's own may go out or change by itself while a case runs.
    systemctl mask apt-daily.timer apt-daily-upgrade.timer e2scrub_all.timer fstrim.timer systemd-networkd-wait-online.service >/dev/null 2>&1
    rm -f /etc/resolv.conf
    echo lab >/etc/hostname
    echo '127.0.0.1 localhost lab' >/etc/hosts
    mkdir -p /root/.ssh
    chmod 700 /root/.ssh
}

# A package index of our own at http://127.0.0.1:3141/simple/, from the files that pip has fetched into a folder.
package_index() { # FOLDER
    for file in "$1"/*; do
        name=$(basename "$file" | sed 's/-[0-9].*//; s/[-_.][-_.]*/-/g' | tr '[:upper:]' '[:lower:]')
        mkdir -p "/srv/pypi/simple/$name"
        mv "$file" "/srv/pypi/simple/$name/"
    done
    cat >/etc/systemd/system/lab-index.service <<'UNIT'
[Unit]
Description=Package index of the lab

[Service]
ExecStart=/usr/bin/python3 -m http.server --bind 127.0.0.1 --directory /srv/pypi 3141
DynamicUser=yes

[Install]
WantedBy=multi-user.target
UNIT
    systemctl enable lab-index.service
    printf '[global]\nindex-url = http://127.0.0.1:3141/simple/\ndisable-pip-version-check = true\n' >/etc/pip.conf
}
