"""Many keys as one parameter: a statement takes no more than some ten thousand, and is prepared anew for each count."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Integer, Select, cast, column, func, literal, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncConnection


def among(connection: AsyncConnection, keys: Iterable[int]) -> Select[Any]:
    """The keys as what a column may be `in_`: the database looks each of them up."""
    found = sorted(set(keys))
    if connection.dialect.name == "sqlite":
        return select(func.json_each(json.dumps(found)).table_valued(column("value", Integer)).c.value)
    return select(func.unnest(cast(literal(found, ARRAY(Integer)), ARRAY(Integer))))
