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
        ('agreements', '0001_keep_versioned_agreements'),
        ('agreements', '0003_freeze_agreement_texts_only_once_published'),
        ('agreements', '0004_seal_receipts_and_know_attestations'),
        ('agreements', '0005_publish_with_two_admins'),
    ]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('clouds', '0001_build_the_tables'),
        ('directory', '0001_build_the_tables'),
        ('partners', '0001_build_the_tables'),
    ]

    operations = [
        migrations.CreateModel(
            name='AttestedContact',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('salt', models.BinaryField(max_length=16)),
                ('first_name', models.CharField(max_length=100, verbose_name='first name')),
                ('last_name', models.CharField(max_length=100, verbose_name='last name')),
                ('email', models.EmailField(max_length=254, verbose_name='e-mail address')),
                ('phone', models.CharField(blank=True, max_length=40, verbose_name='telephone')),
            ],
            options={
                'verbose_name': 'contact of an attestation',
                'verbose_name_plural': 'contacts of attestations',
            },
        ),
        migrations.CreateModel(
            name='AgreementText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('version', models.CharField(max_length=20, verbose_name='version')),
                ('language', models.CharField(choices=[('en', 'English'), ('ja', 'Japanese')], max_length=10, verbose_name='language')),
                ('title', models.CharField(max_length=200, verbose_name='title')),
                ('body', models.TextField(verbose_name='text')),
                ('sha256', models.CharField(editable=False, max_length=64)),
                ('is_sample', models.BooleanField(default=False, verbose_name='sample text')),
                ('status', models.CharField(choices=[('draft', 'draft'), ('published', 'published'), ('superseded', 'superseded')], default='draft', max_length=12)),
                ('published_at', models.DateTimeField(blank=True, null=True)),
                ('published_by', models.CharField(blank=True, max_length=200)),
                ('cloud', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='agreements', to='clouds.cloudregion')),
                ('market_group', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='agreements', to='clouds.marketgroup')),
            ],
            options={
                'verbose_name': 'agreement text',
                'verbose_name_plural': 'agreement texts',
                'ordering': ['cloud', '-published_at', 'language'],
                'constraints': [models.UniqueConstraint(fields=('cloud', 'market_group', 'version', 'language'), name='agreementtext_version_once', nulls_distinct=False), models.CheckConstraint(condition=models.Q(models.Q(('published_at', None), ('published_by', ''), ('status', 'draft')), models.Q(('published_at__isnull', False), ('status__in', ['published', 'superseded']), models.Q(('published_by', ''), _negated=True)), _connector='OR'), name='agreementtext_published_when_and_who')],
            },
        ),
        migrations.CreateModel(
            name='AgreementAcceptance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('sha256', models.CharField(max_length=64)),
                ('method', models.CharField(choices=[('online', 'accepted online'), ('attested', 'attested by a partner')], default='online', max_length=10)),
                ('accepted_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('attested_on', models.DateField(blank=True, null=True)),
                ('contact_id', models.UUIDField(blank=True, null=True)),
                ('contact_digest', models.BinaryField(blank=True, max_length=32, null=True)),
                ('parties', models.JSONField(default=dict)),
                ('receipt', models.CharField(max_length=20, unique=True)),
                ('receipt_hash', models.CharField(max_length=64)),
                ('trace_id', models.UUIDField(blank=True, null=True)),
                ('accepted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('attested_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('customer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='agreement_acceptances', to='directory.customer')),
                ('partner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='attested_agreements', to='partners.partner')),
                ('text', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='acceptances', to='agreements.agreementtext')),
            ],
            options={
                'verbose_name': 'accepted agreement',
                'verbose_name_plural': 'accepted agreements',
                'ordering': ['-accepted_at'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('accepted_by__isnull', False), ('attested_by', None), ('attested_on', None), ('contact_digest', None), ('contact_id', None), ('method', 'online'), ('partner', None)), models.Q(('accepted_by', None), ('attested_by__isnull', False), ('attested_on__isnull', False), ('contact_digest__isnull', False), ('contact_id__isnull', False), ('method', 'attested'), ('partner__isnull', False)), _connector='OR'), name='agreementacceptance_facts_fit_method')],
            },
        ),
        migrations.CreateModel(
            name='Publication',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('sha256', models.CharField(editable=False, max_length=64)),
                ('reason', models.CharField(max_length=500, verbose_name='reason')),
                ('status', models.CharField(choices=[('asked', 'waits for a second admin'), ('published', 'published'), ('withdrawn', 'withdrawn'), ('expired', 'expired')], default='asked', max_length=10)),
                ('asked_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('expires_at', models.DateTimeField()),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('text', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='publications', to='agreements.agreementtext')),
            ],
            options={
                'verbose_name': 'publication of an agreement text',
                'verbose_name_plural': 'publications of agreement texts',
                'ordering': ['-id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('status', 'asked')), fields=('text',), name='publication_one_at_a_time'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='publication_has_a_reason'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at', None), ('decided_by', None), ('status', 'asked')), models.Q(('decided_at__isnull', False), ('decided_by', None), ('status', 'expired')), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False), ('status', 'withdrawn')), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False), ('status', 'published'), models.Q(('decided_by', models.F('asked_by')), _negated=True)), _connector='OR'), name='publication_confirmed_by_another')],
            },
        ),
        pgtrigger.migrations.AddTrigger(model_name='agreementtext', trigger=pgtrigger.compiler.Trigger(name='published_never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."status" IN (\'published\', \'superseded\'))', func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='c37632a40cb9951e992b135753bce2b0e64cf63d', operation='DELETE', pgid='pgtrigger_published_never_deleted_7a2b5', table='agreements_agreementtext', when='BEFORE'))),
        pgtrigger.migrations.AddTrigger(model_name='agreementtext', trigger=pgtrigger.compiler.Trigger(name='published_never_changes', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."status" IN (\'published\', \'superseded\') AND (OLD."cloud_id" IS DISTINCT FROM (NEW."cloud_id") OR OLD."market_group_id" IS DISTINCT FROM (NEW."market_group_id") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."body" IS DISTINCT FROM (NEW."body") OR OLD."sha256" IS DISTINCT FROM (NEW."sha256") OR OLD."is_sample" IS DISTINCT FROM (NEW."is_sample") OR OLD."published_at" IS DISTINCT FROM (NEW."published_at") OR OLD."published_by" IS DISTINCT FROM (NEW."published_by")))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='147ab6776821686b12eb9e52730e30457ab0192d', operation='UPDATE', pgid='pgtrigger_published_never_changes_57f63', table='agreements_agreementtext', when='BEFORE'))),
        pgtrigger.migrations.AddTrigger(model_name='agreementtext', trigger=pgtrigger.compiler.Trigger(name='status_never_goes_back', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN ((NEW."status" = \'draft\' AND OLD."status" = \'published\') OR (NEW."status" IN (\'draft\', \'published\') AND OLD."status" = \'superseded\'))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='ba5bed1295bfd4705fe96bd95c21143aaf80e653', operation='UPDATE', pgid='pgtrigger_status_never_goes_back_33e33', table='agreements_agreementtext', when='BEFORE'))),
        pgtrigger.migrations.AddTrigger(model_name='agreementtext', trigger=pgtrigger.compiler.Trigger(name='published_by_two', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."status" = \'published\' AND OLD."status" = \'draft\')', func="\n    IF NOT EXISTS (\n        SELECT FROM agreements_publication\n        WHERE text_id = NEW.id AND status = 'published' AND sha256 = NEW.sha256\n    ) THEN\n        RAISE EXCEPTION 'Cannot publish a text that no second admin has confirmed';\n    END IF;\n    RETURN NEW;\n", hash='71274230fc4fc0a1dfe6313cf9013d84b3adfe94', operation='UPDATE', pgid='pgtrigger_published_by_two_3b0ff', table='agreements_agreementtext', when='BEFORE'))),
        pgtrigger.migrations.AddTrigger(model_name='agreementacceptance', trigger=pgtrigger.compiler.Trigger(name='evidence_stays', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='ad06d37e388a0c291cccd0580a43280e08a81231', operation='UPDATE OR DELETE', pgid='pgtrigger_evidence_stays_ce9f3', table='agreements_agreementacceptance', when='BEFORE'))),
        pgtrigger.migrations.AddTrigger(model_name='publication', trigger=pgtrigger.compiler.Trigger(name='decided_never_changes', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NOT (OLD."status" = \'asked\'))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='7d076f638bf4fbd3f5d9fed268560f724837a252', operation='UPDATE', pgid='pgtrigger_decided_never_changes_b3aa2', table='agreements_publication', when='BEFORE'))),
        pgtrigger.migrations.AddTrigger(model_name='publication', trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='bb4fda6f34461984748586696b99065fe819c1ca', operation='DELETE', pgid='pgtrigger_never_deleted_d3d10', table='agreements_publication', when='BEFORE'))),
        pgtrigger.migrations.AddTrigger(model_name='publication', trigger=pgtrigger.compiler.Trigger(name='question_never_changes', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."text_id" IS DISTINCT FROM (NEW."text_id") OR OLD."sha256" IS DISTINCT FROM (NEW."sha256") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."asked_by_id" IS DISTINCT FROM (NEW."asked_by_id") OR OLD."expires_at" IS DISTINCT FROM (NEW."expires_at"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='b60c6bf5b3de4398bf3cdcb405cce0e581c5ba10', operation='UPDATE', pgid='pgtrigger_question_never_changes_f4b94', table='agreements_publication', when='BEFORE'))),
    ]
