"""Stands in for the Mistral services. As the real one, it makes the tables that its own version knows and that are missing."""

import sys
import time

from oslo_config import cfg

from mistral import config  # noqa: F401
from mistral.db.sqlalchemy import base
from mistral.db.sqlalchemy.model_base import MistralModelBase
from mistral.db.v2.sqlalchemy import models  # noqa: F401

NEW = ['event_triggers_v2', 'workflow_executions_v2', 'task_executions_v2', 'action_executions_v2', 'named_locks']

cfg.CONF(['--config-file', '/etc/mistral/mistral.conf'], project='mistral')
if sys.argv[1] == 'new':
    tables = MistralModelBase.metadata.tables
    MistralModelBase.metadata.create_all(base.get_engine(), tables=[tables[name] for name in NEW])
print('mistral started', flush=True)
while True:
    time.sleep(3600)
