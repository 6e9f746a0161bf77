"""A small warehouse of the identity tables that the commands read."""

from pathlib import Path

import duckdb
import pytest

from orchestration.settings import Settings, load_settings

TABLES = """
create schema identity;
create schema customer;
create schema published;
create schema seeds;

create table identity.customer_identities as
select record_id, customer_id, split_part(record_id, ':', 1) as record_type,
    split_part(record_id, ':', 2) as source_id, timestamp '2026-01-01' + n * interval 1 day
        as first_seen_at
from (values
    ('crm_contact:crm:H1', 'c_anne', 1),
    ('shop_customer:shop:C1', 'c_anne', 2),
    ('guest_order:shop:O1', 'c_anne', 3),
    ('subscriber:email:anne.martin@orange.fr', 'c_anne', 4),
    ('crm_contact:crm:H2', 'c_paul', 5),
    ('crm_contact:crm:H3', 'c_lone', 6)
) as t (record_id, customer_id, n);

create table identity.identity_links (
    left_record_id varchar, right_record_id varchar, rule varchar, decision varchar,
    reason varchar, identifier_hash bigint, weight decimal(9, 4), version varchar,
    first_name_level varchar, last_name_level varchar, birth_date_level varchar,
    email_level varchar, phone_level varchar, address_level varchar
);
insert into identity.identity_links values
    ('crm_contact:crm:H1', 'shop_customer:shop:C1', 'same_account', 'auto', null, 1, 20, null,
        null, null, null, null, null, null),
    ('guest_order:shop:O1', 'shop_customer:shop:C1', 'weights', 'auto', null, null, 8.5, '1',
        'same', 'same_rare', 'missing', 'missing', 'missing', 'same'),
    ('crm_contact:crm:H1', 'subscriber:email:anne.martin@orange.fr', 'same_email', 'auto', null,
        2, 12, null, null, null, null, null, null, null),
    ('crm_contact:crm:H1', 'crm_contact:crm:H2', 'weights', 'vetoed', 'first_name', null, 7, '1',
        'different', 'same', 'missing', 'same', 'missing', 'same');

create table identity.int_identity__identifiers as
select * from (values
    ('crm_contact:crm:H1', 'account', 'shop:C1', 1, null),
    ('shop_customer:shop:C1', 'account', 'shop:C1', 1, null),
    ('crm_contact:crm:H1', 'email', 'anne.martin@orange.fr', 2, null),
    ('subscriber:email:anne.martin@orange.fr', 'email', 'anne.martin@orange.fr', 2, null),
    ('guest_order:shop:O1', 'phone', '+33612345678', 3, 'placeholder')
) as t (record_id, identifier_type, identifier_value, identifier_hash, block_reason);

create table identity.int_identity__records as
select * from (values
    ('guest_order:shop:O1', 'Anne', 'Martin', null, null, '0612345678', '4 rue Haute', '33000'),
    ('shop_customer:shop:C1', 'Anne', 'Martin', date '1980-05-06', null, null, '4 rue Haute', null)
) as t (record_id, first_name, last_name, birth_date, email, phone, address_line, postal_code);

create table identity.identity_events as
select 'c_gone' as customer_id, 'merged' as event, 'c_anne' as other_customer_id;

create table published.customer_identities as
select * from (values
    ('crm_contact:crm:H2', 'c_before'), ('crm_contact:crm:H1', 'c_anne')
) as t (record_id, customer_id);

create table customer.customer_attribute_values as
select 'c_anne' as customer_id, * from (values
    ('email', 'anne.martin@orange.fr', 'shop_customer:shop:C1', 'survives', true, 1),
    ('email', 'anne.martin@orange.fr', 'crm_contact:crm:H1', 'agrees', false, 2),
    ('email', 'amartin@free.fr', 'guest_order:shop:O1', 'verified_first', false, 3),
    ('phone', '+33612345678', 'guest_order:shop:O1', 'survives', true, 1),
    ('first_name', 'Anne', 'crm_contact:crm:H1', 'survives', true, 1)
) as t (attribute, attribute_value, record_id, decided_by, is_survivor, survivor_rank);

create table seeds.identity_rules as
select * from (values
    ('same_account', 'Both records name one shop account.'),
    ('same_email', 'One e-mail, equal first names.')
) as t (rule, description);

create table seeds.identity_weights as
select '1' as version, * from (values
    ('prior', 'always', -18.5), ('first_name', 'same', 7), ('first_name', 'different', -8),
    ('last_name', 'same_rare', 12), ('last_name', 'same', 9), ('birth_date', 'missing', 0),
    ('email', 'missing', 0), ('email', 'same', 14), ('phone', 'missing', 0), ('address', 'same', 8)
) as t (comparison, level, weight);
"""


@pytest.fixture
def built(tmp_path: Path) -> Settings:
    """Anne of four records, Paul who was nearly she, and a contact whom nothing compares with."""
    with duckdb.connect(tmp_path / "warehouse.duckdb") as connection:
        connection.execute(TABLES)
    return Settings(tmp_path, load_settings().variables, {})
