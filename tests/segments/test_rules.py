"""What a condition may say, and that everything else is refused."""

import pytest

from orchestration.segments.expressions import rule_text, sql_lines
from orchestration.segments.parsing import RuleError
from orchestration.segments.rules import read_condition
from orchestration.segments.vocabulary import Vocabulary

HOSTILE = {
    "a subquery": "n_orders > (select 1)",
    "a subquery in a list": "gender in (select 'F')",
    "exists": "exists (select 1)",
    "all of a subquery": "n_orders > all (select 1)",
    "a second statement": "n_orders > 1; drop table customers",
    "a trailing semicolon": "n_orders > 1;",
    "a union": "n_orders > 1 union select true",
    "a whole select": "select true",
    "a line comment": "n_orders > 1 -- and is_loyalty_member",
    "a block comment": "n_orders > /* 5 */ 1",
    "Jinja": "n_orders > {{ var('x') }}",
    "a Jinja block": "n_orders > 1 {% if true %}",
    "Jinja in a text": "gender = '{{ env_var(\"HOME\") }}'",
    "a brace": "gender = '}'",
    "a backslash": "gender = '\\'",
    "a line break": "n_orders > 1\nor true",
    "an invisible character": "n_orders\u200b > 1",
    "reading a file": "read_text('/etc/passwd') = 'x'",
    "reading the environment": "getenv('HOME') = 'x'",
    "an unknown function": "my_function(n_orders) > 1",
    "a function of a known name elsewhere": "length(gender) > 1",
    "a qualified function": "main.days_ago(3) > last_order_date",
    "an aggregate": "sum(n_orders) > 1",
    "a count of all": "count(*) > 1",
    "a window": "row_number() over () = 1",
    "a window over a segment": "in_segment(vip) over ()",
    "today": "last_order_date > current_date",
    "now": "open_cart_at > now()",
    "the current timestamp": "open_cart_at > current_timestamp",
    "a cast": "cast(n_orders as integer) > 1",
    "a short cast": "n_orders::integer > 1",
    "a date literal": "last_order_date > date '2026-01-01'",
    "an interval": "last_order_date > as_of - interval 30 day",
    "a star": "*",
    "columns": "columns(*) > 1",
    "a lambda": "list_filter([1], x -> x > n_orders)",
    "a list": "[n_orders] = [1]",
    "an element": "gender[1] = 'F'",
    "a struct": "{'a': n_orders} is null",
    "a tuple": "(n_orders, aov) = (1, 2)",
    "case": "case when n_orders > 1 then true end",
    "if": "if(n_orders > 1, true, false)",
    "like": "gender like 'F%'",
    "a regular expression": "gender ~ 'F'",
    "concatenation": "gender || 'x' = 'Fx'",
    "texts side by side": "gender = 'F' 'x'",
    "a power": "n_orders ^ 2 > 1",
    "a remainder": "n_orders % 2 = 1",
    "whole division": "n_orders // 2 = 1",
    "a parameter": "n_orders > ?",
    "a named parameter": "n_orders > $minimum",
    "an alias": "n_orders > 1 as vip",
    "a quoted name": '"n_orders" > 1',
    "a table": "customer_features.n_orders > 1",
    "a schema": "main.customer_features.n_orders > 1",
    "another column": "email = 'a'",
    "the customer's id": "customer_id = 'c1'",
    "a pseudo column": "rowid > 1",
    "symmetric between": "n_orders between symmetric 2 and 1",
    "is true": "is_loyalty_member is true",
    "a dollar text": "gender = $$F$$",
    "an escape text": "gender = e'F'",
    "an empty list": "gender in ()",
    "a list of features": "n_orders in (n_orders_30d)",
    "a bare column after in": "n_orders in n_orders_30d",
    "distinct in a call": "coalesce(distinct n_orders, 1) > 1",
    "a negative day": "last_order_date > days_ago(-1)",
    "a feature for a day": "last_order_date > days_ago(n_orders)",
    "a fraction of a day": "last_order_date > days_ago(1.5)",
    "two days": "last_order_date > days_ago(1, 2)",
    "too many days": "last_order_date > days_ago(99999999)",
    "a text as a segment": "in_segment('vip')",
    "two segments": "in_segment(vip, men)",
    "a qualified segment": "in_segment(main.vip)",
    "an exponent": "n_orders > 1e300",
    "a huge number": "n_orders > 99999999999999999999",
    "nothing": "",
    "spaces": "   ",
    "no feature": "1 = 1",
    "plain true": "true",
    "an open bracket": "(n_orders > 1",
    "an open quote": "gender = 'F",
    "a thousand brackets": "(" * 1000 + "n_orders > 1" + ")" * 1000,
    "a thousand nots": "not " * 1000 + "is_loyalty_member",
    "a hundred brackets": "(" * 90 + "n_orders > 1" + ")" * 90,
    "a lambda of Python": "lambda row: row",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_what_the_language_does_not_have_is_refused(text: str, vocabulary: Vocabulary) -> None:
    with pytest.raises(RuleError):
        read_condition(text, vocabulary)


SENTENCES = {
    "n_ordres > 1": "names the unknown feature 'n_ordres'; the nearest known name is 'n_orders'",
    "N_ORDERS > 1": "names the unknown feature 'N_ORDERS'; the nearest known name is 'n_orders'",
    "day_ago(3) < last_order_date": (
        "uses the unknown function 'day_ago'; the nearest known name is 'days_ago'"
    ),
    "n_orders > (select 1)": "uses a subquery, which rules do not have; make a feature",
    "last_order_date > current_date": "uses 'currentdate', which rules do not have; make a feature",
    "gender = null": "compares with null; write 'is null' or 'is not null'",
    "gender = 1": "compares a text with a number",
    "last_order_date > '2026-01-01'": "compares a date with a text",
    "open_cart_at > days_ago(3)": "compares an instant with a date",
    "as_of - 30 < last_order_date": "has a date where a number belongs: 'as_of'",
    "n_orders": "is a number, not a condition",
    "n_orders and aov > 1": "has a number where true or false belongs: 'n_orders'",
    "not gender": "has a text where true or false belongs: 'gender'",
    "coalesce(n_orders) > 1": "gives 'coalesce' a single value",
    "coalesce(n_orders, gender) > 1": "compares a number with a text",
    "aov / 0 > 1": "divides by zero",
    "aov / 0.00 > 1": "divides by zero",
    "n_orders > 1e3": "holds '1e3'; write a number as 12 or 0.5",
    "days_ago(x) > as_of": "needs one whole number up to 36500 in days_ago()",
    "1 = 1": "tests no feature and no segment",
    "n_orders > 1;": "holds a semicolon; write one condition",
    "n_orders > 1 -- x": "holds a comment; write it above the line with #",
}


@pytest.mark.parametrize(("text", "sentence"), SENTENCES.items())
def test_a_refusal_says_what_is_wrong(text: str, sentence: str, vocabulary: Vocabulary) -> None:
    with pytest.raises(RuleError) as error:
        read_condition(text, vocabulary)
    assert sentence in error.value.problems


def test_all_problems_of_a_condition_are_named_at_once(vocabulary: Vocabulary) -> None:
    with pytest.raises(RuleError) as error:
        read_condition("n_ordres > 1 and lower(gender) = 'f'", vocabulary)
    assert len(error.value.problems) == 2


HONEST = {
    "n_orders>=2": "n_orders >= 2",
    "not in_segment(vip)": "not vip",
    "gender <> 'O''Brien'": "gender != 'O''Brien'",
    "last_order_date > days_ago( 030 )": "last_order_date > {{ days_ago(30) }}",
    "last_order_date<=months_ago(6)": "last_order_date <= {{ months_ago(6) }}",
    "open_cart_at<=hours_ago(1)": "open_cart_at <= {{ hours_ago(1) }}",
    "last_order_date = as_of": "last_order_date = as_of",
    "NOT n_orders = 1": "not (n_orders = 1)",
    "not n_orders between 1 and 2": "n_orders not between 1 and 2",
    "gender not in ('F','M')": "gender not in ('F', 'M')",
    "gender is not null": "gender is not null",
    "gender is distinct from 'F'": "gender is distinct from 'F'",
    "gender is not distinct from null": "gender is not distinct from null",
    "n_orders = 1 or aov > 3 and n_items > 2": "n_orders = 1 or (aov > 3 and n_items > 2)",
    "(n_orders = 1 or aov > 3) and n_items > 2": "(n_orders = 1 or aov > 3)\nand n_items > 2",
    "aov > 1.5 * (shop_aov + 2) / n_orders": ("aov > 1.5 * (shop_aov + 2) / nullif(n_orders, 0)"),
    "aov / 2 > 1": "aov / 2 > 1",
    "- - n_orders < 1": "-(-n_orders) < 1",
    "n_orders - -1 > 0": "n_orders - -1 > 0",
    "n_orders - (1 - 2) > 0": "n_orders - (1 - 2) > 0",
    "is_loyalty_member = (n_orders > 1)": "is_loyalty_member = (n_orders > 1)",
    "is_loyalty_member is null = true": "(is_loyalty_member is null) = true",
    "abs(least(n_orders, 3)) > 2": "abs(least(n_orders, 3)) > 2",
    "coalesce(in_segment(vip), false)": "coalesce(vip, false)",
}


@pytest.mark.parametrize(("text", "sql"), HONEST.items())
def test_a_condition_is_written_out_again(text: str, sql: str, vocabulary: Vocabulary) -> None:
    assert "\n".join(sql_lines([read_condition(text, vocabulary)])) == sql


def test_an_or_condition_keeps_its_parentheses(vocabulary: Vocabulary) -> None:
    texts = ["n_orders = 1 or aov > 3", "n_items > 2"]
    conditions = [read_condition(text, vocabulary) for text in texts]
    assert sql_lines(conditions) == ["(n_orders = 1 or aov > 3)", "and n_items > 2"]
    assert rule_text(conditions) == "(n_orders = 1 or aov > 3) and n_items > 2"


def test_the_catalogue_shows_the_rule_in_its_own_language(vocabulary: Vocabulary) -> None:
    condition = read_condition("not in_segment(vip) and as_of > days_ago(3)", vocabulary)
    assert rule_text([condition]) == "not in_segment(vip) and as_of > days_ago(3)"


@pytest.mark.parametrize("text", HONEST)
def test_the_written_rule_reads_as_the_same_rule(text: str, vocabulary: Vocabulary) -> None:
    once = read_condition(text, vocabulary)
    twice = read_condition(rule_text([once]), vocabulary)
    assert sql_lines([twice]) == sql_lines([once])


def test_long_choices_are_broken_into_lines(vocabulary: Vocabulary) -> None:
    countries = ", ".join(f"'{a}{b}'" for a in "ABCD" for b in "EFGHI")
    lines = sql_lines([read_condition(f"country_code not in ({countries})", vocabulary)])
    assert lines[0] == "country_code not in ("
    assert lines[1] == "    'AE',"
    assert lines[-2:] == ["    'DI'", ")"]
