from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

pytest.importorskip("dask.dataframe", reason="needs Dask: pip install 'dask[dataframe]'")
pytest.importorskip("pyarrow")

import dask.dataframe as dd
import pandas as pd
import pyarrow.parquet as pq

from ruentities.integrations.arrow import MENTIONS
from ruentities.integrations.frames import mentions

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.filterwarnings("default")  # Dask's own


def test_parts_without_and_with_mentions_are_one_table(tmp_path: Path) -> None:
    texts = ["Тихо.", None, "Анна Юрьевна Седова приехала в Тверь.", "В Омске снег."]
    news = dd.from_pandas(pd.DataFrame({"text": texts}), npartitions=2)
    found = news.map_partitions(mentions, meta=mentions(pd.DataFrame({"text": []})))
    found.to_parquet(tmp_path, write_index=False)
    files = sorted(tmp_path.glob("*.parquet"))
    assert [pq.read_schema(file).types for file in files] == [MENTIONS.types] * 2
    rows = pd.read_parquet(tmp_path)
    assert rows[["document", "name"]].to_numpy().tolist() == [
        ["2", "Анна Юрьевна Седова"],
        ["2", "Тверь"],
        ["3", "Омск"],
    ]
