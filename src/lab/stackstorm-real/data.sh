#!/bin/sh
# Packs, one of them from a git repository, 120 keys, one of them a secret, a rule and executions.
set -eu
pack() { # FOLDER NAME VERSION
    mkdir -p "$1/actions" "$1/rules"
    printf 'ref: %s\nname: %s\ndescription: Sells\nversion: %s\nauthor: lab\nemail: lab@example.com\n' "$2" "$2" "$3" >"$1/pack.yaml"
    printf 'name: report\npack: %s\nrunner_type: local-shell-cmd\nenabled: true\nparameters:\n  cmd:\n    default: date\n' "$2" >"$1/actions/report.yaml"
    printf 'name: nightly\npack: %s\nenabled: false\ntrigger:\n  type: core.st2.webhook\n  parameters:\n    url: %s\naction:\n  ref: %s.report\n' "$2" "$2" "$2" \
        >"$1/rules/nightly.yaml"
}
pack /srv/work/shop shop 1.0.0
git -C /srv/work/shop init -q
git -C /srv/work/shop add -A
git -C /srv/work/shop -c user.name=lab -c user.email=lab@localhost commit -q -m 'Sell things'
st2 pack install file:///srv/work/shop
pack /opt/stackstorm/packs/tools tools 0.2.0
chgrp -R st2packs /opt/stackstorm/packs/tools
st2ctl reload --register-all
python3 - >/root/keys.json <<'PYTHON'
import json
print(json.dumps([{"name": "key_%03d" % n, "value": "value %d with 'quotes' and \u00fcmlauts" % n, "scope": "st2kv.system"} for n in range(120)]))
PYTHON
st2 key load /root/keys.json >/dev/null
rm /root/keys.json
st2 key set secret canary-kv --encrypt
for number in 1 2 3 4 5; do st2 run core.local -- echo "$number" >/dev/null; done
