from django.db import models


class Note(models.Model):
    heading = models.CharField(max_length=100)
    length = models.IntegerField(default=0)
