from django.db import models


class Component(models.Model):
    name = models.CharField(max_length=255, unique=True)
    description = models.CharField(max_length=255, blank=True)
    status = models.CharField(max_length=255, default='operational')
    link = models.CharField(max_length=255, blank=True, default='')

    def __str__(self):
        return self.name
