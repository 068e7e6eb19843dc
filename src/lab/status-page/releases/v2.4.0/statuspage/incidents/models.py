from django.db import models

from components.models import Component


class Incident(models.Model):
    title = models.CharField(max_length=255)
    created = models.DateTimeField(auto_now_add=True)
    visibility = models.BooleanField(default=True)
    components = models.ManyToManyField(Component, blank=True, related_name='incidents')

    def __str__(self):
        return self.title


class IncidentUpdate(models.Model):
    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name='updates')
    text = models.TextField()
    created = models.DateTimeField(auto_now_add=True)
