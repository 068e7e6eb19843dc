# shellcheck shell=sh
# Functions for products whose services systemd runs.

# unit_text UNIT: a systemd unit file with its drop-ins.
unit_text() {
    { [ -d /run/systemd/system ] && limited 10 systemctl cat "$1" 2>/dev/null; } ||
        cat "/etc/systemd/system/$1" "/usr/lib/systemd/system/$1" "/lib/systemd/system/$1" 2>/dev/null
}

# unit_value UNIT KEY: what the last line KEY=... of the unit says.
unit_value() {
    unit_text "$1" | sed -n "s/^[[:space:]]*$2[[:space:]]*=[[:space:]]*//p" | sed '/^$/d' | tail -n 1
}

# unit_names: of the names that come in, those that systemd takes and no command mistakes for an option.
unit_names() {
    grep -xE '[A-Za-z0-9:_.@\][A-Za-z0-9:_.@\-]*'
}

# units_with PATTERN: the units whose ExecStart matches.
units_with() {
    grep -lE "^ExecStart=.*$1" /etc/systemd/system/*.service /usr/lib/systemd/system/*.service /lib/systemd/system/*.service 2>/dev/null |
        sed 's,.*/,,' | unit_names | awk '!seen[$0]++'
}

# unit_facts UNIT...: which of these units are masked, not enabled at boot, not running.
unit_facts() {
    [ -d /run/systemd/system ] || return 0
    hr_masked='' hr_disabled='' hr_down=''
    for hr_unit in "$@"; do
        hr_enabled=$(limited 10 systemctl is-enabled "$hr_unit" 2>/dev/null)
        case $hr_enabled in
            masked*) hr_masked="$hr_masked $hr_unit" ;;
            enabled*) ;;
            *) hr_disabled="$hr_disabled $hr_unit" ;;
        esac
        hr_active=$(limited 10 systemctl is-active "$hr_unit" 2>/dev/null)
        [ "$hr_active" = active ] || hr_down="$hr_down $hr_unit"
        fact "unit.$hr_unit" "$hr_active, $hr_enabled" "systemctl is-active, is-enabled $hr_unit"
    done
    fact_if units.masked "${hr_masked# }" 'systemctl is-enabled'
    fact_if units.disabled "${hr_disabled# }" 'systemctl is-enabled'
    fact_if units.down "${hr_down# }" 'systemctl is-active'
}

# job_facts PATTERN: where cron jobs and timers stand whose command matches. Their commands are not shown: they may hold secrets.
job_facts() {
    hr_jobs=$(grep -lsE "^[^#]*($1)" /etc/crontab /etc/anacrontab /etc/cron.d/* /etc/cron.hourly/* /etc/cron.daily/* /etc/cron.weekly/* \
        /etc/cron.monthly/* /var/spool/cron/* /var/spool/cron/crontabs/* | tr '\n' ' ')
    for hr_unit in $(units_with "($1)"); do
        for hr_folder in /etc/systemd/system /usr/lib/systemd/system /lib/systemd/system; do
            if [ -e "$hr_folder/${hr_unit%.service}.timer" ]; then
                hr_jobs="$hr_jobs${hr_unit%.service}.timer "
                break
            fi
        done
    done
    fact_if jobs "${hr_jobs% }" 'grep /etc/crontab /etc/cron.* /var/spool/cron, timers of systemd'
}

# unit_state UNIT...: whether they run and since when, for the state before and after.
unit_state() {
    for hr_unit in "$@"; do
        fact "unit.$hr_unit.active" "$(systemctl is-active "$hr_unit" 2>/dev/null)" "systemctl is-active $hr_unit"
        fact "unit.$hr_unit.started" "$(systemctl show -p ActiveEnterTimestamp --value "$hr_unit" 2>/dev/null)" "systemctl show -p ActiveEnterTimestamp $hr_unit"
    done
}

# units_note UNIT...: notes in units.active which of them run, the first time.
units_note() {
    mkdir -p "$HR_HOP_WORK"
    [ ! -e "$HR_HOP_WORK/units.active" ] || return 0
    for hr_unit in "$@"; do
        if systemctl -q is-active "$hr_unit"; then printf '%s\n' "$hr_unit"; fi
    done >"$HR_HOP_WORK/units.active.new"
    mv "$HR_HOP_WORK/units.active.new" "$HR_HOP_WORK/units.active"
}

# units_stop UNIT...: stops them; the first time it notes which of them ran.
units_stop() {
    units_note "$@"
    for hr_unit in "$@"; do
        say "Stopping $hr_unit"
        systemctl stop "$hr_unit" || die "$hr_unit could not be stopped."
    done
    for hr_unit in "$@"; do
        hr_active=$(systemctl is-active "$hr_unit")
        echo "$hr_unit: $hr_active"
        case $hr_active in inactive | failed | unknown) ;; *) die "$hr_unit is $hr_active." ;; esac
    done
}

# units_stopped UNIT...: whether units_stop is done.
units_stopped() {
    [ -e "$HR_HOP_WORK/units.active" ] || return 1
    for hr_unit in "$@"; do
        case $(systemctl is-active "$hr_unit") in inactive | failed) ;; *) return 1 ;; esac
    done
}

# units_start UNIT...: starts them anew.
units_start() {
    systemctl daemon-reload || die 'systemd could not read the units again.'
    date +%s >"$HR_HOP_WORK/restarted"
    for hr_unit in "$@"; do
        say "Starting $hr_unit"
        systemctl reset-failed "$hr_unit" 2>/dev/null
        systemctl restart "$hr_unit" || die "$hr_unit did not start: journalctl -eu $hr_unit says why."
    done
}

# last_exception: of the Python tracebacks that come in, the last line of the last one. What a thread says at the very end, when all is
# over, does not count.
last_exception() {
    awk '
        /^Unhandled exception in thread/ { skip = 1 }
        { at = index($0, "Traceback (most recent call last)") }
        at { prefix = substr($0, 1, at - 1); inside = !skip; skip = 0; next }
        inside {
            line = index($0, prefix) == 1 ? substr($0, length(prefix) + 1) : $0
            if (line ~ /^[^ \t]/) { last = line; inside = 0 }
        }
        END { if (last != "") print substr(last, 1, 300) }'
}

# unit_cause UNIT [FILE...]: the last exception of the unit since it was started, with a colon before it, from its journal or else its logs.
unit_cause() {
    hr_last=$(journalctl --no-pager -o cat --since "@$(cat "$HR_HOP_WORK/restarted" 2>/dev/null || date +%s)" -u "$1" 2>/dev/null | last_exception)
    shift
    [ -n "$hr_last" ] || [ "$#" = 0 ] || hr_last=$(tail -q -n 400 "$@" 2>/dev/null | last_exception)
    printf '%s' "${hr_last:+: $hr_last}"
}

# units_verify UNIT...: they run, did not fall over since, and no error stands in their journal since the start.
units_verify() {
    for hr_unit in "$@"; do
        systemctl -q is-active "$hr_unit" || {
            journalctl --no-pager -n 20 -u "$hr_unit" 2>/dev/null
            die "$hr_unit is $(systemctl is-active "$hr_unit")$(unit_cause "$hr_unit")."
        }
        hr_pid=$(systemctl show -p MainPID --value "$hr_unit")
        hr_times=$(systemctl show -p NRestarts --value "$hr_unit")
        echo "$hr_unit: active, process $hr_pid, started $(systemctl show -p ActiveEnterTimestamp --value "$hr_unit"), restarted by itself ${hr_times:-0} times"
        [ "${hr_times:-0}" = 0 ] || die "$hr_unit falls over and is started again$(unit_cause "$hr_unit"). See journalctl -eu $hr_unit."
        case $(readlink "/proc/$hr_pid/exe") in
            *deleted*) die "$hr_unit runs a program that is not there any more." ;;
        esac
    done
}

# journal_errors PATTERN UNIT...: lines of their journal since the last start that match, each with what follows it.
journal_errors() {
    hr_pattern=$1
    shift
    hr_since=$(cat "$HR_HOP_WORK/restarted" 2>/dev/null || date +%s)
    for hr_unit in "$@"; do
        shift
        set -- "$@" -u "$hr_unit"
    done
    journalctl --no-pager -o cat --since "@$hr_since" "$@" 2>/dev/null | grep -E -A 30 -e "$hr_pattern"
}
