"""Named mentions to entities: who is the same, and the fullest name.

A link is made only when one candidate fits: a missed link leaves two entities, a wrong one puts
words into somebody's mouth.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from ruentities.document import Location, Mention, Organization, Person
from ruentities.lexicon import fold, is_initial
from ruentities.morphology import lemmas
from ruentities.person_names import Parts, split_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ruentities.document import Entity, Type
    from ruentities.lexicon import Aliases
    from ruentities.normalization import Name
    from ruentities.segmentation import Tokens

_LONGEST_ACRONYM: Final = 8
# So many people of one surname or first name are told apart in one document.
_NAMESAKES: Final = 30
_SMALL_WORDS: Final = frozenset("и по в на о об при для с со у к за из".split())


@dataclass(slots=True, eq=False)
class Cluster:
    """Mentions of one entity, while it is being put together.

    Attributes:
        names: Its mentions.
        normals: Their normal forms.
        parts: For a person, what is known of the parts of the name.
        gender: For a person, the gender that a mention showed.
    """

    names: list[Name]
    normals: set[str] = field(default_factory=set)
    parts: Parts = field(default_factory=Parts)
    gender: str | None = None


def link(tokens: Tokens, names: Sequence[Name], aliases: Aliases) -> tuple[Entity, ...]:
    """Group the mentions of a document into entities.

    Args:
        tokens: The whole text.
        names: Its mentions with their normal forms, in text order.
        aliases: Which names are names of the same thing.

    Returns:
        Entities in the order of first mention, numbered by type.
    """
    people = _link_people([name for name in names if name.span.type == "PER"])
    numbered = {str(number): cluster for number, cluster in enumerate(people)}
    stands_in_brackets(tokens, numbered)
    bodies = [
        cluster
        for kind in ("ORG", "LOC")
        for cluster in _link_bodies(
            tokens, [name for name in names if name.span.type == kind], aliases
        )
    ]
    clusters = [*numbered.values(), *bodies]
    clusters.sort(key=lambda cluster: cluster.names[0].span.start)
    counts: Counter[Type] = Counter()
    entities = []
    for cluster in clusters:
        kind = cluster.names[0].span.type
        counts[kind] += 1
        entities.append(_entity(tokens, cluster, f"{kind}{counts[kind]}", aliases))
    return tuple(entities)


def _link_people(names: Iterable[Name]) -> list[Cluster]:
    """Fuller names first, so that a surname finds the full name wherever it stands."""
    described = [(name, split_name(name.words, name.roles)) for name in names]
    order = sorted(described, key=lambda pair: -_fullness(pair[1]))
    clusters: list[Cluster] = []
    by_word: dict[tuple[str, str], list[Cluster]] = defaultdict(list)
    for name, parts in order:
        keys = _keys(name, parts)
        near = {id(cluster): cluster for key in keys for cluster in by_word[key]}
        exact = [cluster for cluster in near.values() if name.normal in cluster.normals]
        candidates = exact if len(exact) == 1 else list(near.values())
        # Of that many namesakes no one would be the only one that fits.
        fitting = [c for c in candidates[:_NAMESAKES] if _fits(name, parts, c)]
        if len(fitting) == 1:
            cluster = fitting[0]
            cluster.names.append(name)
            cluster.parts = _fuller(cluster.parts, parts)
            cluster.gender = cluster.gender or name.gender
        else:
            cluster = Cluster([name], set(), parts, name.gender)
            clusters.append(cluster)
        cluster.normals.add(name.normal)
        for key in keys:
            if cluster not in by_word[key] and len(by_word[key]) < _NAMESAKES:
                by_word[key].append(cluster)
    for cluster in clusters:
        cluster.names.sort(key=lambda name: name.span.start)
    return clusters


def _fullness(parts: Parts) -> float:
    return sum(
        0 if part is None else 0.5 if is_initial(part) else 1
        for part in (parts.first, parts.middle, parts.last)
    )


def _keys(name: Name, parts: Parts) -> set[tuple[str, str]]:
    """Under which part of a name, and which folded word of it, a person is looked for.

    A full name is looked for by its surname, a lone word by whatever it may be a form of.
    """
    if len(name.words) == 1:
        words = lemmas(name.words[0]) | {fold(name.words[0])}
        return {(part, word) for part in ("first", "last") for word in words}
    keys = {("last", fold(parts.last))} if parts.last else set()
    if parts.first and not is_initial(parts.first):
        keys.add(("first", fold(parts.first)))
    return keys


def _fits(name: Name, parts: Parts, cluster: Cluster) -> bool:
    """Whether a name may be another name of a person."""
    if name.gender and cluster.gender and name.gender != cluster.gender:
        return False
    known = cluster.parts
    if len(name.words) == 1:
        word = fold(name.words[0])
        return any(part and fold(part) == word for part in (known.last, known.first))
    return (
        (parts.last is not None or parts.first is not None)
        and _agree(parts.last, known.last)
        and _agree(parts.first, known.first)
        and _agree(parts.middle, known.middle)
        and (parts.last is not None) == (known.last is not None)
    )


def _agree(one: str | None, other: str | None) -> bool:
    """Whether two values of a part may be the same: equal, unknown, or one's initial."""
    if one is None or other is None:
        return True
    a, b = fold(one), fold(other)
    return a == b or ((is_initial(one) or is_initial(other)) and a[0] == b[0])


def _fuller(one: Parts, other: Parts) -> Parts:
    def better(a: str | None, b: str | None) -> str | None:
        return b if a is None or (b is not None and is_initial(a)) else a

    if one.last is None or (other.last is not None and fold(one.last) == fold(other.last)):
        return Parts(
            better(one.first, other.first), better(one.middle, other.middle), one.last or other.last
        )
    return one


def _link_bodies(tokens: Tokens, names: Sequence[Name], aliases: Aliases) -> list[Cluster]:
    clusters: dict[str, Cluster] = {}
    for name in names:
        canonical = aliases.find(name.span.type, name.normal)
        key = fold(canonical or name.normal)
        clusters.setdefault(key, Cluster([])).names.append(name)
    for reason in REASONS:
        reason(tokens, clusters)
    return sorted(clusters.values(), key=lambda cluster: cluster.names[0].span.start)


def stands_in_brackets(tokens: Tokens, clusters: dict[str, Cluster]) -> None:
    """«Следственный комитет (СК)», «СК (Следственный комитет)»: the text says so itself."""
    starts = {name.span.start: key for key, cluster in clusters.items() for name in cluster.names}
    merged: dict[str, str] = {}
    for key, cluster in list(clusters.items()):
        for name in cluster.names:
            end = name.span.end
            while end < len(tokens) and tokens.words[end] in '»”“"':
                end += 1
            if end + 2 >= len(tokens) or tokens.words[end] != "(":
                continue
            inner = end + 1
            while inner < len(tokens) and tokens.words[inner] in ("далее", "-", "—", "–"):
                inner += 1
            other = starts.get(inner)
            if other is None or other == key or name.span.type == "LOC":
                continue
            first, second = tokens.words[name.span.start], tokens.words[inner]
            # «Томас Хаммарберг (Thomas Hammarberg)»: the name as its bearer writes it.
            latin = name.span.type == "PER" and second.isascii() and not first.isascii()
            if latin or is_acronym(second) or is_acronym(first):
                merged[other] = key
    _merge(clusters, merged)


def is_acronym_of_full_name(tokens: Tokens, clusters: dict[str, Cluster]) -> None:
    """«СКР» and «Следственный комитет России»: the letters are the words' first ones."""
    full: dict[str, set[str]] = {}
    for key, cluster in clusters.items():
        for name in cluster.names:
            if len(name.words) > 1:
                for letters in _initials(name.normal):
                    full.setdefault(letters, set()).add(key)
    merged = {}
    for key, cluster in clusters.items():
        word = cluster.names[0].normal
        if is_acronym(word) and len(full.get(word.lower(), ())) == 1:
            (other,) = full[word.lower()]
            if other != key and cluster.names[0].span.type == "ORG":
                merged[key] = other
    _merge(clusters, merged)


def is_short_for_one_with_place(tokens: Tokens, clusters: dict[str, Cluster]) -> None:
    """«Министерство обороны» after «Министерство обороны России», where it is the only one."""
    longer: dict[str, set[str]] = {}
    for key, cluster in clusters.items():
        for name in cluster.names:
            words = fold(name.normal).split()
            if name.span.type == "ORG" and len(words) > 1 and name.normal.split()[-1][0].isupper():
                longer.setdefault(" ".join(words[:-1]), set()).add(key)
    merged = {}
    for key, cluster in clusters.items():
        candidates = longer.get(fold(cluster.names[0].normal), set()) - {key}
        # «Газпром» is not short for «Газпром нефть».
        whole = " " in cluster.names[0].normal or is_acronym(cluster.names[0].normal)
        if len(candidates) == 1 and whole:
            merged[key] = candidates.pop()
    _merge(clusters, merged)


REASONS: Final[tuple[Callable[[Tokens, dict[str, Cluster]], None], ...]] = (
    stands_in_brackets,
    is_acronym_of_full_name,
    is_short_for_one_with_place,
)


def is_acronym(word: str) -> bool:
    """Whether a word is an abbreviation by first letters: «МИД», «НАТО», «МГУ»."""
    return word.isupper() and word.isalpha() and 2 <= len(word) <= _LONGEST_ACRONYM


def _initials(normal: str) -> set[str]:
    """The acronyms that a full name can have, small words counted or left out."""
    words = fold(normal).replace("-", " ").split()
    every = "".join(word[0] for word in words)
    main = "".join(word[0] for word in words if word not in _SMALL_WORDS)
    return {every, main}


def _merge(clusters: dict[str, Cluster], merged: dict[str, str]) -> None:
    """Put each cluster of ``merged`` into the other one that it belongs to."""
    moved: dict[str, str] = {}
    for key, other in merged.items():
        while other in moved:
            other = moved[other]
        if key != other:
            moved[key] = other
            names = [*clusters[other].names, *clusters.pop(key).names]
            clusters[other].names = sorted(names, key=lambda name: name.span.start)


def _entity(tokens: Tokens, cluster: Cluster, number: str, aliases: Aliases) -> Entity:
    kind = cluster.names[0].span.type
    normals = list(dict.fromkeys(name.normal for name in cluster.names))
    name = _fullest(normals, kind, aliases)
    own = [normal for normal in normals if normal != name]
    mentions = tuple(_mention(tokens, name) for name in cluster.names)
    if kind == "PER":
        parts = cluster.parts
        return Person(
            type="PER",
            id=number,
            name=name,
            aliases=tuple(own),
            mentions=mentions,
            first=parts.first,
            middle=parts.middle,
            last=parts.last,
            gender=cluster.gender,  # type: ignore[arg-type]
        )
    model = Organization if kind == "ORG" else Location
    return model(type=kind, id=number, name=name, aliases=tuple(own), mentions=mentions)  # type: ignore[arg-type]


def _fullest(normals: Sequence[str], kind: Type, aliases: Aliases) -> str:
    """The user's own name for it, else that of most words, Latin and abbreviations last."""

    def rank(normal: str) -> tuple[bool, bool, int, bool, int]:
        canonical = aliases.find(kind, normal)
        words = [word for word in normal.split() if not is_initial(word.strip("."))]
        listed = canonical is not None and fold(canonical) == fold(normal)
        return not is_acronym(normal), not normal.isascii(), len(words), listed, len(normal)

    for normal in normals:
        canonical = aliases.find(kind, normal)
        if canonical and (kind, canonical) in aliases.own:
            return canonical
    return max(normals, key=rank)


def _mention(tokens: Tokens, name: Name) -> Mention:
    start, end = tokens.starts[name.span.start], tokens.ends[name.span.end - 1]
    return Mention(
        start=start,
        end=end,
        text=tokens.text[start:end],
        normal=name.normal,
        score=name.span.score,
        nested=name.span.nested,
        case=name.case,
    )
