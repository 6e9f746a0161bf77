"""Klaviyo's two shapes, and what is odd about each."""

from pathlib import Path

import pytest

from orchestration.summary import landing_summary
from tests.adapters.vendor_files import VendorShop, vendor_shop

PEOPLE = (
    "id,updated,created,_fivetran_deleted,first_name,timezone,phone_number,email,custom_consent,"
    "custom_consent_method,custom_consent_timestamp,custom_consent_form_id,"
    "custom_consent_form_version,subscriptions_email_marketing_consent,"
    "subscriptions_email_marketing_suppression_reason\n"
    "p1,2026-02-01,2026-01-01,FALSE,Zoé,Europe/Paris,+33612345678,a@example.com,"
    '"[""email"", ""sms""]",Klaviyo Form,2026-01-02 10:00:00,X2,7,,\n'
    "p2,2026-02-01,2026-01-01,FALSE,Jean,,,b@example.com,,,,,,NEVER_SUBSCRIBED,\n"
    "p3,2026-02-01,2026-01-01,FALSE,Anna,,,c@example.com,,,,,,SUBSCRIBED,HARD_BOUNCE\n"
    "p4,2026-02-01,2026-01-01,FALSE,Nemo,,,,,,,,,,\n"
    "p5,2026-02-01,2026-01-01,FALSE,Vera,,,e@example.com,,,,,,,\n"
)
METRICS = (
    "id,name,integration_id\nm1,Received Email,k\nm2,Opened Email,k\nm3,Bounced Email,k\n"
    "m4,Unsubscribed from SMS Marketing,k\nm5,Placed Order,s\nm6,Subscribed to Email Marketing,k\n"
)
EVENTS = (
    "id,person_id,campaign_id,flow_id,datetime,metric_id,type,property_apple_privacy_open,"
    "property_bounce_type,property_method,property_form_id\n"
    "e1,p1,C1,,2026-03-01 08:00:00,m1,,,,,\n"
    "e2,p1,C1,,2026-03-01 09:00:00,m2,,true,,,\n"
    "e3,p1,,F1,2026-03-01 10:00:00,m2,,,,,\n"
    "e4,p3,C1,,2026-03-01 08:00:00,m3,,,Hard,,\n"
    "e5,p1,,,2026-03-02 08:00:00,m4,,,,,\n"
    "e6,p1,,,2026-03-02 08:00:00,m5,,,,,\n"
    "e7,p2,,,2026-03-02 08:00:00,m6,,,,Klaviyo Form,X9\n"
    "e8,p2,C1,,2026-03-02 08:00:00,unknown,Received Email,,,,\n"
    "e9,p2,C1,,2026-03-02 08:00:00,unknown,,,,,\n"
)


@pytest.fixture
def shop(tmp_path: Path) -> VendorShop:
    shop = vendor_shop(tmp_path, "klaviyo")
    shop.deliver({"person.csv": PEOPLE, "metric.csv": METRICS, "event.csv": EVENTS})
    return shop


def test_a_person_is_a_subscriber_of_each_channel_and_nobody_is_one_by_silence(
    shop: VendorShop,
) -> None:
    assert shop.rows("msg_subscribers", "subscriber_id", "channel", "status", "address") == [
        ("p1", "email", "subscribed", "a@example.com"),
        ("p2", "email", "never_subscribed", "b@example.com"),
        ("p3", "email", "bounced", "c@example.com"),
        ("p5", "email", "unknown", "e@example.com"),
        ("p1", "sms", "subscribed", "+33612345678"),
    ]
    assert shop.unused("msg_subscribers") == {"neither an e-mail address nor a phone number": 1}


def test_a_message_received_was_sent_too(shop: VendorShop) -> None:
    events = shop.rows("msg_events", "message_event_id", "event_type", "channel")
    assert [event for event in events if event[0].startswith("e1")] == [
        ("e1", "delivered", "email"),
        ("e1-sent", "sent", "email"),
    ]


def test_an_open_by_apple_s_proxy_is_a_machine_s(shop: VendorShop) -> None:
    opened = [
        row
        for row in shop.rows("msg_events", "event_type", "is_machine", "campaign_id")
        if row[0] == "opened"
    ]
    assert opened == [("opened", "true", "C1"), ("opened", "false", "flow:F1")]


def test_a_metric_of_the_shop_is_no_message_and_one_without_a_name_is_known_by_its_type(
    shop: VendorShop,
) -> None:
    events = dict(shop.rows("msg_events", "message_event_id", "event_type"))
    assert (events["e4"], events["e5"], events["e8"]) == (
        "bounced_hard",
        "unsubscribed",
        "delivered",
    )
    assert shop.unused("msg_events") == {
        "a metric that is no message: placed order": 1,
        "a metric that is no message: subscribed to email marketing": 1,
        "a metric that is no message: without a name": 1,
    }


def test_consent_is_what_events_say_and_what_a_form_wrote_down(shop: VendorShop) -> None:
    columns = ("consent_event_id", "channel", "state", "method", "source_text", "occurred_at")
    assert shop.rows("msg_consents", *columns) == [
        ("e5", "sms", "withdrawn", None, None, "2026-03-02 08:00:00"),
        ("e7", "email", "granted", "form", "X9", "2026-03-02 08:00:00"),
        ("p1-form", "email", "granted", "form", "X2 7", "2026-01-02 10:00:00"),
    ]
    assert shop.unused("msg_consents") == {"no consent written down": 4, "no word on consent": 7}


def test_columns_without_their_underscores_are_known_too(tmp_path: Path) -> None:
    shop = vendor_shop(tmp_path, "klaviyo")
    events = (
        "id,person_id,datetime,metric_id,type,propertybouncetype,propertyfailuretype\n"
        "e1,p1,2026-03-01 08:00:00,m,Bounced Email,Hard,mailbox does not exist\n"
    )
    shop.deliver({"event_norename.csv": events})
    assert shop.rows("msg_events", "event_type", "bounce_reason") == [
        ("bounced_hard", "mailbox does not exist")
    ]


def test_a_landing_says_what_it_made_of_the_vendor_s_rows(shop: VendorShop) -> None:
    told = landing_summary(shop.deliver({})).splitlines()
    made = "vendor: klaviyo/fivetran gives 5 rows of msg_subscribers"
    assert f"{made}; 1 records are none: see raw.unused_rows" in told
    assert "vendor: klaviyo/fivetran gives 0 rows of msg_campaigns" not in told


PROFILES = (
    "\ufeffEmail,Klaviyo ID,First Name,Phone Number,Source,Email Marketing Consent,"
    "Email Marketing Consent Timestamp,Profile Created On,Email Suppressions\n"
    "a@example.com,k1,Zoé,,form,SUBSCRIBED,2026-01-02 10:00:00,2026-01-01,[]\n"
    "b@example.com,k2,Jean,+33612345678,form,UNSUBSCRIBED,2026-01-03 10:00:00,2026-01-01,\n"
    "c@example.com,k3,Anna,,form,NEVER_SUBSCRIBED,,2026-01-01,\n"
    "d@example.com,k4,Paul,,form,SUBSCRIBED,2026-01-04 10:00:00,2026-01-01,\"['SPAM_COMPLAINT']\"\n"
    "e@example.com,k5,Vera,,form,,,2026-01-01,\n"
)


def test_an_export_of_profiles_says_who_may_be_written_to(tmp_path: Path) -> None:
    shop = vendor_shop(tmp_path, "klaviyo")
    shop.deliver({"all_profiles.csv": PROFILES})
    assert shop.rows("msg_subscribers", "subscriber_id", "channel", "status") == [
        ("k1", "email", "subscribed"),
        ("k2", "email", "unsubscribed"),
        ("k3", "email", "never_subscribed"),
        ("k4", "email", "complained"),
        ("k5", "email", "unknown"),
        ("k2", "sms", "unknown"),
    ]
    assert shop.rows("msg_consents", "subscriber_id", "state", "occurred_at") == [
        ("k1", "granted", "2026-01-02 10:00:00"),
        ("k2", "withdrawn", "2026-01-03 10:00:00"),
        ("k4", "granted", "2026-01-04 10:00:00"),
    ]
