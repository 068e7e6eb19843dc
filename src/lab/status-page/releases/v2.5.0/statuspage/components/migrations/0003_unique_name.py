from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [('components', '0002_component_link'), ('incidents', '0003_drop_text')]
    operations = [
        migrations.AlterField(
            model_name='component', name='name', field=models.CharField(max_length=255, unique=True)
        )
    ]
