import django.db.models.deletion
import django.db.models.functions.datetime
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    # What stood here before; a database that has all of it has this, too (docs/decisions/0030).
    replaces = [
        ('notices', '0001_tell_people_and_keep_what_they_chose'),
    ]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('audit', '0001_build_the_tables'),
    ]

    operations = [
        migrations.CreateModel(
            name='Digest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('organisation_id', models.UUIDField()),
                ('day', models.DateField()),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'daily e-mail',
                'verbose_name_plural': 'daily e-mails',
                'ordering': ['-id'],
                'constraints': [models.UniqueConstraint(fields=('user', 'organisation_id', 'day'), name='digest_once_a_day')],
            },
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('side', models.CharField(choices=[('partner', 'Partner'), ('customer', 'Customer')], max_length=8)),
                ('organisation_id', models.UUIDField()),
                ('kind', models.CharField(max_length=30)),
                ('is_listed', models.BooleanField()),
                ('is_for_digest', models.BooleanField()),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('read_at', models.DateTimeField(blank=True, null=True)),
                ('digest', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='notices', to='notices.digest')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.auditevent')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notices', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'notification',
                'verbose_name_plural': 'notifications',
                'ordering': ['-id'],
                'indexes': [models.Index(condition=models.Q(('is_listed', True)), fields=['user', 'organisation_id', '-id'], name='notice_listed'), models.Index(condition=models.Q(('is_listed', True), ('read_at', None)), fields=['user', 'organisation_id'], name='notice_unread'), models.Index(condition=models.Q(('digest', None), ('is_for_digest', True)), fields=['user', 'organisation_id'], name='notice_waiting'), models.Index(fields=['created_at'], name='notice_age')],
                'constraints': [models.UniqueConstraint(fields=('user', 'organisation_id', 'event'), name='notice_once_for_each_event'), models.CheckConstraint(condition=models.Q(('is_listed', True), ('is_for_digest', True), _connector='OR'), name='notice_goes_somewhere'), models.CheckConstraint(condition=models.Q(('side__in', ['partner', 'customer'])), name='notice_has_known_side')],
            },
        ),
        migrations.CreateModel(
            name='Preference',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=30)),
                ('is_listed', models.BooleanField()),
                ('mail', models.CharField(choices=[('at_once', 'At once'), ('daily', 'Once a day'), ('off', 'Off')], max_length=8)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notice_preferences', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'choice of notifications',
                'verbose_name_plural': 'choices of notifications',
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('user', 'kind'), name='preference_once_for_each_kind'), models.CheckConstraint(condition=models.Q(('mail__in', ['at_once', 'daily', 'off'])), name='preference_has_known_mail')],
            },
        ),
    ]
