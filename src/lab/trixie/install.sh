#!/bin/sh
# A package of a product of one's own in two versions, the older one installed, and a user whom all programs ask for a password.
set -eu
mkdir -p /srv/apt
for version in 0.9.0-1 1.0.0-1; do
    made=$(mktemp -d)
    chmod 755 "$made"
    mkdir -p "$made/DEBIAN" "$made/etc/my-product" "$made/lib/systemd/system" "$made/usr/share/my-product"
    printf 'Package: my-product\nVersion: %s\nArchitecture: all\nMaintainer: lab <lab@localhost>\nDescription: Product of the lab\n' "$version" >"$made/DEBIAN/control"
    printf '#!/bin/sh\nset -e\nsystemctl daemon-reload\nsystemctl enable -q --now my-product\n' >"$made/DEBIAN/postinst"
    chmod 755 "$made/DEBIAN/postinst"
    echo /etc/my-product/settings >"$made/DEBIAN/conffiles"
    echo 'colour = green' >"$made/etc/my-product/settings"
    echo "$version" >"$made/usr/share/my-product/version"
    cat >"$made/lib/systemd/system/my-product.service" <<'UNIT'
[Unit]
Description=Product of the lab

[Service]
ExecStart=/bin/sh -c 'cp /usr/share/my-product/version /run/my-product; exec sleep infinity'

[Install]
WantedBy=multi-user.target
UNIT
    dpkg-deb --root-owner-group -b "$made" /srv/apt >/dev/null
    rm -rf "$made"
done
cd /srv/apt
for deb in *.deb; do
    dpkg-deb -f "$deb"
    printf 'Filename: ./%s\nSize: %s\nSHA256: %s\n\n' "$deb" "$(stat -c %s "$deb")" "$(sha256sum "$deb" | cut -d' ' -f1)"
done >Packages
rm -f /etc/apt/sources.list /etc/apt/sources.list.d/*
echo 'deb [trusted=yes] copy:/srv/apt ./' >/etc/apt/sources.list.d/lab.list
apt-get -qq update
apt-get -y -qq install my-product=0.9.0-1
useradd -m -s /bin/bash -G sudo ada
echo 'ada:canary-root' | chpasswd
echo 'permit ada as root' >/etc/doas.conf
chmod 400 /etc/doas.conf
