"""A model that is missing, altered or of another form is told apart, by name."""

import json
import shutil
from pathlib import Path

import pytest

from reportedly.errors import ModelError
from reportedly.models.learned import SHIPPED, load_learned
from reportedly.models.manifest import FILES, FORMAT, load_manifest


@pytest.fixture
def model(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED, tmp_path / "model"))


def test_the_shipped_model_is_whole_and_small() -> None:
    manifest = load_manifest(SHIPPED)
    assert manifest.version.startswith("reader-")
    assert 0 < manifest.least < 1
    assert sum((SHIPPED / f).stat().st_size for f in FILES) <= 30 * 2**20


@pytest.mark.parametrize("name", FILES)
def test_an_altered_file_is_named(model: Path, name: str) -> None:
    data = bytearray((model / name).read_bytes())
    data[len(data) // 2] ^= 1
    (model / name).write_bytes(data)
    with pytest.raises(ModelError, match=rf"{name}: expected sha256 .* altered or cut short"):
        load_learned(model)


@pytest.mark.parametrize("name", [*FILES, "manifest.json"])
def test_a_missing_file_is_named(model: Path, name: str) -> None:
    (model / name).unlink()
    with pytest.raises(ModelError, match=name):
        load_learned(model)


def test_another_format_is_refused(model: Path) -> None:
    rewrite(model, format="reportedly-reader-9")
    with pytest.raises(ModelError, match=f"expected a model of format '{FORMAT}', got 'reportedly-reader-9'"):
        load_learned(model)


@pytest.mark.parametrize("written", ["", "[1]", "{"])
def test_a_manifest_that_is_none(model: Path, written: str) -> None:
    (model / "manifest.json").write_text(written)
    with pytest.raises(ModelError, match="expected"):
        load_learned(model)


@pytest.mark.parametrize("field", ["crf", "kinds", "confidence", "least", "version"])
def test_a_manifest_without_a_field(model: Path, field: str) -> None:
    rewrite(model, **{field: None})
    with pytest.raises(ModelError, match=r"manifest.json: expected the fields"):
        load_learned(model)


def test_a_graph_that_is_none_though_its_hash_is_right(model: Path) -> None:
    import hashlib

    junk = b"no graph"
    (model / "roles.onnx").write_bytes(junk)
    files = json.loads((model / "manifest.json").read_text())["files"]
    files["roles.onnx"]["sha256"] = hashlib.sha256(junk).hexdigest()
    rewrite(model, files=files)
    with pytest.raises(ModelError, match=r"roles.onnx: expected an ONNX graph"):
        load_learned(model)


def rewrite(model: Path, **changes: object) -> None:
    path = model / "manifest.json"
    written = {**json.loads(path.read_text()), **changes}
    path.write_text(json.dumps({k: v for k, v in written.items() if v is not None}))
