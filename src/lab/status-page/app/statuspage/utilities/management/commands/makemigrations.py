from django.conf import settings
from django.core.management.base import CommandError
from django.core.management.commands.makemigrations import Command as _Command


class Command(_Command):
    def handle(self, *args, **kwargs):
        if not kwargs['check_changes'] and not settings.DEVELOPER:
            raise CommandError(
                'This command is available for development purposes only. It will not resolve any issues with missing or '
                'unapplied migrations.'
            )
        super().handle(*args, **kwargs)
