import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    # What stood here before; a database that has all of it has this, too (docs/decisions/0030).
    replaces = [
        ('webhooks', '0001_call_the_systems_of_partners'),
    ]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('audit', '0001_build_the_tables'),
        ('partners', '0001_build_the_tables'),
    ]

    operations = [
        migrations.CreateModel(
            name='WebhookDelivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('type', models.CharField(max_length=40, verbose_name='event')),
                ('state', models.CharField(choices=[('queued', 'Queued'), ('sending', 'On its way'), ('deferred', 'Tried again later'), ('delivered', 'Delivered'), ('failed', 'Failed')], db_default='queued', max_length=10, verbose_name='state')),
                ('attempts', models.PositiveIntegerField(db_default=0, verbose_name='tries')),
                ('last_status', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='last answer')),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('next_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('give_up_at', models.DateTimeField()),
                ('settled_at', models.DateTimeField(blank=True, null=True)),
                ('lease_until', models.DateTimeField(blank=True, null=True)),
                ('lease_owner', models.UUIDField(blank=True, null=True)),
                ('event', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.auditevent')),
            ],
            options={
                'verbose_name': 'delivery of a webhook',
                'verbose_name_plural': 'deliveries of webhooks',
                'ordering': ['-id'],
                'indexes': [models.Index(condition=models.Q(('state', 'sending')), fields=['lease_until'], name='webhookdelivery_leased'), models.Index(condition=models.Q(('settled_at__isnull', False)), fields=['settled_at'], name='webhookdelivery_age')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('lease_owner__isnull', False), ('lease_until__isnull', False), ('state', 'sending')), models.Q(models.Q(('state', 'sending'), _negated=True), ('lease_owner', None), ('lease_until', None)), _connector='OR'), name='webhookdelivery_leased_while_sending'), models.CheckConstraint(condition=models.Q(models.Q(('settled_at__isnull', False), ('state__in', ['delivered', 'failed'])), models.Q(('settled_at', None), ('state__in', ['queued', 'sending', 'deferred'])), _connector='OR'), name='webhookdelivery_settled_when')],
            },
        ),
        migrations.CreateModel(
            name='WebhookAttempt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('milliseconds', models.PositiveIntegerField()),
                ('status', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('trouble', models.CharField(blank=True, max_length=40)),
                ('answer', models.CharField(blank=True, max_length=500)),
                ('delivery', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tries', to='webhooks.webhookdelivery')),
            ],
            options={
                'verbose_name': 'try of a webhook',
                'verbose_name_plural': 'tries of webhooks',
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='WebhookEndpoint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('url', models.CharField(max_length=500, verbose_name='address')),
                ('types', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), size=None, verbose_name='events')),
                ('status', models.CharField(choices=[('active', 'Active'), ('off', 'Switched off'), ('stopped', 'Stopped'), ('removed', 'Removed')], default='active', max_length=8, verbose_name='state')),
                ('secret', models.BinaryField(max_length=500)),
                ('old_secret', models.BinaryField(blank=True, max_length=500, null=True)),
                ('old_secret_until', models.DateTimeField(blank=True, null=True)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('stopped_at', models.DateTimeField(blank=True, null=True)),
                ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('partner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='webhook_endpoints', to='partners.partner')),
            ],
            options={
                'verbose_name': 'webhook',
                'verbose_name_plural': 'webhooks',
                'ordering': ['id'],
            },
        ),
        migrations.AddField(
            model_name='webhookdelivery',
            name='endpoint',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='deliveries', to='webhooks.webhookendpoint'),
        ),
        migrations.AddConstraint(
            model_name='webhookendpoint',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['active', 'off', 'stopped', 'removed'])), name='webhookendpoint_has_known_status'),
        ),
        migrations.AddConstraint(
            model_name='webhookendpoint',
            constraint=models.CheckConstraint(condition=models.Q(('types__len__gte', 1)), name='webhookendpoint_has_types'),
        ),
        migrations.AddConstraint(
            model_name='webhookendpoint',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'active'), ('stopped_at', None)), models.Q(models.Q(('status', 'active'), _negated=True), ('stopped_at__isnull', False)), _connector='OR'), name='webhookendpoint_active_or_when'),
        ),
        migrations.AddConstraint(
            model_name='webhookendpoint',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('old_secret', None), ('old_secret_until', None)), models.Q(('old_secret__isnull', False), ('old_secret_until__isnull', False)), _connector='OR'), name='webhookendpoint_old_secret_until'),
        ),
        migrations.AddIndex(
            model_name='webhookdelivery',
            index=models.Index(fields=['endpoint', '-id'], name='webhookdelivery_log'),
        ),
        migrations.AddIndex(
            model_name='webhookdelivery',
            index=models.Index(condition=models.Q(('state__in', ['queued', 'deferred'])), fields=['endpoint', 'next_at', 'id'], name='webhookdelivery_due'),
        ),
        migrations.AddConstraint(
            model_name='webhookdelivery',
            constraint=models.UniqueConstraint(fields=('endpoint', 'event'), name='webhookdelivery_once_for_each_event'),
        ),
        pgtrigger.migrations.AddTrigger(model_name='webhookattempt', trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='8dbad60a7ec5dfc0ab420ae2680bb3b272c779d2', operation='UPDATE', pgid='pgtrigger_never_changed_83398', table='webhooks_webhookattempt', when='BEFORE'))),
        pgtrigger.migrations.AddTrigger(model_name='webhookattempt', trigger=pgtrigger.compiler.Trigger(name='gone_by_age_alone', sql=pgtrigger.compiler.UpsertTriggerSql(condition="WHEN (OLD.at > statement_timestamp() - interval '29 days')", func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='4ebfbe9a8f1f0e5e6612bd87566a3403adab9146', operation='DELETE', pgid='pgtrigger_gone_by_age_alone_527a6', table='webhooks_webhookattempt', when='BEFORE'))),
    ]
