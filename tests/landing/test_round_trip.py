"""Any cell that a CSV file can hold comes out of raw as it went in."""

import csv
import io
import tempfile
from pathlib import Path
from typing import Literal

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.landing.shop import make_shop

# NUL is not text; half of a surrogate pair cannot be written in UTF-8.
CELLS = st.text(
    st.one_of(
        st.sampled_from(",;|\t\"\n\r 'é€\u202f\u00a0😀"),
        st.characters(exclude_characters="\x00", exclude_categories=["Cs"]),
    ),
    max_size=12,
)
RECORDS = st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=30)


def written(
    records: list[tuple[str, str, str]], delimiter: str, ending: str, quoting: Literal[0, 1]
) -> bytes:
    """The records as a CSV file."""
    target = io.StringIO(newline="")
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
