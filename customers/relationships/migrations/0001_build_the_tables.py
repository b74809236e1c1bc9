import customers.relationships.models.orders
import datetime
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
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
        ('relationships', '0001_relate_partners_and_customers'),
        ('relationships', '0002_find_customers_of_a_state_as_fast_as_all'),
        ('relationships', '0003_freeze_relationships_only_once_ended'),
        ('relationships', '0004_mark_renegotiated_contracts_and_who_ended_relationships'),
        ('relationships', '0005_one_cloud'),
        ('relationships', '0006_list_customers_by_every_filter_in_every_order'),
        ('relationships', '0007_know_agreement_labels_and_near_ends'),
        ('relationships', '0008_ask_to_end_relationships'),
    ]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('directory', '0001_build_the_tables'),
        ('partners', '0001_build_the_tables'),
    ]

    operations = [
        migrations.CreateModel(
            name='PartnerCustomer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('sort_key', models.CharField(max_length=200)),
                ('search_text', models.TextField(blank=True)),
                ('search', django.contrib.postgres.search.SearchVectorField(null=True)),
                ('tags', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=50), blank=True, default=list, size=None)),
                ('note', models.TextField(blank=True)),
                ('beside', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), blank=True, default=list, size=None)),
                ('is_agreed', models.BooleanField(default=False)),
                ('state', models.CharField(choices=[('active', 'active'), ('admin_only', 'admin rights only'), ('ended', 'ended')], default='active', max_length=12)),
                ('since', models.DateTimeField()),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('rights', models.CharField(choices=[('none', 'None'), ('full', 'Full rights'), ('granular', 'Granular rights'), ('ended', 'ended')], default='none', max_length=10)),
                ('rights_until', models.DateTimeField(blank=True, null=True)),
                ('ends_order', models.GeneratedField(db_persist=True, expression=models.Case(models.When(rights='granular', rights_until__isnull=False, then=models.F('rights_until')), models.When(rights='ended', rights_until__isnull=False, then=customers.relationships.models.orders.LongAfter('rights_until')), models.When(rights='full', then=models.Value(datetime.datetime(5000, 1, 1, 0, 0, tzinfo=datetime.timezone.utc), output_field=models.DateTimeField())), default=models.Value(datetime.datetime(6000, 1, 1, 0, 0, tzinfo=datetime.timezone.utc), output_field=models.DateTimeField()), output_field=models.DateTimeField()), output_field=models.DateTimeField())),
                ('nears_end', models.BooleanField(default=False)),
                ('customer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='partner_customers', to='directory.customer')),
                ('owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='partners.partnermembership')),
                ('partner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='partner_customers', to='partners.partner')),
            ],
            options={
                'verbose_name': 'customer of a partner',
                'verbose_name_plural': 'customers of partners',
                'ordering': ['sort_key', 'id'],
                'indexes': [models.Index(fields=['partner', 'sort_key', 'id'], name='pair_by_name'), models.Index(fields=['partner', 'since', 'id'], name='pair_by_since'), models.Index(fields=['partner', 'ends_order', 'id'], name='pair_by_end'), models.Index(fields=['partner', 'state', 'sort_key', 'id'], name='pair_state_by_name'), models.Index(fields=['partner', 'state', 'since', 'id'], name='pair_state_by_since'), models.Index(fields=['partner', 'state', 'ends_order', 'id'], name='pair_state_by_end'), models.Index(fields=['partner', 'rights', 'sort_key', 'id'], name='pair_rights_by_name'), models.Index(fields=['partner', 'rights', 'since', 'id'], name='pair_rights_by_since'), models.Index(fields=['partner', 'rights', 'ends_order', 'id'], name='pair_rights_by_end'), models.Index(fields=['partner', 'is_agreed', 'sort_key', 'id'], name='pair_agreed_by_name'), models.Index(fields=['partner', 'is_agreed', 'since', 'id'], name='pair_agreed_by_since'), models.Index(fields=['partner', 'is_agreed', 'ends_order', 'id'], name='pair_agreed_by_end'), models.Index(condition=models.Q(('nears_end', True)), fields=['partner', 'sort_key', 'id'], name='pair_nearing_by_name'), models.Index(condition=models.Q(('nears_end', True)), fields=['partner', 'since', 'id'], name='pair_nearing_by_since'), models.Index(condition=models.Q(('nears_end', True)), fields=['partner', 'ends_order', 'id'], name='pair_nearing_by_end'), models.Index(fields=['partner', 'state', 'rights', 'sort_key', 'id'], name='partnercustomer_by_both'), models.Index(condition=models.Q(('nears_end', False), ('rights', 'granular')), fields=['rights_until'], name='partnercustomer_not_yet_near'), models.Index(fields=['customer'], name='partnercustomer_customer'), django.contrib.postgres.indexes.GinIndex(fields=['search'], name='partnercustomer_search')],
                'constraints': [models.UniqueConstraint(fields=('partner', 'customer'), name='partnercustomer_one_a_pair')],
            },
        ),
        migrations.CreateModel(
            name='CustomerLabel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('label', models.CharField(max_length=54)),
                ('sort_key', models.CharField(max_length=200)),
                ('since', models.DateTimeField()),
                ('ends_order', models.DateTimeField()),
                ('partner', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partners.partner')),
                ('pair', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='labels', to='relationships.partnercustomer')),
            ],
            options={
                'verbose_name': 'label of a customer',
                'verbose_name_plural': 'labels of customers',
                'ordering': ['id'],
                'indexes': [models.Index(fields=['partner', 'label', 'sort_key', 'pair'], name='customerlabel_by_name'), models.Index(fields=['partner', 'label', 'since', 'pair'], name='customerlabel_by_since'), models.Index(fields=['partner', 'label', 'ends_order', 'pair'], name='customerlabel_by_end')],
                'constraints': [models.UniqueConstraint(fields=('pair', 'label'), name='customerlabel_once')],
            },
        ),
        migrations.CreateModel(
            name='Renegotiation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('renegotiated_on', models.DateField(verbose_name='renegotiated on')),
                ('reason', models.CharField(max_length=500, verbose_name='reason')),
                ('marked_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('customer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='renegotiations', to='directory.customer')),
                ('marked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('partner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='renegotiations', to='partners.partner')),
                ('withdrawn_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'renegotiated contract',
                'verbose_name_plural': 'renegotiated contracts',
                'ordering': ['-id'],
                'indexes': [models.Index(fields=['partner', 'customer'], name='renegotiation_pair')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_by', None)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False)), _connector='OR'), name='renegotiation_withdrawn_when_and_who')],
            },
        ),
        migrations.CreateModel(
            name='ResellerRelationship',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('capacity', models.CharField(choices=[('direct', 'direct'), ('provider', 'provider'), ('reseller', 'reseller through a provider')], max_length=10)),
                ('status', models.CharField(choices=[('active', 'active'), ('ended', 'ended')], default='active', max_length=10)),
                ('started_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('ended_side', models.CharField(blank=True, choices=[('customer', 'ended by the customer'), ('partner', 'ended by the partner'), ('operator', 'ended by the operator'), ('system', 'ended by itself')], max_length=10)),
                ('end_reason', models.CharField(blank=True, max_length=500)),
                ('customer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='relationships', to='directory.customer')),
                ('ended_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('partner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='relationships', to='partners.partner')),
                ('provider', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='resold_relationships', to='partners.partner')),
                ('started_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'reseller relationship',
                'verbose_name_plural': 'reseller relationships',
                'ordering': ['-started_at', '-id'],
                'indexes': [models.Index(fields=['customer', 'status'], name='resellerrelationship_customer')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('status', 'active')), fields=('partner', 'customer', 'capacity', 'provider'), name='resellerrelationship_one_active', nulls_distinct=False), models.CheckConstraint(condition=models.Q(models.Q(('capacity', 'reseller'), ('provider__isnull', False)), models.Q(models.Q(('capacity', 'reseller'), _negated=True), ('provider', None)), _connector='OR'), name='resellerrelationship_provider_fits_capacity'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('ended_by', None), ('ended_side', ''), ('status', 'active')), models.Q(('ended_at__isnull', False), ('status', 'ended')), _connector='OR'), name='resellerrelationship_ended_when_and_who')],
            },
        ),
        migrations.CreateModel(
            name='AskedEnd',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('status', models.CharField(choices=[('asked', 'waits for the partner'), ('answered', 'the partner wants to go on'), ('escalated', 'waits for the operator'), ('ended', 'the relationship ended'), ('refused', 'the operator left the relationship as it is'), ('withdrawn', 'withdrawn by the customer')], default='asked', max_length=10)),
                ('reason', models.CharField(blank=True, max_length=500, verbose_name='reason')),
                ('asked_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('answer_by', models.DateTimeField(verbose_name='answer by')),
                ('answer', models.CharField(blank=True, max_length=500, verbose_name='answer')),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('escalated_at', models.DateTimeField(blank=True, null=True)),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('decision', models.CharField(blank=True, max_length=500, verbose_name='reason of the operator')),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('closed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('relationship', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='asked_ends', to='relationships.resellerrelationship')),
            ],
            options={
                'verbose_name': 'asked end of a relationship',
                'verbose_name_plural': 'asked ends of relationships',
                'ordering': ['-asked_at', '-id'],
                'indexes': [models.Index(condition=models.Q(('status__in', ['asked', 'answered'])), fields=['answer_by'], name='askedend_due')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('status__in', ['asked', 'answered', 'escalated'])), fields=('relationship',), name='askedend_one_at_a_time'), models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_at', None), ('answered_by', None), models.Q(('status', 'answered'), _negated=True)), models.Q(('answered_at__isnull', False), ('answered_by__isnull', False), models.Q(('answer', ''), _negated=True)), _connector='OR'), name='askedend_answered_when_who_and_what'), models.CheckConstraint(condition=models.Q(models.Q(('closed_at', None), ('closed_by', None), ('decision', ''), ('status__in', ['asked', 'answered', 'escalated'])), models.Q(('closed_at__isnull', False), ('status', 'ended')), models.Q(('closed_at__isnull', False), ('closed_by__isnull', False), ('decision', ''), ('status', 'withdrawn')), models.Q(('closed_at__isnull', False), ('closed_by__isnull', False), ('status', 'refused'), models.Q(('decision', ''), _negated=True)), _connector='OR'), name='askedend_closed_when_and_who'), models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['escalated', 'refused']), _negated=True), ('escalated_at__isnull', False), _connector='OR'), name='askedend_escalated_when')],
            },
        ),
        migrations.CreateModel(
            name='SuspensionNotice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('occasion', models.CharField(choices=[('partner.suspended', 'suspended'), ('partner.unsuspended', 'works again')], max_length=20)),
                ('decided_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('reached', models.BigIntegerField(default=0, verbose_name='key of the customer told last')),
                ('told', models.PositiveIntegerField(default=0, verbose_name='customers told')),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
                ('decided_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('partner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='suspension_notices', to='partners.partner')),
            ],
            options={
                'verbose_name': 'notice of a suspension',
                'verbose_name_plural': 'notices of suspensions',
                'ordering': ['-id'],
                'indexes': [models.Index(condition=models.Q(('finished_at', None)), fields=['id'], name='suspensionnotice_unfinished')],
            },
        ),
        migrations.CreateModel(
            name='AskedEndNotice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('days_7', '7 days before the end'), ('days_1', '1 day before the end')], max_length=10)),
                ('sent_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('asked', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='relationships.askedend')),
            ],
            options={
                'verbose_name': 'reminder of an asked end',
                'verbose_name_plural': 'reminders of asked ends',
                'ordering': ['-id'],
                'constraints': [models.UniqueConstraint(fields=('asked', 'kind'), name='askedendnotice_once'), models.CheckConstraint(condition=models.Q(('kind__in', ['days_7', 'days_1'])), name='askedendnotice_known_kind')],
            },
        ),
        pgtrigger.migrations.AddTrigger(model_name='partnercustomer', trigger=pgtrigger.compiler.Trigger(name='keep_labels', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF TG_OP = 'UPDATE' THEN\n        DELETE FROM relationships_customerlabel WHERE pair_id = NEW.id;\n    END IF;\n    IF NEW.tags <> '{}' OR NEW.beside <> '{}' THEN\n        INSERT INTO relationships_customerlabel (partner_id, pair_id, label, sort_key, since, ends_order)\n        SELECT NEW.partner_id, NEW.id, label, NEW.sort_key, NEW.since, NEW.ends_order FROM (\n            SELECT 'tag:' || tag FROM unnest(NEW.tags) AS tag\n            UNION SELECT 'by:' || key FROM unnest(NEW.beside) AS key\n        ) AS labels (label);\n    END IF;\n    RETURN NULL;\n", hash='a8ed5c068cc1e5cb16af8709288d55d80a02d8eb', operation='INSERT OR UPDATE OF "tags", "beside", "sort_key", "since", "rights", "rights_until"', pgid='pgtrigger_keep_labels_c57de', table='relationships_partnercustomer', when='AFTER'))),
        pgtrigger.migrations.AddTrigger(model_name='renegotiation', trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='5f5b43ff6c2f53acf12ead14400197256ca47a5f', operation='DELETE', pgid='pgtrigger_never_deleted_b9e2a', table='relationships_renegotiation', when='BEFORE'))),
        pgtrigger.migrations.AddTrigger(model_name='renegotiation', trigger=pgtrigger.compiler.Trigger(name='facts_never_change', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."partner_id" IS DISTINCT FROM (NEW."partner_id") OR OLD."customer_id" IS DISTINCT FROM (NEW."customer_id") OR OLD."renegotiated_on" IS DISTINCT FROM (NEW."renegotiated_on") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."marked_at" IS DISTINCT FROM (NEW."marked_at") OR OLD."marked_by_id" IS DISTINCT FROM (NEW."marked_by_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='7bdc1a23a9ad783e3fdae81f42b8629a1c7dda74', operation='UPDATE', pgid='pgtrigger_facts_never_change_25d64', table='relationships_renegotiation', when='BEFORE'))),
        pgtrigger.migrations.AddTrigger(model_name='renegotiation', trigger=pgtrigger.compiler.Trigger(name='withdrawn_once', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."withdrawn_at" IS NOT NULL AND (OLD."withdrawn_at" IS DISTINCT FROM (NEW."withdrawn_at") OR OLD."withdrawn_by_id" IS DISTINCT FROM (NEW."withdrawn_by_id")))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='a9d1a40c9c105a115ab9629b22bb91f73bb6ad05', operation='UPDATE', pgid='pgtrigger_withdrawn_once_36c85', table='relationships_renegotiation', when='BEFORE'))),
        pgtrigger.migrations.AddTrigger(model_name='resellerrelationship', trigger=pgtrigger.compiler.Trigger(name='one_cloud', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF (SELECT count(*) FROM (SELECT cloud_id FROM "partners_partner" WHERE id = NEW."partner_id" UNION SELECT cloud_id FROM "partners_partner" WHERE id = NEW."provider_id" UNION SELECT cloud_id FROM "directory_customer" WHERE id = NEW."customer_id") AS found) > 1 THEN\n                RAISE EXCEPTION \'relationships_resellerrelationship would lie in two clouds\' USING ERRCODE = \'check_violation\';\n            END IF;\n            RETURN NEW;\n        ', hash='a263933c922ca82974d38cae51f0dc8b64221e1d', operation='INSERT OR UPDATE OF "partner_id", "provider_id", "customer_id"', pgid='pgtrigger_one_cloud_3fc1f', table='relationships_resellerrelationship', when='BEFORE'))),
        pgtrigger.migrations.AddTrigger(model_name='resellerrelationship', trigger=pgtrigger.compiler.Trigger(name='ended_never_changes', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."status" = \'ended\')', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='0fe2dbf7bd2888fc33bf3ecb2bdf4bccb4759f78', operation='UPDATE', pgid='pgtrigger_ended_never_changes_1448b', table='relationships_resellerrelationship', when='BEFORE'))),
        pgtrigger.migrations.AddTrigger(model_name='resellerrelationship', trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='31db3ab0930566618a720b293498905d671314c8', operation='DELETE', pgid='pgtrigger_never_deleted_8e981', table='relationships_resellerrelationship', when='BEFORE'))),
        pgtrigger.migrations.AddTrigger(model_name='askedend', trigger=pgtrigger.compiler.Trigger(name='closed_never_changes', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."status" IN (\'ended\', \'refused\', \'withdrawn\'))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='f3e9bfe55b757da481969a4fe23f41cf8d7822ee', operation='UPDATE', pgid='pgtrigger_closed_never_changes_27ae4', table='relationships_askedend', when='BEFORE'))),
        pgtrigger.migrations.AddTrigger(model_name='askedend', trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='9b9b8d4dd2c65bae3586dab22f80cb0cace8f887', operation='DELETE', pgid='pgtrigger_never_deleted_7c2c9', table='relationships_askedend', when='BEFORE'))),
        pgtrigger.migrations.AddTrigger(model_name='askedend', trigger=pgtrigger.compiler.Trigger(name='question_never_changes', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."relationship_id" IS DISTINCT FROM (NEW."relationship_id") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."asked_at" IS DISTINCT FROM (NEW."asked_at") OR OLD."asked_by_id" IS DISTINCT FROM (NEW."asked_by_id") OR OLD."answer_by" IS DISTINCT FROM (NEW."answer_by"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='8371d4f2c02cd9d40d600ed5f795c9998132e4f9', operation='UPDATE', pgid='pgtrigger_question_never_changes_2bfde', table='relationships_askedend', when='BEFORE'))),
        pgtrigger.migrations.AddTrigger(model_name='askedend', trigger=pgtrigger.compiler.Trigger(name='moves_of_the_table', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE _is_valid_transition BOOLEAN;', func='SELECT CONCAT(OLD."status", \':\', NEW."status") = ANY(\'{asked:answered,asked:escalated,asked:ended,asked:withdrawn,answered:escalated,answered:ended,answered:withdrawn,escalated:ended,escalated:refused,escalated:withdrawn}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."status" IS DISTINCT FROM NEW."status") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "status" from "%" to "%" on table %\', OLD."status", NEW."status", TG_TABLE_NAME; ELSE RETURN NEW; END IF;', hash='8a0c4b4be6f720258ccd8a72914419b48a5d1614', operation='UPDATE', pgid='pgtrigger_moves_of_the_table_5d2d9', table='relationships_askedend', when='BEFORE'))),
    ]
