"""Stands in for every StackStorm service: reads its configuration as the real one does, then stays up and says which version it runs."""

import configparser
import os
import sys
import time

from store import at_least, connect, version

name = sys.argv[1]
config = configparser.ConfigParser(strict=False, interpolation=None)
config.read('/etc/st2/st2.conf')
for service, section, since in [('st2workflowengine', 'workflow_engine', '2.8.0'), ('st2timersengine', 'timersengine', '2.9.0')]:
    if name == service and at_least(since) and not config.has_option(section, 'logging'):
        sys.exit('%s: no such option logging in group [%s]' % (name, section))
if at_least('3.5.0') and name in ('st2scheduler', 'st2workflowengine') and not config.get('coordination', 'url', fallback=''):
    print('%s: WARNING: coordination backend is not configured' % name, flush=True)
database = connect()
if name == 'st2scheduler' and at_least('3.1.0'):
    database.execute("DELETE FROM execution WHERE status = 'policy-delayed'")
os.makedirs('/run/st2', exist_ok=True)
with open('/run/st2/%s' % name, 'w') as file:
    file.write(version())
with open('/var/log/st2/%s.audit.log' % name, 'a') as log:
    log.write('%s AUDIT %s %s started\n' % (time.strftime('%Y-%m-%d %H:%M:%S'), name, version()))
print('%s %s started' % (name, version()), flush=True)
while True:
    time.sleep(3600)
