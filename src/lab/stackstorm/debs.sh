#!/bin/bash
# Builds the lab's StackStorm packages and a local repository of them. debs.sh REPOSITORY VERSION...
set -eu
here=$(cd "$(dirname "$0")" && pwd)
repository=$1
shift
mkdir -p "$repository"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

at_least() { dpkg --compare-versions "$version" ge "$1"; }

components() {
    printf 'st2actionrunner st2api st2stream st2auth st2garbagecollector st2notifier st2rulesengine st2sensorcontainer st2chatops'
    at_least 3.4 || printf ' st2resultstracker'
    ! at_least 2.8 || printf ' st2workflowengine'
    ! at_least 2.9 || printf ' st2timersengine'
    ! at_least 2.10 || printf ' st2scheduler'
    at_least 3.3 || printf ' mistral mistral-api'
}

# Those that setup.py of st2common names in that release: 3.1 to 3.9 have none of the others in their packages.
scripts() {
    echo st2-register-content st2-self-check
    if at_least 1.5 && ! at_least 3.1; then echo st2-migrate-datastore-to-include-scope-secret.py; fi
    if at_least 2.1 && ! at_least 3.1; then echo st2-migrate-datastore-scopes.py st2-migrate-runners.sh; fi
    ! at_least 3.5 || echo st2-migrate-db-dict-field-values
}

unit() { # FOLDER NAME COMMAND
    mkdir -p "$1/lib/systemd/system"
    printf '[Unit]\nDescription=StackStorm %s\nAfter=network.target postgresql.service rabbitmq-server.service\n\n[Service]\nExecStart=%s\nUser=%s\nRestart=no\n\n[Install]\nWantedBy=multi-user.target\n' \
        "$2" "$3" "${4:-root}" >"$1/lib/systemd/system/$2.service"
}

configuration() {
    printf '[api]\nhost = 127.0.0.1\nport = 9101\nlogging = /etc/st2/logging.api.conf\n\n[auth]\nmode = standalone\nport = 9100\n\n'
    printf '[database]\nhost = 127.0.0.1\nport = 27017\ndb_name = st2\n\n[messaging]\nurl = amqp://guest:guest@127.0.0.1:5672/\n\n'
    printf '[keyvalue]\nencryption_key_path = /etc/st2/keys/datastore_key.json\n\n'
    ! at_least 2.8 || printf '[workflow_engine]\nlogging = /etc/st2/logging.workflowengine.conf\n\n'
    ! at_least 2.9 || printf '[timersengine]\nlogging = /etc/st2/logging.timersengine.conf\n\n'
    ! at_least 2.10 || printf '[scheduler]\nlogging = /etc/st2/logging.scheduler.conf\n\n'
    ! at_least 3.5 || printf '[coordination]\n# url = redis://127.0.0.1:6379\n\n'
}

control() { # FOLDER NAME DEPENDS
    mkdir -p "$1/DEBIAN"
    printf 'Package: %s\nVersion: %s-1\nArchitecture: all\nMaintainer: lab <lab@localhost>\nDepends: %s\nDescription: The lab stands in for %s\n' \
        "$2" "$version" "$3" "$2" >"$1/DEBIAN/control"
    # Up to 2.0.0 the packages left it to the admin to enable their services.
    printf '#!/bin/sh\nset -e\nsystemctl daemon-reload\n' >"$1/DEBIAN/postinst"
    ! at_least 2.0.1 || find "$1/lib" -name '*.service' -exec basename {} \; 2>/dev/null | sed 's/^/systemctl enable -q /' >>"$1/DEBIAN/postinst"
    chmod 755 "$1/DEBIAN/postinst"
}

build() { # FOLDER
    dpkg-deb --root-owner-group -Znone -b "$1" "$repository" >/dev/null
    rm -rf "$1"
}

st2() {
    root=$work/st2
    mkdir -p "$root/opt/stackstorm/st2/bin" "$root/opt/stackstorm/st2/lib" "$root/opt/stackstorm/packs" "$root/opt/stackstorm/configs" \
        "$root/etc/st2/keys" "$root/usr/bin" "$root/var/lib/st2" "$root/var/log/st2"
    cp "$here"/files/{store,st2,service,tools}.py "$root/opt/stackstorm/st2/lib/"
    cp "$here/files/st2ctl" "$root/usr/bin/st2ctl"
    chmod 755 "$root/usr/bin/st2ctl"
    printf '#!/bin/sh\nexec /opt/stackstorm/st2/bin/python /opt/stackstorm/st2/lib/st2.py "$@"\n' >"$root/usr/bin/st2"
    chmod 755 "$root/usr/bin/st2"
    ln -s /usr/bin/python3 "$root/opt/stackstorm/st2/bin/python"
    for name in $(scripts); do
        # That of the runners is bash's own, as the real one is.
        # shellcheck disable=SC2016 # the wrapper itself expands them
        printf '#!/bin/bash\n[[ -n "$0" ]] && exec /opt/stackstorm/st2/bin/python /opt/stackstorm/st2/lib/tools.py "$0" "$@"\n' >"$root/opt/stackstorm/st2/bin/$name"
        chmod 755 "$root/opt/stackstorm/st2/bin/$name"
    done
    echo "$version" >"$root/opt/stackstorm/st2/VERSION"
    components >"$root/opt/stackstorm/st2/COMPONENTS"
    for name in $(components); do
        case $name in
            mistral* | st2chatops) ;;
            *) unit "$root" "$name" "/opt/stackstorm/st2/bin/python /opt/stackstorm/st2/lib/service.py $name" ;;
        esac
    done
    for name in core packs; do
        mkdir -p "$root/opt/stackstorm/packs/$name/actions"
        printf 'name: %s\nversion: 0.1.0\n' "$name" >"$root/opt/stackstorm/packs/$name/pack.yaml"
        printf 'name: local\nrunner_type: local-shell-cmd\n' >"$root/opt/stackstorm/packs/$name/actions/local.yaml"
    done
    configuration >"$root/etc/st2/st2.conf"
    control "$root" st2 "python3, python3-yaml, git, adduser"
    echo /etc/st2/st2.conf >"$root/DEBIAN/conffiles"
    build "$root"
}

st2web() {
    root=$work/st2web
    mkdir -p "$root/opt/stackstorm/static/webui"
    echo "<title>StackStorm $version</title>" >"$root/opt/stackstorm/static/webui/index.html"
    control "$root" st2web st2
    build "$root"
}

st2chatops() {
    root=$work/st2chatops
    mkdir -p "$root/opt/stackstorm/chatops"
    printf '#!/bin/sh\nexec sleep infinity\n' >"$root/opt/stackstorm/chatops/hubot"
    chmod 755 "$root/opt/stackstorm/chatops/hubot"
    printf 'export HUBOT_ADAPTER=shell\n# %s\n' "$version" >"$root/opt/stackstorm/chatops/st2chatops.env"
    unit "$root" st2chatops /opt/stackstorm/chatops/hubot
    control "$root" st2chatops st2
    echo /opt/stackstorm/chatops/st2chatops.env >"$root/DEBIAN/conffiles"
    build "$root"
}

st2mistral() {
    root=$work/st2mistral
    mkdir -p "$root/opt/stackstorm/mistral/bin" "$root/etc/mistral"
    cp "$here/files/mistral_service.py" "$root/opt/stackstorm/mistral/mistral_service.py"
    # The tool is Debian's; the old release knows the schema up to before executions were split.
    if at_least 2.2; then tables=new head=head; else tables=old head=011; fi
    # shellcheck disable=SC2016 # the wrapper itself expands them
    printf '#!/bin/bash\nexec /usr/bin/mistral-db-manage "${@/#head/%s}"\n' "$head" >"$root/opt/stackstorm/mistral/bin/mistral-db-manage"
    chmod 755 "$root/opt/stackstorm/mistral/bin/mistral-db-manage"
    unit "$root" mistral "/usr/bin/python3 /opt/stackstorm/mistral/mistral_service.py $tables"
    unit "$root" mistral-api "/usr/bin/python3 /opt/stackstorm/mistral/mistral_service.py old"
    printf '[database]\nconnection = postgresql+psycopg2://mistral:StackStorm@127.0.0.1/mistral\nmax_pool_size = 50\n' >"$root/etc/mistral/mistral.conf"
    control "$root" st2mistral "st2, mistral-common, python3-psycopg2"
    echo /etc/mistral/mistral.conf >"$root/DEBIAN/conffiles"
    build "$root"
}

for version; do
    st2
    st2web
    st2chatops
    at_least 3.3 || st2mistral
done
cd "$repository"
dpkg-scanpackages -m . >Packages 2>/dev/null
