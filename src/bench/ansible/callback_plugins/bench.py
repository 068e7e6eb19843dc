"""Prints how long each task took, from the moment it begins to its verdict."""
import time

from ansible.plugins.callback import CallbackBase


class CallbackModule(CallbackBase):
    CALLBACK_VERSION = 2.0
    CALLBACK_TYPE = "stdout"
    CALLBACK_NAME = "bench"

    def v2_playbook_on_task_start(self, task, is_conditional):
        self.began = time.monotonic()

    def v2_runner_on_ok(self, result):
        print("took %.6f" % (time.monotonic() - self.began), flush=True)

    def v2_runner_on_failed(self, result, ignore_errors=False):
        print("failed %s" % result._result, flush=True)

    def v2_runner_on_unreachable(self, result):
        print("failed %s" % result._result, flush=True)
