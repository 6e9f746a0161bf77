"""HubSpot's two shapes, and what is odd about each."""

from pathlib import Path

import pytest

from tests.adapters.vendor_files import VendorShop, vendor_shop

CONTACTS = (
    "_fivetran_deleted,id,property_email,property_firstname,property_createdate,property_country,"
    "property_lifecyclestage,property_hs_merged_object_ids,property_gender,property_mobilephone,"
    "property_phone\n"
    "FALSE,1,a@example.com,Zoé,2026-01-01 08:00:00,Belgique,marketingqualifiedlead,7;8,female,"
    "+32470123456,021234567\n"
    "TRUE,2,b@example.com,Jean,2026-01-01 08:00:00,Atlantis,customer,,,,0612345678\n"
)
MERGES = (
    "canonical_vid,contact_id,vid_to_merge,entity_id,timestamp\n1,1,7,json,2026-02-02 10:00:00\n"
)
EVENTS = (
    "id,created,email_campaign_id,type,filtered_event,recipient,sent_by_id\n"
    "s1,2026-03-01 08:00:00,5,SENT,false,a@example.com,\n"
    "p1,2026-03-01 07:59:00,5,PROCESSED,true,a@example.com,\n"
    "p2,2026-03-01 07:59:00,6,PROCESSED,true,a@example.com,\n"
    "o1,2026-03-01 09:00:00,5,OPEN,true,a@example.com,s1\n"
    "c1,2026-03-01 09:01:00,5,CLICK,false,a@example.com,s1\n"
    "b1,2026-03-01 09:02:00,5,BOUNCE,false,b@example.com,s1\n"
    "b2,2026-03-01 09:02:00,5,BOUNCE,false,c@example.com,s1\n"
    "b3,2026-03-01 09:02:00,5,BOUNCE,false,d@example.com,s1\n"
    "f1,2026-03-01 09:03:00,5,FORWARD,false,a@example.com,s1\n"
    "u1,2026-03-01 09:04:00,5,STATUSCHANGE,false,a@example.com,s1\n"
    "u2,2026-03-01 09:05:00,5,STATUSCHANGE,false,b@example.com,s1\n"
    "r1,2026-03-01 09:06:00,5,SPAMREPORT,false,a@example.com,s1\n"
    "x1,2026-03-01 09:07:00,5,TELEPATHY,false,a@example.com,s1\n"
)
PARTS = {
    "email_event_click.csv": "id,url,referer\nc1,https://shop.example/vase,\n",
    "email_event_bounce.csv": (
        "id,category,status,response\nb1,UNKNOWN_USER,550,\nb2,MAILBOX_FULL,552,\n"
        "b3,THROTTLED,451,\n"
    ),
    "email_event_status_change.csv": (
        "id,portal_subscription_status,requested_by\nu1,UNSUBSCRIBED,\nu2,SUBSCRIBED,\n"
    ),
}


@pytest.fixture
def shop(tmp_path: Path) -> VendorShop:
    return vendor_shop(tmp_path, "hubspot")


def test_a_contact_s_words_become_the_contract_s_codes(shop: VendorShop) -> None:
    shop.deliver({"contact.csv": CONTACTS})
    columns = ("contact_id", "lifecycle_stage", "country_code", "gender", "phone", "is_deleted")
    assert shop.rows("crm_contacts", *columns) == [
        ("1", "mql", "BE", "f", "+32470123456", "FALSE"),
        # A country that nobody knows stays for staging to judge.
        ("2", "customer", "Atlantis", None, "0612345678", "TRUE"),
    ]


def test_merges_come_from_the_audit_and_once_more_from_contacts_only_where_it_is_silent(
    shop: VendorShop,
) -> None:
    shop.deliver({"contact.csv": CONTACTS, "contact_merge_audit.csv": MERGES})
    columns = ("merge_id", "entity", "from_id", "into_id", "occurred_at")
    assert shop.rows("source_merges", *columns) == [
        ("8-1", "crm_contact", "8", "1", None),
        ("7-1", "crm_contact", "7", "1", "2026-02-02 10:00:00"),
    ]


def test_events_are_told_by_their_types_and_none_is_lost_without_a_reason(shop: VendorShop) -> None:
    shop.deliver({"contact.csv": CONTACTS, "email_event.csv": EVENTS, **PARTS})
    columns = ("message_event_id", "event_type", "is_machine", "message_id", "url")
    assert shop.rows("msg_events", *columns) == [
        ("s1", "sent", None, "s1", None),
        ("p2", "sent", None, None, None),
        ("o1", "opened", "true", "s1", None),
        ("c1", "clicked", "false", "s1", "https://shop.example/vase"),
        ("b1", "bounced_hard", None, "s1", None),
        ("b2", "bounced_soft", None, "s1", None),
        ("b3", "bounced_soft", None, "s1", None),
        ("u1", "unsubscribed", None, "s1", None),
        ("r1", "complained", None, "s1", None),
        # An unknown type is staging's to set aside, with its reason.
        ("x1", "telepathy", None, "s1", None),
    ]
    assert shop.unused("msg_events") == {
        "a change of subscription that is no unsubscription": 1,
        "a print or a forward is no event of the contract": 1,
        "the message has a SENT event": 1,
    }


def test_a_change_of_subscription_is_a_word_on_consent(shop: VendorShop) -> None:
    shop.deliver({"contact.csv": CONTACTS, "email_event.csv": EVENTS, **PARTS})
    assert shop.rows("msg_consents", "address", "purpose", "state", "occurred_at") == [
        ("a@example.com", "marketing", "withdrawn", "2026-03-01 09:04:00"),
        ("b@example.com", "marketing", "granted", "2026-03-01 09:05:00"),
    ]


EXPORT = (
    "\ufeffRecord ID,First Name,Last Name,Email,Phone Number,Country/Region,Lifecycle Stage,"
    "Create Date\n"
    "11,Zoé,Petit,a@example.com,0612345678,France,Marketing Qualified Lead,2024-03-12 09:14\n"
    "12,Jean,Roux,b@example.com,0612345679,Suisse,Sales Qualified Lead,3/15/2024 2:30 PM\n"
)


def test_an_export_has_words_for_codes_and_two_styles_of_dates(shop: VendorShop) -> None:
    shop.deliver({"hubspot-crm-exports-all-contacts-2026.csv": EXPORT})
    columns = ("contact_id", "lifecycle_stage", "country_code", "created_at")
    assert shop.rows("crm_contacts", *columns) == [
        ("11", "mql", "FR", "2024-03-12 09:14"),
        ("12", "sql", "CH", "2024-03-15 14:30:00"),
    ]
