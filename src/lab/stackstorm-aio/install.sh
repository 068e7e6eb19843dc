#!/bin/sh
# StackStorm 1.2 as the All-in-One installer left it: other packages, answers with pins, update-system. Runs on the booted image.
set -eu
here=/lab/stackstorm-aio
st2ctl stop
dpkg --purge st2mistral st2chatops st2web st2
rm -rf /run/st2 /var/log/st2/*
work=$(mktemp -d)
bash /lab/stackstorm/debs.sh "$work" 1.2.0 1.3.2
mkdir -p /opt/puppet/packages /opt/puppet/hieradata/role /opt/puppet/script /etc/facter/facts.d
for version in 1.2.0.8 1.3.2.16; do
    root=$work/root
    dpkg-deb -R "$work/st2_${version%.*}-1_all.deb" "$root"
    sed -i "s/^Package: .*/Package: st2common/; s/^Version: .*/Version: ${version%.*}-${version##*.}/" "$root/DEBIAN/control"
    # The installer's packages had their scripts among Python's own, and units that boot starts.
    mkdir -p "$root/usr/lib/python2.7/dist-packages/st2common"
    mv "$root/opt/stackstorm/st2/bin" "$root/usr/lib/python2.7/dist-packages/st2common/bin"
    ln -s /usr/lib/python2.7/dist-packages/st2common/bin "$root/opt/stackstorm/st2/bin"
    echo "$version" >"$root/opt/stackstorm/st2/REVISION"
    # shellcheck disable=SC2016 # the script itself expands it
    printf '#!/bin/sh\nset -e\nsystemctl daemon-reload\nsystemctl enable -q $(cd /lib/systemd/system; echo st2*.service)\n' >"$root/DEBIAN/postinst"
    dpkg-deb --root-owner-group -Znone -b "$root" /opt/puppet/packages >/dev/null
    rm -rf "$root"
done
rm -rf "$work"
dpkg -i /opt/puppet/packages/st2common_1.2.0-8_all.deb
cp "$here"/script/* /opt/puppet/script/
chmod 755 /opt/puppet/script/*
ln -s /opt/puppet/script/puppet-apply /usr/bin/update-system
ln -s /opt/puppet/script/puppet-apply /usr/bin/puprun
ln -s /opt/puppet/script/check-st2-ok /usr/bin/check-st2-ok
printf 'st2::version: 1.3.2\nst2::revision: 16\n' >/opt/puppet/hieradata/role/st2.yaml
echo st2server_bootstrapped=true >/etc/facter/facts.d/st2server_bootstrapped.txt
cp "$here"/answers/* /opt/puppet/hieradata/
chmod 644 /opt/puppet/hieradata/answers.*
sed -i 's/guest:guest/stackstorm:canary-rabbit/' /etc/st2/st2.conf
st2ctl start
st2ctl reload --register-all
check-st2-ok
[ "$(st2 --version)" = "st2 '1.2.0.8'" ]
