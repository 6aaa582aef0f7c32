"""Build wheel and sdist twice: the same bytes, and exactly the files that belong there."""

import os
import re
import runpy
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).parents[1]
VERSION = runpy.run_path(str(ROOT / "ruentities" / "version.py"))["VERSION"]
NAME = f"ruentities-{VERSION}"


def tracked(*places: str) -> set[str]:
    """Return the files of the repository in some places."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", *places], cwd=ROOT, check=True, capture_output=True
    )
    return set(filter(None, listed.stdout.decode().split("\0")))


def build(source: Path, out: Path) -> dict[str, str]:
    """Build both packages and return the hash of each."""
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1700000000"}
    command = [sys.executable, "-m", "hatchling", "build", "-d", str(out)]
    subprocess.run(command, cwd=source, check=True, env=environment, capture_output=True)
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in out.iterdir()}


def check(kind: str, found: list[str], expected: set[str]) -> None:
    """Stop when a package has other files than it should."""
    if sorted(found) != sorted(expected):
        sys.exit(f"{kind}: unexpected or missing {sorted(set(found) ^ expected)}")
    print(f"{kind}: {len(found)} files, as expected")


def main() -> None:
    """Build in the repository, and in a copy whose files are new and have other permissions."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, "copy")
        for name in tracked():
            target = copy / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, target)
            target.chmod(0o600)
        one, other = Path(folder, "one"), Path(folder, "other")
        hashes, again = build(ROOT, one), build(copy, other)
        if hashes != again:
            sys.exit(f"two builds differ: {hashes} {again}")
        wheel, sdist = f"{NAME}-py3-none-any.whl", f"{NAME}.tar.gz"
        for name in (wheel, sdist):
            print(f"{name}: two builds, sha256 {hashes[name]}")
        library = tracked("ruentities")
        data = {
            f"ruentities/data/{name}"
            for name in (
                *("model.npz", "corpora.npz", "names.tsv", "paradigms.tsv"),
                *("declensions.tsv", "readings.tsv", "links.tsv", "vocabulary.npz"),
            )
        }
        assert {"ruentities/py.typed", *data} <= library
        info = f"{NAME}.dist-info"
        made = {f"{info}/{name}" for name in ("METADATA", "RECORD", "WHEEL", "entry_points.txt")}
        check(
            "wheel",
            zipfile.ZipFile(one / wheel).namelist(),
            {*library, *made, f"{info}/licenses/LICENSE"},
        )
        told = zipfile.ZipFile(one / wheel).read(f"{info}/METADATA").decode()
        if dead := re.findall(r"\]\((?!https?:)[^)]*\)", told):
            sys.exit(f"the package's page has links that lead nowhere: {dead}")
        pages = tracked("tests", "docs", "README.md", "CHANGELOG.md", "LICENSE")
        whole = {*library, *pages, "pyproject.toml", ".gitignore", "PKG-INFO"}
        with tarfile.open(one / sdist) as archive:
            files = [member.name for member in archive.getmembers() if member.isfile()]
        check("sdist", files, {f"{NAME}/{name}" for name in whole})


if __name__ == "__main__":
    main()
