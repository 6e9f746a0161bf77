"""Brevo's export, API and webhooks, and what is odd about each."""

from pathlib import Path

import pytest

from tests.adapters.vendor_files import VendorShop, vendor_shop

ENGLISH = (
    "\ufeffCONTACT ID;EMAIL;LASTNAME;FIRSTNAME;WHATSAPP;SMS;DOUBLE_OPT-IN;OPT_IN;LANDLINE_NUMBER;"
    "EXT_ID;CONTACT_TIMEZONE;JOB_TITLE;LINKEDIN;ADDED_TIME;MODIFIED_TIME;_listIds;_SUBSCRIBED;"
    "_BLOCKLISTED\n"
    "1;a@example.com;Petit;Zoé;;33612345678;Yes;;;C1;Europe/Paris;;;12-03-2026;13-03-2026;[2|7];;\n"
    "2;b@example.com;Roux;Jean;;;;true;0412345678;;;;;12-03-2026;13-03-2026;[2];;true\n"
    "3;c@example.com;Blau;Max;;;;;;;;;;12-03-2026;13-03-2026;;;\n"
)
FRENCH = (
    "CONTACT ID;EMAIL;NOM;PRENOM;SMS;DOUBLE_OPT-IN;OPT_IN;EXT_ID;ADDED_TIME;MODIFIED_TIME\n"
    "1;a@example.com;Petit;Zoé;;;oui;;12-03-2026;13-03-2026\n"
)
CONTACTS = (
    '{"id": 1, "email": "a@example.com", "emailBlacklisted": false, "smsBlacklisted": true, '
    '"listIds": [2, 7], "createdAt": "2026-01-01T10:00:00.000+01:00", "modifiedAt": '
    '"2026-01-02T10:00:00.000+01:00", "profile_id": "xkeysib-secret", "attributes": {"PRENOM": '
    '"Zoé", "NOM": "Petit", "SMS": "33612345678", "EXT_ID": "C1", "DOUBLE_OPT-IN": "Yes"}}\n'
    '{"id": 2, "email": "b@example.com", "emailBlacklisted": false, "smsBlacklisted": false, '
    '"listIds": [2], "createdAt": "2026-01-01", "modifiedAt": "2026-01-02", "attributes": {}}\n'
    '{"id": 3, "email": "c@example.com", "emailBlacklisted": true, "smsBlacklisted": false, '
    '"listIds": [], "createdAt": "2026-01-01", "modifiedAt": "2026-01-02", "attributes": '
    '{"OPT_IN": true}}\n'
)
# ts_event is 1 March 2026, 08:00 UTC; the other two say the same moment in other clocks.
CLOCKS = (
    '"date": "2026-03-01 09:00:00", "date_event": "2026-03-01 03:00:00", "ts_event": 1772352000'
)
KINDS = [
    *("request", "delivered", "opened", "unique_opened", "uniqueOpened", "proxy_open"),
    *("uniqueProxyOpen", "click", "hard_bounce", "softBounce", "invalid_email", "blocked"),
    *("deferred", "spam", "unsubscribe", "list_addition", "moved"),
]
# Webhooks of campaigns have names of their own for what those of single messages tell too.
CAMPAIGN_KINDS = ["hard_bounced", "soft_bounced", "complaint", "contact_deleted"]
EVENTS = "".join(
    f'{{"event": "{kind}", "email": "a@example.com", "id": 7, {CLOCKS}, "message-id": "<m1>", '
    f'"camp_id": 5, "link": null, "reason": null}}\n'
    for kind in KINDS
)


@pytest.fixture
def shop(tmp_path: Path) -> VendorShop:
    return vendor_shop(tmp_path, "brevo", date_format="dmy")


def test_an_english_and_a_french_export_are_one_table(shop: VendorShop) -> None:
    shop.deliver({"contacts_1.csv": ENGLISH, "contacts_2.csv": FRENCH})
    columns = ("contact_id", "first_name", "last_name", "phone", "created_at")
    assert shop.rows("crm_contacts", *columns) == [
        ("1", "Zoé", "Petit", "33612345678", "12-03-2026"),
        ("2", "Jean", "Roux", "0412345678", "12-03-2026"),
        ("3", "Max", "Blau", None, "12-03-2026"),
        ("1", "Zoé", "Petit", None, "12-03-2026"),
    ]


def test_who_is_blocked_never_subscribed_and_silence_is_no_consent(shop: VendorShop) -> None:
    shop.deliver({"contacts.csv": ENGLISH})
    assert shop.rows("msg_subscribers", "subscriber_id", "channel", "status", "list_ids") == [
        ("1", "email", "subscribed", "2|7"),
        ("2", "email", "unsubscribed", "2"),
        ("3", "email", "unknown", None),
        ("1", "sms", "unknown", "2|7"),
    ]
    assert shop.rows("msg_consents", "subscriber_id", "state", "opt_in_level") == [
        ("1", "granted", "double")
    ]
    assert shop.unused("msg_consents") == {"no confirmed opt-in": 2}


# The export names the channels on which a contact is subscribed or blocked.
CHANNELS = (
    "CONTACT ID;EMAIL;SMS;DOUBLE_OPT-IN;ADDED_TIME;_SUBSCRIBED;_BLOCKLISTED\n"
    "blocked by e-mail;a@example.com;33612345678;Yes;12-03-2026;sms_marketing;email_marketing\n"
    "blocked by SMS;b@example.com;33612345679;;12-03-2026;[email_marketing];[sms_marketing]\n"
    "blocked by both;c@example.com;33612345670;;12-03-2026;;email_marketing|sms_marketing\n"
    "blocked by nothing;d@example.com;33612345671;;12-03-2026;email_marketing;[]\n"
    "blocked by whatever that is;e@example.com;33612345672;Yes;12-03-2026;;everything\n"
)


def test_an_export_says_by_channel_who_is_blocked(shop: VendorShop) -> None:
    shop.deliver({"contacts.csv": CHANNELS})
    statuses = shop.rows("msg_subscribers", "subscriber_id", "channel", "status")
    assert statuses[:5] == [
        ("blocked by e-mail", "email", "unsubscribed"),
        ("blocked by SMS", "email", "subscribed"),
        ("blocked by both", "email", "unsubscribed"),
        ("blocked by nothing", "email", "subscribed"),
        ("blocked by whatever that is", "email", "unsubscribed"),
    ]
    assert statuses[5:] == [
        ("blocked by e-mail", "sms", "subscribed"),
        ("blocked by SMS", "sms", "unsubscribed"),
        ("blocked by both", "sms", "unsubscribed"),
        ("blocked by nothing", "sms", "unknown"),
        ("blocked by whatever that is", "sms", "unsubscribed"),
    ]


def test_a_phone_number_alone_has_no_opt_in_by_e_mail(shop: VendorShop) -> None:
    phone_only = CHANNELS.splitlines()[0] + "\n1;;33612345678;Yes;12-03-2026;;\n"
    shop.deliver({"contacts.csv": phone_only})
    assert shop.rows("msg_subscribers", "channel", "status") == [("sms", "unknown")]
    assert shop.rows("msg_consents", "address") == []


def test_attributes_that_are_no_json_cost_one_contact_its_names_and_no_landing(
    shop: VendorShop,
) -> None:
    shop.deliver(
        {
            "contacts.csv": (
                "id,email,emailBlacklisted,attributes\n"
                "1,a@example.com,true,{'PRENOM': 'Zoé'}\n"
                '2,b@example.com,false,"{""PRENOM"": ""Léa"", ""DOUBLE_OPT-IN"": ""Yes""}"\n'
            )
        }
    )
    assert shop.rows("msg_subscribers", "subscriber_id", "first_name", "status") == [
        ("1", None, "unsubscribed"),
        ("2", "Léa", "subscribed"),
    ]


def test_a_contact_that_is_not_blocked_has_not_consented(shop: VendorShop) -> None:
    shop.deliver({"contacts.jsonl": CONTACTS})
    columns = ("subscriber_id", "channel", "status", "list_ids", "external_customer_id")
    assert shop.rows("msg_subscribers", *columns) == [
        ("1", "email", "subscribed", "2|7", "C1"),
        ("2", "email", "unknown", "2", None),
        ("3", "email", "unsubscribed", None, None),
        ("1", "sms", "unsubscribed", "2|7", "C1"),
    ]
    assert shop.rows("crm_contacts", "first_name", "last_name")[0] == ("Zoé", "Petit")


def test_a_loader_s_column_with_the_api_key_never_lands(shop: VendorShop) -> None:
    shop.deliver({"contacts.jsonl": CONTACTS})
    path = shop.settings.lake / "raw" / "brevo_api__contacts" / "*.parquet"
    stored = shop.query(f"select * from read_parquet('{path}')")
    assert len(stored) == 3
    assert "xkeysib" not in str(stored)


def test_case_19_of_the_three_times_of_a_webhook_the_one_in_utc_counts(shop: VendorShop) -> None:
    shop.deliver({"contacts.jsonl": CONTACTS, "webhook_events.jsonl": EVENTS})
    assert set(shop.rows("msg_events", "occurred_at")) == {("2026-03-01 08:00:00",)}


def test_a_proxy_s_open_is_a_machine_s_and_a_first_open_is_no_second_one(shop: VendorShop) -> None:
    shop.deliver({"contacts.jsonl": CONTACTS, "webhook_events.jsonl": EVENTS})
    assert shop.rows("msg_events", "event_type", "is_machine") == [
        ("sent", "false"),
        ("delivered", "false"),
        ("opened", "false"),
        ("opened", "true"),
        ("clicked", "false"),
        ("bounced_hard", "false"),
        ("bounced_soft", "false"),
        ("bounced_hard", "false"),
        ("dropped", "false"),
        ("deferred", "false"),
        ("complained", "false"),
        ("unsubscribed", "false"),
        # A name that Brevo may invent stays for staging to set aside.
        ("moved", "false"),
    ]
    assert shop.unused("msg_events") == {
        "a list, no message": 1,
        "the first of several opens, which is there as an open too": 3,
    }


def test_a_bounce_has_another_name_in_a_campaign_s_webhook(shop: VendorShop) -> None:
    lines = [EVENTS.splitlines()[0].replace("request", kind) for kind in CAMPAIGN_KINDS]
    shop.deliver({"contacts.jsonl": CONTACTS, "webhook_events.jsonl": "\n".join(lines)})
    assert shop.rows("msg_events", "event_type") == [
        ("bounced_hard",),
        ("bounced_soft",),
        ("complained",),
    ]
    assert shop.unused("msg_events") == {"a contact, no message": 1}


def test_an_unsubscription_withdraws_consent(shop: VendorShop) -> None:
    shop.deliver({"contacts.jsonl": CONTACTS, "webhook_events.jsonl": EVENTS})
    assert shop.rows("msg_consents", "address", "state", "occurred_at") == [
        ("a@example.com", "granted", "2026-01-01T10:00:00.000+01:00"),
        ("a@example.com", "withdrawn", "2026-03-01 08:00:00"),
    ]


def test_a_webhook_that_is_sent_again_is_a_replay(shop: VendorShop) -> None:
    shop.deliver({"contacts.jsonl": CONTACTS, "webhook_events.jsonl": EVENTS + EVENTS})
    ids = [row[0] for row in shop.rows("msg_events", "message_event_id")]
    assert (len(ids), len(set(ids))) == (26, 13)
    assert len(shop.query("select distinct row_hash from raw.msg_events")) == 13


def test_campaigns_by_e_mail_and_by_sms_are_numbered_apart(shop: VendorShop) -> None:
    shop.deliver(
        {
            "contacts.jsonl": CONTACTS,
            "email_campaigns.csv": (
                "id,name,subject,type,status,sentDate,tag\n"
                "5,Mai,Bonjour,classic,sent,2026-05-01,news\n6,Panier,Oubli ?,trigger,sent,,\n"
            ),
            "sms_campaigns.csv": (
                "id,name,status,content,sender,scheduledAt\n5,SMS,sent,Bonjour,Shop,2026-05-02\n"
            ),
        }
    )
    assert shop.rows("msg_campaigns", "campaign_id", "kind", "channel", "sent_at") == [
        ("5", "campaign", "email", "2026-05-01"),
        ("6", "flow", "email", None),
        ("sms:5", "campaign", "sms", "2026-05-02"),
    ]
