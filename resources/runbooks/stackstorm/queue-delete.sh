# shellcheck shell=sh
# Deletes the old queue of notifiers, which 2.3 declares in another way.
set -u
have rabbitmqctl || exit 0
if rabbitmqctl -q list_queues name | grep -qx st2.notifiers.work; then
    rabbitmqctl delete_queue st2.notifiers.work || rabbitmqadmin delete queue name=st2.notifiers.work || die 'The queue st2.notifiers.work could not be deleted.'
fi
say 'The old queue is gone'
