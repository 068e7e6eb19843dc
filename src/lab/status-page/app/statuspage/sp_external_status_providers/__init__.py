"""A plug-in that comes with Status-Page. The lab's server does not have it in PLUGINS, so it is never migrated."""

from django.apps import AppConfig


class ExternalStatusProvidersConfig(AppConfig):
    name = 'sp_external_status_providers'


config = ExternalStatusProvidersConfig
