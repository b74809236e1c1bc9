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
        ('domains', '0001_keep_claims_to_domains'),
    ]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('clouds', '0001_build_the_tables'),
    ]

    operations = [
        migrations.CreateModel(
            name='DomainClaim',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('domain', models.CharField(max_length=253, verbose_name='domain')),
                ('claimant_kind', models.CharField(blank=True, choices=[('partner', 'partner'), ('customer', 'customer')], max_length=10)),
                ('claimant_id', models.UUIDField(blank=True, null=True)),
                ('words', models.TextField(blank=True, verbose_name='what the claimant says')),
                ('challenge', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('status', models.CharField(choices=[('pending', 'waiting for the DNS record'), ('disputed', 'in dispute'), ('granted', 'granted'), ('rejected', 'rejected'), ('withdrawn', 'withdrawn')], default='pending', max_length=10, verbose_name='state')),
                ('claimed_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('checked_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('proved_at', models.DateTimeField(blank=True, null=True, verbose_name='proved by DNS')),
                ('holder_kind', models.CharField(blank=True, choices=[('partner', 'partner'), ('customer', 'customer')], max_length=10)),
                ('holder_id', models.UUIDField(blank=True, null=True)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='reason')),
                ('claimed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='domain_claims', to=settings.AUTH_USER_MODEL)),
                ('cloud', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='domain_claims', to='clouds.cloudregion')),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'claim to a domain',
                'verbose_name_plural': 'claims to domains',
                'ordering': ['id'],
                'indexes': [models.Index(fields=['claimant_id'], name='domainclaim_claimant')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('status__in', ['pending', 'disputed'])), fields=('cloud', 'domain', 'claimant_id'), name='domainclaim_one_open_of_an_organisation'), models.UniqueConstraint(condition=models.Q(('claimant_id', None), ('status__in', ['pending', 'disputed'])), fields=('cloud', 'domain', 'claimed_by'), name='domainclaim_one_open_of_a_person'), models.CheckConstraint(condition=models.Q(models.Q(('claimant_id', None), ('claimant_kind', '')), models.Q(('claimant_id__isnull', False), ('claimant_kind__in', ['partner', 'customer'])), _connector='OR'), name='domainclaim_claimant_kind_and_id'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'disputed'), _negated=True), ('holder_id__isnull', False), _connector='OR'), name='domainclaim_disputed_with_a_holder'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at', None), ('decided_by', None), ('status__in', ['pending', 'disputed'])), models.Q(('decided_at__isnull', False), ('status', 'granted')), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False), ('status__in', ['rejected', 'withdrawn'])), _connector='OR'), name='domainclaim_decided_when_and_why')],
            },
        ),
        pgtrigger.migrations.AddTrigger(model_name='domainclaim', trigger=pgtrigger.compiler.Trigger(name='decision_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."status" IN (\'granted\', \'rejected\', \'withdrawn\') AND (OLD."cloud_id" IS DISTINCT FROM (NEW."cloud_id") OR OLD."domain" IS DISTINCT FROM (NEW."domain") OR OLD."claimed_by_id" IS DISTINCT FROM (NEW."claimed_by_id") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."decided_at" IS DISTINCT FROM (NEW."decided_at") OR OLD."decided_by_id" IS DISTINCT FROM (NEW."decided_by_id") OR OLD."reason" IS DISTINCT FROM (NEW."reason")))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='0bf3a02c92459762be1f454da86fb0f105a78f0f', operation='UPDATE', pgid='pgtrigger_decision_stays_b77a4', table='domains_domainclaim', when='BEFORE'))),
    ]
