"""A plug-in that comes with Status-Page. The lab's server has it in PLUGINS, so it is migrated."""

from django.apps import AppConfig


class UptimeRobotConfig(AppConfig):
    name = 'sp_uptimerobot'


config = UptimeRobotConfig
