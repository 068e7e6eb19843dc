"""StackStorm servers that somebody has left half way: how to get there, what must be found, how to get back."""

from driver.judge import State

KEY = "/etc/st2/keys/datastore_key.json"
MISTRAL = "/etc/mistral/mistral.conf"
STATUS = "/var/lib/dpkg/status"

STATES = [
    State("a unit is masked", "systemctl mask -q st2notifier", "units-masked", True, "systemctl unmask -q st2notifier"),
    State("a unit does not start at boot", "systemctl disable -q st2notifier", "units-disabled", False, "systemctl enable -q st2notifier"),
    State("a service is down", "systemctl stop st2notifier", "units-down", False, "systemctl start st2notifier"),
    State("a package is on hold", "apt-mark hold st2web", "packages-held", True, "apt-mark unhold st2web"),
    State("an upgrade by hand was cut off", f"cp -a {STATUS} /root/status; sed -i '/^Package: st2web$/,/^$/s/ok installed/ok half-configured/' {STATUS}",
          "packages-broken", True, f"cp -a /root/status {STATUS}"),
    State("one package is newer than the others", f"cp -a {STATUS} /root/status; sed -i '/^Package: st2web$/,/^$/s/^Version: .*/Version: 1.5.1-1/' {STATUS}",
          "packages-uneven", False, f"cp -a /root/status {STATUS}"),
    State("a package manager is at work", "cp /bin/sleep /tmp/apt-get; systemd-run -q --unit=busy /tmp/apt-get 600", "package-manager-busy", True,
          "systemctl stop busy"),
    State("the package repository is away", "mv /srv/apt /srv/gone", "repository-refuses", False, "mv /srv/gone /srv/apt"),
    State("the key of the key-value store is gone", f"mv {KEY} /root/", "crypto-key", False, f"mv /root/datastore_key.json {KEY}"),
    State("mongodump is not installed", "mv /usr/bin/mongodump /root/", "mongodump", True, "mv /root/mongodump /usr/bin/"),
    State("the command st2 does not work", "mv /usr/bin/st2 /root/st2", "st2-refuses", True, "mv /root/st2 /usr/bin/st2"),
    State("mistral.conf names no database", f"cp -a {MISTRAL} /root/; sed -i '/^ *connection/d' {MISTRAL}", "mistral-configuration", True,
          f"cp -a /root/mistral.conf {MISTRAL}"),
    State("PostgreSQL is down", "systemctl stop postgresql@15-main", "mistral-database", True, "systemctl start postgresql@15-main"),
    State("another host uses the server's message queue",
          "ip link add peer type veth peer name far; ip netns add far; ip link set far netns far; ip addr add 10.9.9.1/24 dev peer; ip link set peer up;"
          " ip -n far addr add 10.9.9.2/24 dev far; ip -n far link set far up;"
          " systemd-run -q --unit=far ip netns exec far bash -c 'exec 3<>/dev/tcp/10.9.9.1/5672; sleep 600'; sleep 1",
          "clients-elsewhere", False, "systemctl stop far; ip netns del far"),
    State("the disk is nearly full", "mkdir -p -m 700 /var/lib/handrail; mount -t tmpfs -o size=2m,mode=700 tmpfs /var/lib/handrail", "space", True,
          "umount /var/lib/handrail"),
    State("st2.conf is gone", "mv /etc/st2/st2.conf /root/", "install.broken", True, "mv /root/st2.conf /etc/st2/"),
]
