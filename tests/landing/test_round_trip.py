"""Any cell that a CSV file can hold comes out of raw as it went in."""

import csv
import io
import tempfile
from pathlib import Path
from typing import Literal

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.landing.shop import make_shop

# Control characters are no text and left out; half of a surrogate pair cannot be written in UTF-8.
# What looks encoded twice (Ã©) is mended: see test_mending. It begins with one of these.
TWICE_ENCODED = "".join(map(chr, range(0xC2, 0xF5)))
CELLS = st.text(
    st.one_of(
        st.sampled_from(",;|\t\"\n\r 'œ€\u202f\u00a0😀"),
        st.characters(exclude_categories=["Cs", "Cc"], exclude_characters=TWICE_ENCODED),
    ),
    max_size=12,
)
RECORDS = st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=30)


def written(
    records: list[tuple[str, str, str]], delimiter: str, ending: str, quoting: Literal[0, 1]
) -> bytes:
    """The records as a CSV file."""
    target = io.StringIO(newline="")
    # Python 3.11 leaves a lone \r unquoted, which no reader can tell from the end of a line.
    if any("\r" in cell for record in records for cell in record):
        quoting = csv.QUOTE_ALL
    writer = csv.writer(target, delimiter=delimiter, lineterminator=ending, quoting=quoting)
    writer.writerow(["product_id", "title", "brand"])
    writer.writerows(records)
    return target.getvalue().encode()


@settings(max_examples=25, deadline=None)
@given(
    RECORDS,
    st.sampled_from(",;\t|"),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]),
)
def test_cells_survive_landing(
    records: list[tuple[str, str, str]], delimiter: str, ending: str, quoting: Literal[0, 1]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        shop = make_shop(Path(folder))
        landed = shop.land_one("shop_products.csv", written(records, delimiter, ending, quoting))
        rows = shop.query(
            "select product_id, title, brand from raw.shop_products order by source_line"
        )
    assert (landed.rows, landed.rejected) == (len(records), 0)
    assert rows == [tuple(cell or None for cell in record) for record in records]
