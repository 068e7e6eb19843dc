from django.db import models


class ExternalStatusPage(models.Model):
    domain = models.CharField(max_length=255)
