# shellcheck shell=sh
# Waits until the queue of notifiers is empty, which 2.3 needs.
set -u
have rabbitmqctl || {
    say 'RabbitMQ is not on this server; see there that st2.notifiers.work is empty'
    exit 0
}
empty() { [ "$(rabbitmqctl -q list_queues name messages | awk '$1 == "st2.notifiers.work" { print $2 }')" = "${1-}" ]; }
if empty ''; then
    say 'There is no queue st2.notifiers.work'
    exit 0
fi
wait_for 300 empty 0 || die 'The queue st2.notifiers.work does not get empty: let executions finish, then try again.'
say 'The queue st2.notifiers.work is empty'
