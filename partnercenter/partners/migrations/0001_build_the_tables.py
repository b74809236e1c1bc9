import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    # What stood here before; a database that has all of it has this, too (docs/decisions/0030).
    replaces = [
        ('partners', '0001_keep_partners_and_their_staff'),
        ('partners', '0002_forget_partnerships_that_never_began'),
        ('partners', '0003_ask_for_partnerships_by_a_link'),
        ('partners', '0004_one_cloud'),
        ('partners', '0005_say_why_a_partner_is_suspended'),
        ('partners', '0006_keep_wording_and_reminders'),
        ('partners', '0007_say_how_support_is_reached'),
        ('partners', '0008_drop_what_nothing_sets'),
        ('partners', '0009_mark_members_whom_a_directory_manages'),
        ('partners', '0010_ask_for_a_new_partnership_link'),
    ]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('clouds', '0001_build_the_tables'),
    ]

    operations = [
        migrations.CreateModel(
            name='Partner',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('legal_name', models.CharField(max_length=200, verbose_name='legal name')),
                ('sort_key', models.CharField(editable=False, max_length=200)),
                ('country', models.CharField(max_length=2, verbose_name='registered country')),
                ('address', models.CharField(blank=True, max_length=300, verbose_name='address')),
                ('support_phone', models.CharField(blank=True, max_length=40, verbose_name='telephone of the support')),
                ('support_email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail address of the support')),
                ('support_url', models.URLField(blank=True, verbose_name='web address of the support')),
                ('time_zone', models.CharField(default='UTC', max_length=64, verbose_name='time zone')),
                ('partner_number', models.CharField(blank=True, max_length=20, verbose_name='partner ID')),
                ('is_direct', models.BooleanField(default=False, verbose_name='direct bill partner')),
                ('is_provider', models.BooleanField(default=False, verbose_name='indirect provider')),
                ('is_reseller', models.BooleanField(default=False, verbose_name='indirect reseller')),
                ('status', models.CharField(choices=[('active', 'active'), ('suspended', 'suspended')], default='active', max_length=12)),
                ('suspended_at', models.DateTimeField(blank=True, null=True)),
                ('suspension_reason', models.CharField(blank=True, max_length=500, verbose_name='reason of the suspension')),
                ('programme_agreement_version', models.CharField(blank=True, max_length=40, verbose_name='partner agreement')),
                ('programme_agreement_accepted_on', models.DateField(blank=True, null=True)),
                ('mail_name', models.CharField(blank=True, max_length=100, verbose_name='name in e-mails')),
                ('reply_to', models.EmailField(blank=True, max_length=254, verbose_name='address for replies')),
                ('reminds', models.BooleanField(default=True, verbose_name='reminders')),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('cloud', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='partners', to='clouds.cloudregion')),
                ('market_group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='partners', to='clouds.marketgroup')),
                ('suspended_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'partner',
                'verbose_name_plural': 'partners',
                'ordering': ['sort_key', 'id'],
                'indexes': [models.Index(fields=['sort_key', 'id'], name='partner_sort')],
                'constraints': [models.CheckConstraint(condition=models.Q(('is_direct', True), ('is_provider', True), ('is_reseller', True), _connector='OR'), name='partner_has_a_kind'), models.CheckConstraint(condition=models.Q(('is_provider', True), ('is_reseller', True), _negated=True), name='partner_provider_is_no_reseller'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'active'), ('suspended_at', None), ('suspended_by', None), ('suspension_reason', '')), models.Q(('status', 'suspended'), ('suspended_at__isnull', False), ('suspended_by__isnull', False)), _connector='OR'), name='partner_suspended_when_and_who'), models.CheckConstraint(condition=models.Q(models.Q(('programme_agreement_accepted_on', None), ('programme_agreement_version', '')), models.Q(models.Q(('programme_agreement_version', ''), _negated=True), ('programme_agreement_accepted_on__isnull', False)), _connector='OR'), name='partner_agreement_version_and_date')],
            },
        ),
        migrations.CreateModel(
            name='MailTemplate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('kind', models.CharField(choices=[('relationship', 'Request without rights'), ('with_rights', 'Request with rights'), ('rights', 'Request for rights alone'), ('reminder', 'Reminder of a request'), ('partnership', 'Partnership request'), ('partnership_reminder', 'Reminder of a partnership request')], max_length=24, verbose_name='kind of e-mail')),
                ('language', models.CharField(choices=[('en', 'English'), ('ja', 'Japanese')], max_length=10, verbose_name='language')),
                ('name', models.CharField(max_length=60, verbose_name='name')),
                ('subject', models.CharField(max_length=150, verbose_name='subject')),
                ('body', models.TextField(max_length=3000, verbose_name='text')),
                ('is_standard', models.BooleanField(default=True, verbose_name='standard')),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('partner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mail_templates', to='partners.partner')),
            ],
            options={
                'verbose_name': 'e-mail template',
                'verbose_name_plural': 'e-mail templates',
                'ordering': ['kind', 'language', 'name'],
                'constraints': [models.UniqueConstraint(fields=('partner', 'kind', 'language', 'name'), name='mailtemplate_name_once'), models.UniqueConstraint(condition=models.Q(('is_standard', True)), fields=('partner', 'kind', 'language'), name='mailtemplate_one_standard'), models.CheckConstraint(condition=models.Q(('body__contains', '{link}'), models.Q(('body__regex', '\\{link\\}.*\\{link\\}'), _negated=True), models.Q(('name', ''), _negated=True)), name='mailtemplate_holds_the_link')],
            },
        ),
        migrations.CreateModel(
            name='PartnerMembership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('roles', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('admin_agent', 'Admin agent'), ('sales_agent', 'Sales agent'), ('helpdesk_agent', 'Helpdesk agent'), ('global_admin', 'Global admin'), ('viewer', 'Viewer')], max_length=20), size=None, verbose_name='roles')),
                ('joined_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('left_at', models.DateTimeField(blank=True, null=True)),
                ('is_from_directory', models.BooleanField(default=False, editable=False, verbose_name='managed by the directory')),
                ('partner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='partners.partner')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='partner_memberships', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'member of a partner',
                'verbose_name_plural': 'members of partners',
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('left_at', None)), fields=('partner', 'user'), name='partnermembership_once_at_a_time'), models.CheckConstraint(condition=models.Q(('roles__len__gte', 1), ('roles__contained_by', ['admin_agent', 'sales_agent', 'helpdesk_agent', 'global_admin', 'viewer'])), name='partnermembership_has_known_roles')],
            },
        ),
        migrations.CreateModel(
            name='Partnership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('status', models.CharField(choices=[('active', 'active'), ('ended', 'ended')], default='active', max_length=12)),
                ('started_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('ended_side', models.CharField(blank=True, choices=[('provider', 'the indirect provider'), ('reseller', 'the indirect reseller'), ('operator', 'the operator')], max_length=10)),
                ('end_reason', models.CharField(blank=True, max_length=500, verbose_name='reason')),
                ('accepted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('ended_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='partnerships_as_provider', to='partners.partner')),
                ('reseller', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='partnerships_as_reseller', to='partners.partner')),
            ],
            options={
                'verbose_name': 'partnership',
                'verbose_name_plural': 'partnerships',
                'ordering': ['id'],
                'indexes': [models.Index(fields=['provider', 'status', '-id'], name='partnership_of_provider'), models.Index(fields=['reseller', 'status', '-id'], name='partnership_of_reseller')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('status', 'active')), fields=('provider', 'reseller'), name='partnership_one_at_a_time'), models.CheckConstraint(condition=models.Q(('provider', models.F('reseller')), _negated=True), name='partnership_between_two'), models.CheckConstraint(condition=models.Q(models.Q(('end_reason', ''), ('ended_at', None), ('ended_by', None), ('ended_side', ''), ('status', 'active')), models.Q(('ended_at__isnull', False), ('status', 'ended'), models.Q(('ended_side', ''), _negated=True)), _connector='OR'), name='partnership_ended_when_and_who')],
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
                ('reminds', models.BooleanField(default=True)),
                ('life_days', models.PositiveSmallIntegerField(default=30)),
                ('expires_at', models.DateTimeField()),
                ('status', models.CharField(choices=[('ready', 'Link issued'), ('sent', 'Sent'), ('accepted', 'Accepted'), ('declined', 'Declined'), ('cancelled', 'Withdrawn'), ('expired', 'Expired')], default='ready', max_length=10)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('end_reason', models.CharField(blank=True, max_length=40)),
                ('new_link_asked_at', models.DateTimeField(blank=True, null=True)),
                ('decline_reason', models.CharField(blank=True, max_length=500)),
                ('cloud', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='clouds.cloudregion')),
                ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('ended_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='partnership_requests', to='partners.partnermembership')),
                ('partnership', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='request', to='partners.partnership')),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='partnership_requests', to='partners.partner')),
                ('reseller', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='answered_partnership_requests', to='partners.partner')),
            ],
            options={
                'verbose_name': 'partnership request',
                'verbose_name_plural': 'partnership requests',
                'ordering': ['-id'],
                'indexes': [models.Index(fields=['provider', 'status', '-id'], name='partnershiprequest_provider'), models.Index(fields=['number'], name='partnershiprequest_number'), models.Index(condition=models.Q(('status__in', ['ready', 'sent'])), fields=['expires_at'], name='partnershiprequest_due'), models.Index(condition=models.Q(('new_link_asked_at__isnull', False)), fields=['provider', 'new_link_asked_at'], name='partnershiprequest_link_asked')],
                'constraints': [models.UniqueConstraint(fields=('provider', 'request_key'), name='partnershiprequest_key_once'), models.CheckConstraint(condition=models.Q(models.Q(('recipient_email', ''), ('recipient_key', '')), models.Q(('recipient_email', ''), ('recipient_key', ''), _connector='OR', _negated=True), _connector='OR'), name='partnershiprequest_recipient_whole'), models.CheckConstraint(condition=models.Q(('life_days__gte', 1), ('life_days__lte', 90)), name='partnershiprequest_life_within_bounds'), models.CheckConstraint(condition=models.Q(models.Q(('end_reason', ''), ('ended_at', None), ('ended_by', None), ('sent_at', None), ('status', 'ready')), models.Q(('end_reason', ''), ('ended_at', None), ('ended_by', None), ('sent_at__isnull', False), ('status', 'sent')), models.Q(('ended_at__isnull', False), ('status__in', ['accepted', 'declined', 'cancelled', 'expired'])), _connector='OR'), name='partnershiprequest_times_fit_status'), models.CheckConstraint(condition=models.Q(('new_link_asked_at', None), ('status__in', ['ready', 'sent', 'expired']), _connector='OR'), name='partnershiprequest_link_asked_of_what_lacks_an_answer'), models.CheckConstraint(condition=models.Q(models.Q(('decline_reason', ''), ('ended_by__isnull', False), ('partnership__isnull', False), ('reseller__isnull', False), ('status', 'accepted')), models.Q(('ended_by__isnull', False), ('partnership', None), ('status', 'declined')), models.Q(models.Q(('status__in', ['accepted', 'declined']), _negated=True), ('decline_reason', ''), ('partnership', None), ('reseller', None)), _connector='OR'), name='partnershiprequest_answer_fits_status')],
            },
        ),
        migrations.CreateModel(
            name='PartnershipReminder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('days_7', '7 days before the end'), ('days_1', '1 day before the end')], max_length=10)),
                ('sent_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reminders', to='partners.partnershiprequest')),
            ],
            options={
                'verbose_name': 'reminder of a partnership request',
                'verbose_name_plural': 'reminders of partnership requests',
                'ordering': ['-id'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('request', 'kind'), name='partnershipreminder_once'), models.CheckConstraint(condition=models.Q(('kind__in', ['days_7', 'days_1'])), name='partnershipreminder_known_kind')],
            },
        ),
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
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='links', to='partners.partnershiprequest')),
            ],
            options={
                'verbose_name': 'link of a partnership request',
                'verbose_name_plural': 'links of partnership requests',
                'ordering': ['-generation'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('request', 'generation'), name='partnershiplink_generation_once'), models.UniqueConstraint(condition=models.Q(('replaced_at', None)), fields=('request',), name='partnershiplink_one_live')],
            },
        ),
        pgtrigger.migrations.AddTrigger(model_name='partnership', trigger=pgtrigger.compiler.Trigger(name='one_cloud', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF (SELECT count(*) FROM (SELECT cloud_id FROM "partners_partner" WHERE id = NEW."provider_id" UNION SELECT cloud_id FROM "partners_partner" WHERE id = NEW."reseller_id") AS found) > 1 THEN\n                RAISE EXCEPTION \'partners_partnership would lie in two clouds\' USING ERRCODE = \'check_violation\';\n            END IF;\n            RETURN NEW;\n        ', hash='2eb81e4582710d5c8e81147728fb890693280785', operation='INSERT OR UPDATE OF "provider_id", "reseller_id"', pgid='pgtrigger_one_cloud_1e41d', table='partners_partnership', when='BEFORE'))),
        pgtrigger.migrations.AddTrigger(model_name='partnership', trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='ff59075d6600b088bb5c82e05f6511d1442921a9', operation='DELETE', pgid='pgtrigger_never_deleted_fc913', table='partners_partnership', when='BEFORE'))),
        pgtrigger.migrations.AddTrigger(model_name='partnership', trigger=pgtrigger.compiler.Trigger(name='pair_never_changes', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."provider_id" IS DISTINCT FROM (NEW."provider_id") OR OLD."reseller_id" IS DISTINCT FROM (NEW."reseller_id") OR OLD."started_at" IS DISTINCT FROM (NEW."started_at"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='e40108e2d4f1d7165f75d233d8563e74994dd4ed', operation='UPDATE', pgid='pgtrigger_pair_never_changes_3498c', table='partners_partnership', when='BEFORE'))),
        pgtrigger.migrations.AddTrigger(model_name='partnership', trigger=pgtrigger.compiler.Trigger(name='ended_never_changes', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."status" = \'ended\')', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='e05871d36bde600a5c2f75449672d282e09e6b19', operation='UPDATE', pgid='pgtrigger_ended_never_changes_59338', table='partners_partnership', when='BEFORE'))),
        pgtrigger.migrations.AddTrigger(model_name='partnershiprequest', trigger=pgtrigger.compiler.Trigger(name='one_cloud', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF (SELECT count(*) FROM (SELECT NEW."cloud_id" AS cloud_id WHERE NEW."cloud_id" IS NOT NULL UNION SELECT cloud_id FROM "partners_partner" WHERE id = NEW."provider_id" UNION SELECT cloud_id FROM "partners_partner" WHERE id = NEW."reseller_id") AS found) > 1 THEN\n                RAISE EXCEPTION \'partners_partnershiprequest would lie in two clouds\' USING ERRCODE = \'check_violation\';\n            END IF;\n            RETURN NEW;\n        ', hash='905c6fcd088951c37ac8f328eccbf29131a8876a', operation='INSERT OR UPDATE OF "cloud_id", "provider_id", "reseller_id"', pgid='pgtrigger_one_cloud_c21a1', table='partners_partnershiprequest', when='BEFORE'))),
        pgtrigger.migrations.AddTrigger(model_name='partnershiprequest', trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='d053a72896bb12b810ea4f872892eadeb541b5db', operation='DELETE', pgid='pgtrigger_never_deleted_3a0b1', table='partners_partnershiprequest', when='BEFORE'))),
        pgtrigger.migrations.AddTrigger(model_name='partnershiprequest', trigger=pgtrigger.compiler.Trigger(name='terms_never_change', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."cloud_id" IS DISTINCT FROM (NEW."cloud_id") OR OLD."provider_id" IS DISTINCT FROM (NEW."provider_id") OR OLD."expires_at" IS DISTINCT FROM (NEW."expires_at"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='56ec8e19516346d808c13883ee5b3e981a58ac7d', operation='UPDATE', pgid='pgtrigger_terms_never_change_23b34', table='partners_partnershiprequest', when='BEFORE'))),
        pgtrigger.migrations.AddTrigger(model_name='partnershiprequest', trigger=pgtrigger.compiler.Trigger(name='terminal_never_moves', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."status" IN (\'accepted\', \'declined\', \'cancelled\', \'expired\') AND (OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."ended_at" IS DISTINCT FROM (NEW."ended_at") OR OLD."ended_by_id" IS DISTINCT FROM (NEW."ended_by_id") OR OLD."end_reason" IS DISTINCT FROM (NEW."end_reason") OR OLD."reseller_id" IS DISTINCT FROM (NEW."reseller_id") OR OLD."decline_reason" IS DISTINCT FROM (NEW."decline_reason") OR OLD."partnership_id" IS DISTINCT FROM (NEW."partnership_id")))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='2289ce323afbf55067d8d2f6f1d7232cf98d9451', operation='UPDATE', pgid='pgtrigger_terminal_never_moves_9eeed', table='partners_partnershiprequest', when='BEFORE'))),
    ]
