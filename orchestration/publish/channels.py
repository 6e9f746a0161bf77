"""The channels we export for, and what a row must be to leave the house by one."""

from dataclasses import dataclass

import duckdb

from orchestration.errors import TresseError
from orchestration.sql import literal

# The shape of macros/normalise_email.sql: what it lets through leaves, and nothing that begins a
# formula in a spreadsheet or breaks a CSV cell.
_UNFIT = r"@\s\pZ\pC.,:;<>()\"\[\]\\"
_NAME = rf"[^{_UNFIT}=+-][^{_UNFIT}]*(?:[.][^{_UNFIT}]+)*"
_EMAIL = rf"{_NAME}@(?:[\pL\pN](?:[\pL\pN-]*[\pL\pN])?[.])+(?:\pL{{2,}}|xn--[a-z0-9-]+)"
_LONGEST_ADDRESS = 254
_PHONE = r"\+[1-9][0-9]{6,14}"
_CUSTOMER_ID = r"[A-Za-z0-9][A-Za-z0-9_.:-]*"


@dataclass(frozen=True)
class Channel:
    """How one channel names its people: the column, its SQL and what an address must match."""

    column: str
    expression: str
    pattern: str


CHANNELS = {
    "email": Channel("address", "address", _EMAIL),
    "sms": Channel("address", "address", _PHONE),
    # Ad platforms match on the hash of the trimmed lower-case e-mail; they never get it raw.
    "ads": Channel("email_sha256", "sha256(lower(trim(address)))", _EMAIL),
}


def require_valid_rows(connection: duckdb.DuckDBPyConnection) -> None:
    """Refuse rows that a destination could misread, naming how many and where, never whom."""
    patterns = " ".join(
        f"when {literal(name)} then regexp_full_match(address, {literal(channel.pattern)})"
        for name, channel in CHANNELS.items()
    )
    faults = connection.execute(
        f"""
        with judged as (
            select
                channel,
                segment,
                coalesce(
                    case channel {patterns} end
                    and length(address) <= {_LONGEST_ADDRESS}
                    and regexp_full_match(customer_id, {literal(_CUSTOMER_ID)}),
                    false
                ) as is_valid,
                count(*) over (partition by channel, segment, address) > 1 as is_twice
            from export_rows
        )
        select channel, segment, count(case when not is_valid then 1 end), count(*)
        from judged
        where not is_valid or is_twice
        group by channel, segment
        order by channel, segment
        """
    ).fetchall()
    if faults:
        channel, segment, invalid, count = faults[0]
        fault = "are not a valid address of it" if invalid else "share an address"
        raise TresseError(
            f"audience_members: {invalid or count} rows of channel {channel}, segment {segment} "
            f"{fault}: nothing was published and the last publication stays; "
            "they must be withheld in activation."
        )
