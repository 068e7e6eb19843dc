# shellcheck shell=sh
# Finds StackStorm, from packages or from the All-in-One installer, and all that an upgrade needs to know of it. Read-only.
set -u

# space: what the backup and new packages need, and how big the backup gets.
space() {
    files_mb=$(($(size_kb /etc/st2 /opt/stackstorm/packs /opt/stackstorm/configs) / 1024 + 1))
    backup_mb=$(($(size_kb /var/lib/mongodb /var/lib/mongo) / 1024 + files_mb + ${F_DATABASE_MB:-0}))
    fact backup.mb "$backup_mb" 'du -sk /var/lib/mongodb /etc/st2 /opt/stackstorm/packs, and database.mb'
    {
        echo "$((backup_mb + files_mb + 100)) ${HANDRAIL_BASE:-/var/lib/handrail}"
        echo "500 /opt/stackstorm"
    } | space_facts
}

# repository: why apt cannot read the repository that st2 comes from, if so; its answer is thrown away.
repository() {
    url=$(apt-cache policy st2 2>/dev/null | awk '$2 ~ /^(https?|copy|mirror\+)/ { print $2; exit }')
    source=$(grep -lsF -e "${url%/}" /etc/apt/sources.list.d/* /etc/apt/sources.list | first_line)
    [ -n "$url" ] && [ -n "$source" ] && lists=$(mktemp -d) || return 0
    chmod 755 "$lists"
    limited 30 apt-get -qq -o Dir::Etc::SourceList="$source" -o Dir::Etc::SourceParts=/dev/null -o Dir::State::Lists="$lists" \
        -o Acquire::Retries=0 update 2>&1 | grep -m 1 -E '^[EW]: .*(Failed|NO_PUBKEY|EXPKEYSIG|not signed|not have|resolve|connect)'
    rm -rf "$lists"
}

aio() {
    answers=''
    for file in /opt/puppet/hieradata/answers.yaml /opt/puppet/hieradata/answers.json; do
        [ ! -f "$file" ] || answers="$answers $file"
    done
    fact install aio "$1"
    # The YAML file counts where both are there.
    fact_if answers "$(printf '%s' "${answers# }" | awk '{ print $1 }')" 'ls /opt/puppet/hieradata'
    fact_if answers.all "${answers# }" 'ls /opt/puppet/hieradata'
    # shellcheck disable=SC2086
    fact_if answers.pins "$([ -z "$answers" ] || grep -ohE '"?st2::(version|revision)"? *: *[^,]*' $answers | tr '\n' ' ')" 'grep st2::version, st2::revision'
    # shellcheck disable=SC2086
    fact_if answers.open "$([ -z "$answers" ] || find $answers -perm /077)" 'find -perm /077'
    version=$(st_client)
    fact_if version "$version" 'st2 --version'
    have update-system || fact update.system.missing yes 'command -v update-system'
    space
    exit 0
}

full=$(st_package st2)
if [ -z "$full" ]; then
    if [ -d /opt/puppet/hieradata ] && { have update-system || [ -e /opt/puppet/script/puppet-apply ]; }; then
        fact installed yes /opt/puppet
        aio /opt/puppet
    elif [ -n "$(st_package st2common)" ]; then
        fact installed yes 'package st2common'
        if [ -d /opt/puppet ]; then aio 'package st2common, /opt/puppet'; fi
        fact install st2_deploy 'package st2common'
        fact version "$(st_package st2common | sed 's/-.*//')" 'package st2common'
    fi
    exit 0
fi
F_VERSION=$(st_installed)
fact installed yes "package st2 $full"
fact install packages "package st2 $full"
fact version "$F_VERSION" "package st2 $full"
packages=''
for name in st2 st2web st2chatops st2mistral bwc-enterprise st2-rbac-backend; do
    version=$(st_package $name)
    if [ -n "$version" ]; then
        packages="$packages $name"
        fact "package.$name" "$version" "package $name"
        [ "${version%%-*}" = "$F_VERSION" ] || [ "$name" = st2-rbac-backend ] || uneven="${uneven-} $name $version"
    fi
done
fact packages "${packages# }" 'dpkg-query -W, rpm -q'
fact_if packages.uneven "${uneven-}" "others than st2 $F_VERSION"
if have dpkg-query; then
    fact family deb 'command -v dpkg-query'
    held=$(apt-mark showhold 2>/dev/null | grep -xE 'st2|st2web|st2chatops|st2mistral|bwc-enterprise' | tr '\n' ' ')
    fact_if packages.held "${held% }" 'apt-mark showhold'
    broken=$(dpkg --audit 2>/dev/null | head -n 3)
    fact_if packages.broken "$broken" 'dpkg --audit'
    fact_if repository.refuses "$(repository)" 'apt-get update of that source alone, into a folder of its own'
else
    fact family rpm 'command -v rpm'
fi
if [ ! -f /etc/st2/st2.conf ]; then
    fact broken '/etc/st2/st2.conf is missing.' 'ls /etc/st2/st2.conf'
    exit 0
fi

# shellcheck disable=SC2046
unit_facts $(st_components)
job_facts '/opt/stackstorm/|[[:space:]/]st2(ctl)? '
[ -n "$(st_conf workflow_engine logging)" ] || fact workflow.engine.missing yes '[workflow_engine] logging in /etc/st2/st2.conf'
[ -n "$(st_conf timersengine logging)" ] || fact timersengine.missing yes '[timersengine] logging in /etc/st2/st2.conf'
[ -n "$(st_conf coordination url)" ] || fact coordination.missing yes '[coordination] url in /etc/st2/st2.conf'
case $(st_conf rbac enable) in
    [Tt]rue | 1 | yes)
        fact rbac yes '[rbac] enable in /etc/st2/st2.conf'
        [ -n "$(st_conf rbac backend)" ] || fact rbac.backend.missing yes '[rbac] backend in /etc/st2/st2.conf'
        ;;
esac
fact_if database.ssl "$(grep -oE '^ *ssl_[a-z_]+' /etc/st2/st2.conf | tr -s ' \n' ' ')" 'ssl_ in /etc/st2/st2.conf'
[ -f "$(st_conf keyvalue encryption_key_path)" ] || fact crypto.key.missing yes '[keyvalue] encryption_key_path in /etc/st2/st2.conf'
elsewhere=$(st_conf database host | st_uri_hosts | tr ',' '\n' | grep -vE '^(127\.[0-9.]*|localhost|\[?::1\]?)?(:[0-9]+)?$' | tr '\n' ' ')
if [ -z "$elsewhere" ]; then fact mongodb.local yes '[database] host'; else fact mongodb.elsewhere "${elsewhere% }" '[database] host'; fi
if have ss; then
    # Peers of this server's MongoDB and RabbitMQ, by address.
    fact_if clients.elsewhere "$(ss -Htn state established '( sport = :27017 or sport = :5672 )' 2>/dev/null |
        awk '{ sub(/:[0-9]+$/, "", $4); gsub(/[][]|::ffff:/, "", $4); print $4 }' | sort -u |
        grep -vxF -e 127.0.0.1 -e ::1 -e "$(hostname -I 2>/dev/null | tr ' ' '\n' | sed '/^$/d')" | tr '\n' ' ')" \
        'ss -tn state established, ports 27017 and 5672'
fi
fact_if mongodb.version "$(mongod --version 2>/dev/null | sed -n 's/^db version v//p')" 'mongod --version'
if ! have mongodump || ! have mongorestore; then fact mongodump.missing yes 'command -v mongodump mongorestore'; fi
fact_if node.version "$(node --version 2>/dev/null | tr -d v)" 'node --version'
fact_if st2.python "$(/opt/stackstorm/st2/bin/python --version 2>&1 | awk '{ print $2 }')" '/opt/stackstorm/st2/bin/python --version'
workflows=$(st_workflows)
[ "$workflows" -eq 0 ] || fact mistral.workflows "$((workflows))" 'grep runner_type: mistral /opt/stackstorm/packs/*/actions'
fact_if packs.not.semver "$(for file in /opt/stackstorm/packs/*/pack.yaml; do
    version=$(sed -n "s/^version *: *[\"']\{0,1\}\([^\"' ]*\).*/\1/p" "$file" 2>/dev/null)
    # st2 itself makes 1.0.0 of 1.0.
    case $version in
        '') ;;
        *) printf '%s\n' "$version" | grep -qE '^[0-9]+\.[0-9]+(\.[0-9]+([-+].*)?)?$' ||
            printf '%s %s; ' "$(basename "$(dirname "$file")")" "$version" ;;
    esac
done)" 'version in /opt/stackstorm/packs/*/pack.yaml'
[ ! -d /opt/stackstorm/packs/_global ] || fact pack.global yes 'ls /opt/stackstorm/packs/_global'
queue=$(limited 20 rabbitmqctl -q list_queues name messages 2>/dev/null | awk '$1 == "st2.notifiers.work" { print $2 }')
fact_if notifiers.queue "$queue" 'rabbitmqctl list_queues'
if ! limited 30 st2 action list --pack=core >/dev/null 2>&1; then
    fact st2.refuses "$(limited 30 st2 action list --pack=core 2>&1 | tail -n 1)" 'st2 action list --pack=core'
fi
if [ -n "$(st_package st2mistral)" ]; then
    fact mistral yes 'package st2mistral'
    if ! have psql || ! have pg_dump || ! have pg_restore; then
        fact database.tools.missing yes 'command -v psql pg_dump pg_restore'
    elif ! db_open 2>/dev/null; then
        fact configuration.unreadable "$(st_mistral database 2>&1 | tail -n 1)" 'connection in /etc/mistral/mistral.conf'
    else
        db_facts
    fi
fi
space
