from django.db import migrations

# What `customers.relationships.index` keeps from now on, for the rows that are there; the trigger writes the labels.
KNOW = """
UPDATE relationships_partnercustomer AS pair SET
    is_agreed = EXISTS (SELECT FROM agreements_agreementacceptance WHERE customer_id = pair.customer_id),
    nears_end = pair.rights = 'granular' AND pair.rights_until IS NOT NULL AND pair.rights_until <= now() + interval '32 days',
    beside = ARRAY(
        SELECT provider_id FROM resellers
            WHERE partner_id = pair.partner_id AND customer_id = pair.customer_id AND provider_id IS NOT NULL
        UNION SELECT partner_id FROM resellers WHERE provider_id = pair.partner_id AND customer_id = pair.customer_id
    );
""".replace("resellers", "relationships_resellerrelationship")


class Migration(migrations.Migration):

    dependencies = [
        ("agreements", "0001_keep_versioned_agreements"),
        ("relationships", "0006_list_customers_by_every_filter_in_every_order"),
    ]

    operations = [migrations.RunSQL(KNOW, migrations.RunSQL.noop)]
