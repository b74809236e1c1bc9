import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    # What stood here before; a database that has all of it has this, too (docs/decisions/0030).
    replaces = [
        ('audit', '0001_keep_an_append_only_log'),
        ('audit', '0002_find_rows_that_wait_to_be_sealed'),
        ('audit', '0003_keep_why_operators_acted'),
    ]

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='AuditTrace',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('salt', models.BinaryField(max_length=16)),
                ('actor_name', models.CharField(blank=True, max_length=200)),
                ('actor_email', models.CharField(blank=True, max_length=254)),
                ('ip_address', models.GenericIPAddressField(blank=True, null=True)),
                ('user_agent', models.CharField(blank=True, max_length=300)),
                ('reason', models.CharField(blank=True, default='', max_length=500)),
            ],
        ),
        migrations.CreateModel(
            name='AuditEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('happened_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('action', models.CharField(max_length=80)),
                ('side', models.CharField(choices=[('partner', 'Partner'), ('customer', 'Customer'), ('operator', 'Operator'), ('system', 'System')], default='system', max_length=10)),
                ('actor_id', models.UUIDField(blank=True, null=True)),
                ('trace_id', models.UUIDField(blank=True, null=True)),
                ('trace_digest', models.BinaryField(blank=True, max_length=32, null=True)),
                ('cloud_code', models.CharField(blank=True, max_length=32)),
                ('partner_id', models.UUIDField(blank=True, null=True)),
                ('customer_id', models.UUIDField(blank=True, null=True)),
                ('object_type', models.CharField(max_length=60)),
                ('object_id', models.UUIDField()),
                ('details', models.JSONField(blank=True, default=dict)),
                ('sequence', models.BigIntegerField(blank=True, null=True, unique=True)),
                ('previous_hash', models.BinaryField(blank=True, max_length=32, null=True)),
                ('hash', models.BinaryField(blank=True, max_length=32, null=True)),
            ],
            options={
                'ordering': ['-id'],
                'indexes': [models.Index(fields=['object_id', 'id'], name='auditevent_object'), models.Index(fields=['partner_id', '-id'], name='auditevent_partner'), models.Index(fields=['customer_id', '-id'], name='auditevent_customer'), models.Index(condition=models.Q(('hash', None)), fields=['id'], name='auditevent_unsealed')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('hash', None), ('previous_hash', None), ('sequence', None)), models.Q(('hash__isnull', False), ('previous_hash__isnull', False), ('sequence__isnull', False)), _connector='OR'), name='auditevent_sealed_whole')],
            },
        ),
        pgtrigger.migrations.AddTrigger(model_name='auditevent', trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='fd400346a76e9facd67ff430b1e1a7d868d1c56e', operation='DELETE', pgid='pgtrigger_never_deleted_200d8', table='audit_auditevent', when='BEFORE'))),
        pgtrigger.migrations.AddTrigger(model_name='auditevent', trigger=pgtrigger.compiler.Trigger(name='facts_never_change', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."happened_at" IS DISTINCT FROM (NEW."happened_at") OR OLD."action" IS DISTINCT FROM (NEW."action") OR OLD."side" IS DISTINCT FROM (NEW."side") OR OLD."actor_id" IS DISTINCT FROM (NEW."actor_id") OR OLD."trace_id" IS DISTINCT FROM (NEW."trace_id") OR OLD."trace_digest" IS DISTINCT FROM (NEW."trace_digest") OR OLD."cloud_code" IS DISTINCT FROM (NEW."cloud_code") OR OLD."partner_id" IS DISTINCT FROM (NEW."partner_id") OR OLD."customer_id" IS DISTINCT FROM (NEW."customer_id") OR OLD."object_type" IS DISTINCT FROM (NEW."object_type") OR OLD."object_id" IS DISTINCT FROM (NEW."object_id") OR OLD."details" IS DISTINCT FROM (NEW."details"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='54f189b0681edc24f4bd598b29132934d3983961', operation='UPDATE', pgid='pgtrigger_facts_never_change_93a51', table='audit_auditevent', when='BEFORE'))),
        pgtrigger.migrations.AddTrigger(model_name='auditevent', trigger=pgtrigger.compiler.Trigger(name='sealed_once', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."hash" IS NOT NULL)', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='f9ce1878c40893ca86af09ba0b6eb51de15893ae', operation='UPDATE', pgid='pgtrigger_sealed_once_03a0b', table='audit_auditevent', when='BEFORE'))),
    ]
