import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    # What stood here before; a database that has all of it has this, too (docs/decisions/0030).
    replaces = [
        ('outbox', '0001_queue_mail_as_rows'),
        ('outbox', '0002_know_when_the_content_went_out'),
        ('outbox', '0003_keep_what_happened_to_each_mail'),
        ('outbox', '0004_leap_from_sender_to_sender'),
        ('outbox', '0005_keep_a_suppression_list'),
        ('outbox', '0006_count_what_comes_back'),
        ('outbox', '0007_count_and_find_by_day_and_by_loss'),
        ('outbox', '0008_keep_the_code_of_every_end'),
        ('outbox', '0009_mark_mails_whose_sender_was_told'),
    ]

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='BounceTally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(verbose_name='day')),
                ('verdict', models.CharField(choices=[('bounced', 'bounced'), ('delayed', 'delayed'), ('nothing_new', 'known already, or nothing to do'), ('forged', 'not to an address that we signed'), ('too_large', 'too large'), ('looping', 'going round in circles'), ('unreadable', 'no report about a delivery')], max_length=12, verbose_name='verdict')),
                ('number', models.PositiveBigIntegerField(default=0, verbose_name='number')),
            ],
            options={
                'verbose_name': 'bounces of a day',
                'verbose_name_plural': 'bounces by day',
                'ordering': ['-day', 'verdict'],
                'constraints': [models.UniqueConstraint(fields=('day', 'verdict'), name='bouncetally_once')],
            },
        ),
        migrations.CreateModel(
            name='OutboundEmail',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('kind', models.CharField(max_length=60)),
                ('template_version', models.PositiveSmallIntegerField(default=1)),
                ('language', models.CharField(default='en', max_length=10)),
                ('recipient', models.EmailField(max_length=254)),
                ('recipient_name', models.CharField(blank=True, max_length=100)),
                ('recipient_key', models.CharField(max_length=320)),
                ('payload', models.JSONField(blank=True, default=dict)),
                ('secret', models.BinaryField(blank=True, null=True)),
                ('cloud_code', models.CharField(blank=True, max_length=32)),
                ('partner_id', models.UUIDField(blank=True, null=True)),
                ('customer_id', models.UUIDField(blank=True, null=True)),
                ('about_type', models.CharField(blank=True, max_length=60)),
                ('about_id', models.UUIDField(blank=True, null=True)),
                ('dedupe_key', models.CharField(max_length=150, unique=True)),
                ('message_id', models.CharField(max_length=200, unique=True)),
                ('state', models.CharField(choices=[('queued', 'queued'), ('sending', 'being sent'), ('sent', 'sent'), ('deferred', 'deferred'), ('failed', 'failed'), ('bounced', 'bounced'), ('unknown', 'unknown'), ('dead', 'set aside'), ('suppressed', 'suppressed'), ('moot', 'not needed any more')], default='queued', max_length=12)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('lost_leases', models.PositiveSmallIntegerField(default=0)),
                ('unknown_ends', models.PositiveSmallIntegerField(default=0)),
                ('next_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('give_up_at', models.DateTimeField(blank=True, null=True)),
                ('lease_until', models.DateTimeField(blank=True, null=True)),
                ('lease_owner', models.UUIDField(blank=True, null=True)),
                ('handed_at', models.DateTimeField(blank=True, null=True)),
                ('last_code', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('last_answer', models.CharField(blank=True, max_length=500)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('settled_at', models.DateTimeField(blank=True, null=True)),
                ('sender_told_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'verbose_name': 'mail',
                'verbose_name_plural': 'mails',
                'ordering': ['-id'],
                'indexes': [models.Index(django.db.models.functions.comparison.Coalesce(models.F('partner_id'), models.Value(uuid.UUID('00000000-0000-0000-0000-000000000000'), models.UUIDField())), models.F('next_at'), models.F('id'), condition=models.Q(('state__in', ['queued', 'deferred'])), name='outboundemail_turn'), models.Index(condition=models.Q(('state', 'sending')), fields=['lease_until'], name='outboundemail_leased'), models.Index(fields=['about_id', 'id'], name='outboundemail_about'), models.Index(fields=['recipient_key', 'created_at'], name='outboundemail_recipient_day'), models.Index(fields=['partner_id', 'created_at'], name='outboundemail_partner_day'), models.Index(condition=models.Q(('state__in', ['failed', 'bounced', 'dead', 'suppressed'])), fields=['about_id'], name='outboundemail_undelivered'), models.Index(condition=models.Q(('sender_told_at', None), ('state__in', ['failed', 'bounced', 'dead', 'suppressed'])), fields=['id'], name='outboundemail_untold')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('lease_owner__isnull', False), ('lease_until__isnull', False), ('state', 'sending')), models.Q(models.Q(('state', 'sending'), _negated=True), ('lease_owner', None), ('lease_until', None)), _connector='OR'), name='outboundemail_lease_while_sending'), models.CheckConstraint(condition=models.Q(('state__in', ['queued', 'sending', 'deferred']), models.Q(('secret', None), ('settled_at__isnull', False)), _connector='OR'), name='outboundemail_settled_holds_no_secret')],
            },
        ),
        migrations.CreateModel(
            name='MailEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('sent', 'handed over'), ('deferred', 'deferred'), ('bounced', 'bounced'), ('failed', 'failed'), ('unknown', 'unknown'), ('dead', 'set aside'), ('suppressed', 'suppressed'), ('moot', 'not needed any more'), ('lost', 'lost by a worker'), ('retried', 'queued again by an operator'), ('delayed', 'delayed at the recipient’s server')], max_length=12)),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('code', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('words', models.CharField(blank=True, max_length=500)),
                ('until', models.DateTimeField(blank=True, null=True)),
                ('email', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='outbox.outboundemail')),
            ],
            options={
                'verbose_name': 'step of a mail',
                'verbose_name_plural': 'steps of mails',
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Suppression',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('cloud_code', models.CharField(max_length=32, verbose_name='cloud')),
                ('recipient_key', models.CharField(max_length=320, verbose_name='e-mail address')),
                ('reason', models.CharField(choices=[('no_mailbox', 'no such mailbox'), ('bounced', 'sent back'), ('operator', 'by an operator')], max_length=12, verbose_name='reason')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='reason in words')),
                ('until', models.DateTimeField(blank=True, help_text='Empty: for good.', null=True, verbose_name='until')),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='since')),
                ('lifted_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='lifted')),
                ('lift_note', models.CharField(blank=True, max_length=300, verbose_name='why it was lifted')),
            ],
            options={
                'verbose_name': 'suppressed address',
                'verbose_name_plural': 'suppression list',
                'ordering': ['-id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('lifted_at', None)), fields=('recipient_key', 'cloud_code'), name='suppression_once')],
            },
        ),
        pgtrigger.migrations.AddTrigger(model_name='outboundemail', trigger=pgtrigger.compiler.Trigger(name='note_change', sql=pgtrigger.compiler.UpsertTriggerSql(condition="WHEN (NEW.state IS DISTINCT FROM OLD.state AND NEW.state <> 'sending' AND NOT (OLD.state = 'sending' AND NEW.state = 'queued' AND NEW.lost_leases = OLD.lost_leases))", func="\n        INSERT INTO outbox_mailevent (email_id, kind, at, code, words, until) VALUES (\n            NEW.id,\n            CASE WHEN NEW.state <> 'queued' THEN NEW.state WHEN OLD.state = 'sending' THEN 'lost' ELSE 'retried' END,\n            COALESCE(NEW.settled_at, statement_timestamp()),\n            CASE WHEN NEW.state <> 'queued' THEN NEW.last_code END,\n            CASE WHEN NEW.state = 'queued' AND OLD.state <> 'sending' THEN '' ELSE NEW.last_answer END,\n            CASE WHEN NEW.state = 'deferred' THEN NEW.next_at END\n        );\n        RETURN NULL;\n    ", hash='37a0b435dfbc2c64967671e9bd25d154a6315d89', operation='UPDATE OF "state"', pgid='pgtrigger_note_change_9e13a', table='outbox_outboundemail', when='AFTER'))),
        pgtrigger.migrations.AddTrigger(model_name='suppression', trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='95da25fe4f198dd888243a42812f4c9b0c36c0c1', operation='DELETE', pgid='pgtrigger_never_deleted_120b6', table='outbox_suppression', when='BEFORE'))),
        pgtrigger.migrations.AddTrigger(model_name='suppression', trigger=pgtrigger.compiler.Trigger(name='lifted_never_changes', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."lifted_at" IS NOT NULL AND (OLD."cloud_code" IS DISTINCT FROM (NEW."cloud_code") OR OLD."recipient_key" IS DISTINCT FROM (NEW."recipient_key") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."until" IS DISTINCT FROM (NEW."until") OR OLD."lifted_at" IS DISTINCT FROM (NEW."lifted_at") OR OLD."lift_note" IS DISTINCT FROM (NEW."lift_note")))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='24e9de9a37ac9b0e5345efff4e1a3642f555afee', operation='UPDATE', pgid='pgtrigger_lifted_never_changes_75274', table='outbox_suppression', when='BEFORE'))),
        pgtrigger.migrations.AddTrigger(model_name='mailevent', trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='c7f4c61073dfc07810611484d56d640567e6f484', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_7e5c2', table='outbox_mailevent', when='BEFORE'))),
    ]
