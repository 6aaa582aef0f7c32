from __future__ import annotations

import pytest

pytest.importorskip("ray.data", reason="needs Ray: pip install 'ray[data]' pandas")

import pandas as pd
import ray

from ruentities.integrations.frames import add_entities

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("default")]  # Ray's own


def test_map_batches_takes_the_function_as_it_is() -> None:
    ray.init(num_cpus=2, include_dashboard=False, logging_level="ERROR", log_to_driver=False)
    try:
        news = ray.data.from_pandas(
            pd.DataFrame({"number": [0, 1, 2], "text": ["В Твери.", "Тихо.", "Из Омска."]})
        )
        found = news.map_batches(add_entities, batch_format="pandas").to_pandas()
    finally:
        ray.shutdown()
    rows = found.sort_values("number")
    names = [[entity["name"] for entity in entities] for entities in rows["entities"]]
    assert names == [["Тверь"], [], ["Омск"]]
