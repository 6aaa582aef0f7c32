"""Where today's articles come from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ruentities.corpora.gold_files import read_lines

if TYPE_CHECKING:
    from pathlib import Path

# Whose texts an editor reads before they are published; the others are channels.
_GROUPS: Final = {
    "РИА Новости": "agencies",
    "BBC News | Русская служба": "agencies",
    "RBC": "RBC",
}
_FIELDS: Final = 4


def source_groups(root: Path) -> dict[str, str]:
    """Return for each of today's articles ``"agencies"``, ``"channels"`` or ``"RBC"``.

    Args:
        root: The folder of all corpora; ``today/sources.tsv`` names the channel of each text.

    Raises:
        FileNotFoundError: When the file is missing.
        ValueError: When a line has not four fields.
    """
    groups = {}
    for where, line in read_lines(root / "today" / "sources.tsv"):
        fields = line.split("\t")
        if len(fields) != _FIELDS:
            raise ValueError(f"{where}: {_FIELDS} fields expected, not {len(fields)}")
        groups[fields[0]] = _GROUPS.get(fields[2], "channels")
    del groups["name"]
    return groups
