# shellcheck shell=bash
# The SSH servers that the benchmarks talk to: one on loopback, one behind a link with 50 ms round trip. Sourced by run, which sets
# work (a private folder with a short path, for sockets too) and out.

: "${work:?}" "${out:?}" "${here:?}"
far_address=10.213.77.2
near_address=10.213.77.1
near=bench-near-$$
far_end=bench-far-$$
pids=()
made_base=

# start_sshd PLACE ADDRESS PORT [COMMAND...]: the command goes in front. Sets nothing; fails when it does not answer.
start_sshd() {
    local dir=$work/$1 address=$2 port=$3
    shift 3
    mkdir -p "$dir"
    ssh-keygen -q -t ed25519 -N '' -f "$dir/host_key" -C host
    ssh-keygen -q -t ed25519 -N '' -f "$dir/id_ed25519" -C bench
    cp "$dir/id_ed25519.pub" "$dir/authorized_keys"
    server_settings "$dir" "$address" "$port" >"$dir/sshd_config"
    client_settings "$dir" "$address" "$port" >"$dir/peers"
    printf '[%s]:%s %s\n' "$address" "$port" "$(cut -d' ' -f1,2 "$dir/host_key.pub")" >"$dir/known_hosts"
    [ "$(id -u)" != 0 ] || mkdir -p /run/sshd
    "$@" "$(command -v sshd)" -D -f "$dir/sshd_config" -E "$dir/sshd.log" &
    pids+=($!)
}

server_settings() {
    cat <<EOF
ListenAddress $2
Port $3
HostKey $1/host_key
AuthorizedKeysFile $1/authorized_keys
PidFile none
StrictModes no
UsePAM no
PermitRootLogin yes
PasswordAuthentication no
KbdInteractiveAuthentication no
PrintMotd no
PrintLastLog no
MaxStartups 100
EOF
    # Newer servers punish clients that come too often.
    if sshd -T -f /dev/null -h "$1/host_key" 2>/dev/null | grep -qi '^persourcepenalties'; then
        echo "PerSourcePenalties no"
    fi
    # An empty home: what this user's shell reads at each login is no part of what is measured. Another user's runs stand there
    # too; root's folder is hidden by private_base.
    echo "SetEnv HOME=$work/home"
}

client_settings() {
    cat <<EOF
Host bench
    HostName $2
    Port $3
    User $(id -un)
    IdentityFile $1/id_ed25519
    IdentitiesOnly yes
    IdentityAgent none
    UserKnownHostsFile $1/known_hosts
    StrictHostKeyChecking yes
    BatchMode yes
    Compression no
EOF
}

# wait_for ADDRESS PORT [COMMAND...]
wait_for() {
    local address=$1 port=$2 i
    shift 2
    for ((i = 0; i < 100; i++)); do
        "$@" bash -c ": </dev/tcp/$address/$port" 2>/dev/null && return
        sleep 0.1
    done
    echo "The SSH server on $address:$port did not start." >&2
    return 1
}

free_port() {
    local candidate
    for candidate in $(shuf -i 20000-30000 -n 50); do
        (: </dev/tcp/127.0.0.1/"$candidate") 2>/dev/null || { echo "$candidate" && return; }
    done
}

# As root, run folders stand in /var/lib/handrail: the server sees a folder of ours in its place.
private_base() {
    mkdir -p "$work/home"
    if [ "$(id -u)" != 0 ]; then
        base=()
        return
    fi
    [ -d /var/lib/handrail ] || { mkdir /var/lib/handrail && made_base=yes; }
    mkdir -p "$out/scratch/base-$1"
    chmod 700 "$out/scratch/base-$1"
    # shellcheck disable=SC2016 # for the inner shell
    base=(unshare -m --propagation private sh -c 'mount --bind "$0" /var/lib/handrail && exec "$@"' "$out/scratch/base-$1")
}

start_loopback() {
    port=$(free_port)
    private_base loopback
    start_sshd loopback 127.0.0.1 "$port" "${base[@]}"
    wait_for 127.0.0.1 "$port"
}

# Two network namespaces with a link of 25 ms each way between them.
start_far() {
    gcc -O2 -o "$work/delay-link" "$here/delay-link.c"
    ip netns add "$near"
    ip netns add "$far_end"
    "$work/delay-link" "hrn$$" "hrf$$" 25000 &
    pids+=($!)
    until ip link show "hrf$$" >/dev/null 2>&1; do
        kill -0 "${pids[-1]}" || return
        sleep 0.1
    done
    join "$near" "hrn$$" "$near_address"
    join "$far_end" "hrf$$" "$far_address"
    port=22022
    private_base 50ms
    start_sshd 50ms "$far_address" "$port" ip netns exec "$far_end" "${base[@]}"
    wait_for "$far_address" "$port" ip netns exec "$near"
}

# join NAMESPACE DEVICE ADDRESS
join() {
    ip link set "$2" netns "$1"
    ip -n "$1" addr add "$3/30" dev "$2"
    ip -n "$1" link set lo up
    ip -n "$1" link set "$2" up txqueuelen 10000
}

stop_all() {
    local pid socket
    for socket in "$work"/*/master "$work"/*/ansible-master; do
        [ ! -S "$socket" ] || ssh -F /dev/null -S "$socket" -q -O exit bench 2>/dev/null || true
    done
    # Sessions too: over the slow link they would not hear that their client has gone.
    for pid in "${pids[@]}"; do
        pkill -P "$pid" || true
        kill "$pid" 2>/dev/null || true
    done
    wait
    for namespace in "$near" "$far_end"; do ip netns del "$namespace" 2>/dev/null || true; done
    [ -z "$made_base" ] || rmdir /var/lib/handrail 2>/dev/null || true
}
