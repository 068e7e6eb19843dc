from django.db import migrations, models
from django.db.models.functions import Length


def measure(apps, _):
    apps.get_model("notes", "Note").objects.update(length=Length("heading"))


class Migration(migrations.Migration):
    dependencies = [("notes", "0001_initial")]
    operations = [
        migrations.RenameField("Note", "title", "heading"),
        migrations.AddField("Note", "length", models.IntegerField(default=0)),
        migrations.RunPython(measure, migrations.RunPython.noop),
    ]
