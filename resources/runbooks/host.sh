# shellcheck shell=sh
# What every product needs to know of a server. Read-only.
set -u

os_release() {
    # shellcheck disable=SC1091
    [ ! -r /etc/os-release ] || (. /etc/os-release && eval "printf '%s' \"\${$1-}\"") 2>/dev/null
}

fact os.id "$(os_release ID)" /etc/os-release
fact os.like "$(os_release ID_LIKE)" /etc/os-release
fact os.version "$(os_release VERSION_ID)" /etc/os-release
fact os.name "$(os_release PRETTY_NAME)" /etc/os-release
fact hostname "$(uname -n)" 'uname -n'
fact arch "$(uname -m)" 'uname -m'
fact kernel "$(uname -sr)" 'uname -sr'
fact user "$(id -un 2>/dev/null || id -u)" 'id -un'
fact clock "$(date -u '+%Y-%m-%d %H:%M:%S')" 'date -u'
if [ "$(id -u)" = 0 ]; then fact root yes 'id -u'; else fact root no 'id -u'; fi

if [ -d /run/systemd/system ]; then
    fact init systemd /run/systemd/system
else
    fact init other 'no /run/systemd/system'
fi
have systemd-detect-virt && fact virtual "$(systemd-detect-virt 2>/dev/null)" systemd-detect-virt
fact_if memory.mb "$(awk '/^MemTotal:/ { print int($2 / 1024) }' /proc/meminfo 2>/dev/null)" /proc/meminfo
for dir in / /var /tmp /opt; do
    name=$(printf '%s' "${dir#/}")
    fact_if "disk.${name:-root}.free.mb" "$(free_kb "$dir" | awk '{ print int($1 / 1024) }')" "df -Pk $dir"
done

# Package managers: which one, is it at work right now, what may start by itself.
busy=$(grep -lxE 'apt-get|apt|dpkg|aptitude|unattended-upgr|dnf|yum|zypper' /proc/[0-9]*/comm 2>/dev/null |
    while IFS= read -r file; do
        printf ' %s' "$(cat "$file" 2>/dev/null)"
    done)
if have apt-get; then fact package.manager apt 'command -v apt-get'
elif have dnf; then fact package.manager dnf 'command -v dnf'
elif have yum; then fact package.manager yum 'command -v yum'
fi
if [ -n "$busy" ]; then
    fact package.manager.busy yes "processes:$busy"
else
    fact package.manager.busy no 'no apt, dpkg, dnf, yum or zypper in /proc/*/comm'
fi
held=$({ have apt-mark && limited 10 apt-mark showhold; } 2>/dev/null | tr '\n' ' ')
fact_if package.holds "${held% }" 'apt-mark showhold'
have needrestart && fact needrestart yes 'command -v needrestart'
if [ "$(limited 10 systemctl is-enabled unattended-upgrades.service 2>/dev/null)" = enabled ]; then
    fact unattended.upgrades yes 'systemctl is-enabled unattended-upgrades.service'
fi
[ ! -e /var/run/reboot-required ] || fact reboot.required yes /var/run/reboot-required

watchers=
set -- zabbix-agent zabbix-agent2 nagios-nrpe-server nrpe monit icinga2 telegraf check-mk-agent.socket \
    prometheus-node-exporter node_exporter netdata datadog-agent
if [ -d /run/systemd/system ]; then
    for state in $(limited 10 systemctl is-active "$@" 2>/dev/null); do
        if [ "$state" = active ]; then watchers="$watchers $1"; fi
        shift
    done
fi
fact_if monitoring "${watchers# }" 'systemctl is-active'
fact_if proxy "$(printf '%s' "${https_proxy:-${HTTPS_PROXY:-${http_proxy:-${HTTP_PROXY-}}}}" | sed 's,//[^/@]*@,//,')" 'https_proxy, http_proxy'

fact_if python3.version "$(python3 -V 2>/dev/null | awk '{ print $2 }')" 'python3 -V'
fact_if git.version "$(git --version 2>/dev/null | awk '{ print $3 }')" 'git --version'

# Whether a copy of this server, on which somebody rehearses, runs beside it, or has left files.
copy=''
read -r copy 2>/dev/null </var/lib/handrail-copy/name
case $copy in
    '' | *[!0-9a-f]*) ;;
    *)
        # As long as it is made, only the lock tells.
        if systemctl is-active --quiet "handrail-copy-$copy.service" || { [ -e /run/handrail-copy.lock ] && ! flock -n -s /run/handrail-copy.lock true; }; then
            fact_if rehearsal.owner "$(cat /var/lib/handrail-copy/owner)" 'cat /var/lib/handrail-copy/owner'
        else
            fact rehearsal.left /var/lib/handrail-copy 'ls /var/lib/handrail-copy'
        fi
        ;;
esac

# Whether a run of Handrail, from this workstation or another, has the lock of this server. See run/lock.sh.
run='' who='' since='' heard='' step=no
{
    read -r run
    read -r who
    read -r since
} 2>/dev/null <"$HANDRAIL_BASE/lock/owner"
read -r heard 2>/dev/null <"$HANDRAIL_BASE/lock/heard"
case $run in
    '' | *[!A-Za-z0-9_.-]*) ;;
    *)
        for pid in "$HANDRAIL_BASE/$run"/*/pid; do
            [ ! -e "${pid%/pid}/rc" ] || continue
            process='' boot=''
            read -r process _ boot _ 2>/dev/null <"$pid"
            if [ -n "$process" ] && [ "$boot" = "$(cat /proc/sys/kernel/random/boot_id)" ] && kill -0 "$process" 2>/dev/null; then
                step=yes
            fi
        done
        fact lock.run "$run" "cat $HANDRAIL_BASE/lock/owner"
        fact_if lock.owner "$who" "cat $HANDRAIL_BASE/lock/owner"
        fact_if lock.since "$since" "cat $HANDRAIL_BASE/lock/owner"
        fact lock.step $step "kill -0 of the processes in $HANDRAIL_BASE/$run/*/pid"
        case $heard in
            '' | *[!0-9]*) ;;
            *) fact lock.quiet "$(($(date +%s) - heard))" "cat $HANDRAIL_BASE/lock/heard" ;;
        esac
        ;;
esac
:
