from django.db import models

from components.models import Component


class Incident(models.Model):
    title = models.CharField(max_length=255)
    text = models.TextField(blank=True)
    created = models.DateTimeField(auto_now_add=True)
    components = models.ManyToManyField(Component, blank=True, related_name='incidents')

    def __str__(self):
        return self.title
