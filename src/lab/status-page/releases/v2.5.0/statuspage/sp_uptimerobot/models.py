from django.db import models


class UptimeRobotMonitor(models.Model):
    monitor_id = models.BigIntegerField(unique=True)
