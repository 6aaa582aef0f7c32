"""The application of the page on services, called as a client calls it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("fastapi", reason="needs FastAPI: pip install fastapi httpx2")
pytest.importorskip("httpx2", reason="needs FastAPI: pip install fastapi httpx2")

from fastapi.testclient import TestClient

from ruentities import Document, extract
from tests.paths import DOCS
from tests.test_docs import fences

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.filterwarnings("default")  # FastAPI's own
PAGE = DOCS / "service.md"
TEXT = "Анна Седова приехала в Тверь 🔥."


def application() -> Any:
    ((_, code),) = fences(PAGE, "python")
    namespace: dict[str, Any] = {"__name__": "app"}
    exec(compile(code, str(PAGE), "exec"), namespace)
    return namespace["app"]


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with TestClient(application(), raise_server_exceptions=False) as made:
        yield made


def test_the_answer_is_the_document(client: TestClient) -> None:
    answer = client.post("/extract", json={"text": TEXT})
    assert answer.status_code == 200
    assert Document.model_validate_json(answer.text) == extract(TEXT)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b'{"text": "\\ud800"}', 422),
        (b'{"text": null}', 422),
        (b"{}", 422),
        (b"{", 422),
        (b'{"text": "' + b"a" * 100_001 + b'"}', 422),
        (b'{"text": "' + b"a" * 1_000_000 + b'"}', 413),
        (b'{"text": ""}', 200),
    ],
    ids=["surrogate", "null", "no text", "no JSON", "long", "large", "blank"],
)
def test_what_is_refused_is_no_error_of_the_server(
    body: bytes, status: int, client: TestClient
) -> None:
    headers = {"content-type": "application/json"}
    assert client.post("/extract", content=body, headers=headers).status_code == status


def test_openapi_describes_the_document(client: TestClient) -> None:
    schemas = client.get("/openapi.json").json()["components"]["schemas"]
    assert schemas["Mention"]["properties"]["normal"]["description"]
