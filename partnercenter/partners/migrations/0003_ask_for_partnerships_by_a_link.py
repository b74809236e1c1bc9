"""A partnership is asked for by a link of its own, and says who ended it; ended ones were ended by operators."""

import django.db.models.deletion
import django.db.models.functions.datetime
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('clouds', '0006_give_domains_a_public_id_and_one_primary'),
        ('partners', '0002_forget_partnerships_that_never_began'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='PartnershipLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('generation', models.PositiveIntegerField()),
                ('token_hash', models.BinaryField(max_length=32, unique=True)),
                ('key_id', models.CharField(max_length=20)),
                ('nonce', models.BinaryField(max_length=32)),
                ('issued_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('replaced_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'verbose_name': 'link of a partnership request',
                'verbose_name_plural': 'links of partnership requests',
                'ordering': ['-generation'],
            },
        ),
        migrations.CreateModel(
            name='PartnershipRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('number', models.CharField(editable=False, max_length=20, verbose_name='number')),
                ('request_key', models.UUIDField(default=uuid.uuid4)),
                ('recipient_email', models.EmailField(blank=True, max_length=254)),
                ('recipient_key', models.CharField(blank=True, max_length=320)),
                ('recipient_name', models.CharField(blank=True, max_length=100)),
                ('language', models.CharField(choices=[('en', 'English'), ('ja', 'Japanese')], default='en', max_length=10)),
                ('subject', models.CharField(max_length=150)),
                ('body', models.TextField(max_length=4000)),
                ('life_days', models.PositiveSmallIntegerField(default=30)),
                ('expires_at', models.DateTimeField()),
                ('status', models.CharField(choices=[('ready', 'Link issued'), ('sent', 'Sent'), ('accepted', 'Accepted'), ('declined', 'Declined'), ('cancelled', 'Withdrawn'), ('expired', 'Expired')], default='ready', max_length=10)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('end_reason', models.CharField(blank=True, max_length=40)),
                ('decline_reason', models.CharField(blank=True, max_length=500)),
            ],
            options={
                'verbose_name': 'partnership request',
                'verbose_name_plural': 'partnership requests',
                'ordering': ['-id'],
            },
        ),
        migrations.RemoveConstraint(
            model_name='partnership',
            name='partnership_one_at_a_time',
        ),
        migrations.RemoveConstraint(
            model_name='partnership',
            name='partnership_times_fit_status',
        ),
        migrations.RemoveField(
            model_name='partnership',
            name='requested_at',
        ),
        migrations.AddField(
            model_name='partnership',
            name='accepted_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='partnership',
            name='end_reason',
            field=models.CharField(blank=True, max_length=500, verbose_name='reason'),
        ),
        migrations.AddField(
            model_name='partnership',
            name='ended_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='partnership',
            name='ended_side',
            field=models.CharField(blank=True, choices=[('provider', 'the indirect provider'), ('reseller', 'the indirect reseller'), ('operator', 'the operator')], max_length=10),
        ),
        migrations.AlterField(
            model_name='partnership',
            name='started_at',
            field=models.DateTimeField(default=django.utils.timezone.now),
        ),
        migrations.AlterField(
            model_name='partnership',
            name='status',
            field=models.CharField(choices=[('active', 'active'), ('ended', 'ended')], default='active', max_length=12),
        ),
        migrations.RunSQL(
            "UPDATE partners_partnership SET ended_side = 'operator' WHERE status = 'ended'", migrations.RunSQL.noop
        ),
        migrations.AddIndex(
            model_name='partnership',
            index=models.Index(fields=['provider', 'status', '-id'], name='partnership_of_provider'),
        ),
        migrations.AddIndex(
            model_name='partnership',
            index=models.Index(fields=['reseller', 'status', '-id'], name='partnership_of_reseller'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='partnership',
            trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='ff59075d6600b088bb5c82e05f6511d1442921a9', operation='DELETE', pgid='pgtrigger_never_deleted_fc913', table='partners_partnership', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='partnership',
            trigger=pgtrigger.compiler.Trigger(name='pair_never_changes', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."provider_id" IS DISTINCT FROM (NEW."provider_id") OR OLD."reseller_id" IS DISTINCT FROM (NEW."reseller_id") OR OLD."started_at" IS DISTINCT FROM (NEW."started_at"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='e40108e2d4f1d7165f75d233d8563e74994dd4ed', operation='UPDATE', pgid='pgtrigger_pair_never_changes_3498c', table='partners_partnership', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='partnership',
            trigger=pgtrigger.compiler.Trigger(name='ended_never_changes', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."status" = \'ended\')', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='e05871d36bde600a5c2f75449672d282e09e6b19', operation='UPDATE', pgid='pgtrigger_ended_never_changes_59338', table='partners_partnership', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='partnership',
            constraint=models.UniqueConstraint(condition=models.Q(('status', 'active')), fields=('provider', 'reseller'), name='partnership_one_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='partnership',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('end_reason', ''), ('ended_at', None), ('ended_by', None), ('ended_side', ''), ('status', 'active')), models.Q(('ended_at__isnull', False), ('status', 'ended'), models.Q(('ended_side', ''), _negated=True)), _connector='OR'), name='partnership_ended_when_and_who'),
        ),
        migrations.AddField(
            model_name='partnershiprequest',
            name='cloud',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='clouds.cloudregion'),
        ),
        migrations.AddField(
            model_name='partnershiprequest',
            name='created_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='partnershiprequest',
            name='ended_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='partnershiprequest',
            name='owner',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='partnership_requests', to='partners.partnermembership'),
        ),
        migrations.AddField(
            model_name='partnershiprequest',
            name='partnership',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='request', to='partners.partnership'),
        ),
        migrations.AddField(
            model_name='partnershiprequest',
            name='provider',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='partnership_requests', to='partners.partner'),
        ),
        migrations.AddField(
            model_name='partnershiprequest',
            name='reseller',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='answered_partnership_requests', to='partners.partner'),
        ),
        migrations.AddField(
            model_name='partnershiplink',
            name='request',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='links', to='partners.partnershiprequest'),
        ),
        migrations.AddIndex(
            model_name='partnershiprequest',
            index=models.Index(fields=['provider', 'status', '-id'], name='partnershiprequest_provider'),
        ),
        migrations.AddIndex(
            model_name='partnershiprequest',
            index=models.Index(fields=['number'], name='partnershiprequest_number'),
        ),
        migrations.AddIndex(
            model_name='partnershiprequest',
            index=models.Index(condition=models.Q(('status__in', ['ready', 'sent'])), fields=['expires_at'], name='partnershiprequest_due'),
        ),
        migrations.AddConstraint(
            model_name='partnershiprequest',
            constraint=models.UniqueConstraint(fields=('provider', 'request_key'), name='partnershiprequest_key_once'),
        ),
        migrations.AddConstraint(
            model_name='partnershiprequest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('recipient_email', ''), ('recipient_key', '')), models.Q(('recipient_email', ''), ('recipient_key', ''), _connector='OR', _negated=True), _connector='OR'), name='partnershiprequest_recipient_whole'),
        ),
        migrations.AddConstraint(
            model_name='partnershiprequest',
            constraint=models.CheckConstraint(condition=models.Q(('life_days__gte', 1), ('life_days__lte', 90)), name='partnershiprequest_life_within_bounds'),
        ),
        migrations.AddConstraint(
            model_name='partnershiprequest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('end_reason', ''), ('ended_at', None), ('ended_by', None), ('sent_at', None), ('status', 'ready')), models.Q(('end_reason', ''), ('ended_at', None), ('ended_by', None), ('sent_at__isnull', False), ('status', 'sent')), models.Q(('ended_at__isnull', False), ('status__in', ['accepted', 'declined', 'cancelled', 'expired'])), _connector='OR'), name='partnershiprequest_times_fit_status'),
        ),
        migrations.AddConstraint(
            model_name='partnershiprequest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decline_reason', ''), ('ended_by__isnull', False), ('partnership__isnull', False), ('reseller__isnull', False), ('status', 'accepted')), models.Q(('ended_by__isnull', False), ('partnership', None), ('status', 'declined')), models.Q(models.Q(('status__in', ['accepted', 'declined']), _negated=True), ('decline_reason', ''), ('partnership', None), ('reseller', None)), _connector='OR'), name='partnershiprequest_answer_fits_status'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='partnershiprequest',
            trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='d053a72896bb12b810ea4f872892eadeb541b5db', operation='DELETE', pgid='pgtrigger_never_deleted_3a0b1', table='partners_partnershiprequest', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='partnershiprequest',
            trigger=pgtrigger.compiler.Trigger(name='terms_never_change', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."cloud_id" IS DISTINCT FROM (NEW."cloud_id") OR OLD."provider_id" IS DISTINCT FROM (NEW."provider_id") OR OLD."expires_at" IS DISTINCT FROM (NEW."expires_at"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='56ec8e19516346d808c13883ee5b3e981a58ac7d', operation='UPDATE', pgid='pgtrigger_terms_never_change_23b34', table='partners_partnershiprequest', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='partnershiprequest',
            trigger=pgtrigger.compiler.Trigger(name='terminal_never_moves', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."status" IN (\'accepted\', \'declined\', \'cancelled\', \'expired\') AND (OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."ended_at" IS DISTINCT FROM (NEW."ended_at") OR OLD."ended_by_id" IS DISTINCT FROM (NEW."ended_by_id") OR OLD."end_reason" IS DISTINCT FROM (NEW."end_reason") OR OLD."reseller_id" IS DISTINCT FROM (NEW."reseller_id") OR OLD."decline_reason" IS DISTINCT FROM (NEW."decline_reason") OR OLD."partnership_id" IS DISTINCT FROM (NEW."partnership_id")))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='2289ce323afbf55067d8d2f6f1d7232cf98d9451', operation='UPDATE', pgid='pgtrigger_terminal_never_moves_9eeed', table='partners_partnershiprequest', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='partnershiplink',
            constraint=models.UniqueConstraint(fields=('request', 'generation'), name='partnershiplink_generation_once'),
        ),
        migrations.AddConstraint(
            model_name='partnershiplink',
            constraint=models.UniqueConstraint(condition=models.Q(('replaced_at', None)), fields=('request',), name='partnershiplink_one_live'),
        ),
    ]
