"""The pipeline on one page: text in, document out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Literal, TypeVar, get_args, overload

from ruentities.language.names_table import Aliases, built_in_aliases
from ruentities.linking.link import LEAST_LINK, link, options
from ruentities.normalization.normalize import normalize, weighed_readings
from ruentities.recognition.casing import capitalize_names
from ruentities.recognition.model_file import existing
from ruentities.recognition.recognize import recognize, recognize_together
from ruentities.recognition.wording import read_tokens
from ruentities.repair.rules import repair, steps
from ruentities.result.document import Document
from ruentities.result.entity import maker
from ruentities.running.answering import Steps
from ruentities.running.loading import load
from ruentities.running.many import many
from ruentities.schemes import OF_SCHEME, Scheme
from ruentities.text.storable import storable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ruentities.language.lexicon import Lexicon
    from ruentities.normalization.name import Name
    from ruentities.recognition.models import NameModel
    from ruentities.recognition.recognize import Recognition
    from ruentities.repair.own_names import OwnNames
    from ruentities.result.explanation import Explanation
    from ruentities.running.answering import Failure
    from ruentities.running.many import OnError
    from ruentities.text.segmentation import Tokens
    from ruentities.text.spans import Span

Context = TypeVar("Context")

_loading = Lock()
_made_document = maker(Document)


@dataclass(frozen=True, kw_only=True)
class Extractor:
    """Finds the people, organizations and places of a text.

    It is a value: two with the same options are equal. The models are loaded by the first
    extraction, and shared.

    Args:
        scheme: What counts as a mention: ``"full"``, names as a reader would underline them,
            places inside them nested; ``"flat"``, the convention of Collection5, which natasha
            follows; ``"factrueval"``, ``"nerel"`` or ``"slavicner"``, those corpora's own.
        model: None for the model that comes with the library, ``"natasha"`` for the one in
            natasha's wheel (which knows one convention), or the path of one that you trained.
        lexicon: Names of your own to be found besides, in every case form.
        threshold: Least score of a mention: a higher one for fewer and surer names, 0 for all
            that the model takes for one; None for 0.15, and 0.35 for the model's own organizations
            and places where names stand in names. Names of your lexicon are always found.
        link_threshold: Least probability of a link: a higher one for those who would rather have
            one person as two entities than two as one.

    Raises:
        FileNotFoundError: When there is no model at the path.
        TypeError: When ``model`` is no path, ``lexicon`` no `Lexicon`, or a threshold no
            number.
        ValueError: When ``scheme`` is none of the known ones, or a threshold not from 0 to 1.
            The first extraction raises it for a file that is no model, or none that knows the
            scheme.

    >>> flat = Extractor(scheme="flat")
    >>> [mention.text for mention in flat.extract("Министерство обороны России.").mentions]
    ['Министерство обороны', 'России']
    """

    scheme: Scheme = "full"
    model: str | Path | None = None
    lexicon: Lexicon | None = None
    threshold: float | None = None
    link_threshold: float = LEAST_LINK

    def __post_init__(self) -> None:
        if self.scheme not in get_args(Scheme):
            known = ", ".join(repr(name) for name in get_args(Scheme))
            raise ValueError(f"scheme: {self.scheme!r} is not one of {known}")
        if not isinstance(self.model, (str, Path, type(None))):
            raise TypeError(f"model: expected a path, got {type(self.model).__name__}")
        if self.model not in (None, "natasha"):
            existing(Path(self.model))
        if self.lexicon is not None:
            _check_lexicon(self.lexicon)
        for name, least in (
            ("threshold", 0 if self.threshold is None else self.threshold),
            ("link_threshold", self.link_threshold),
        ):
            if not isinstance(least, (int, float)):
                raise TypeError(f"{name}: expected a number, got {type(least).__name__}")
            if not 0 <= least <= 1:
                raise ValueError(f"{name}: expected 0 to 1, got {least}")

    def extract(self, text: str) -> Document:
        """Find the entities of a text.

        Args:
            text: Any text, of any length.

        Returns:
            The text with its entities. Offsets count code points of ``text`` as given.

        Raises:
            TypeError: When ``text`` is not a ``str``.
            ValueError: When ``text`` holds a lone surrogate, which no encoding can store.

        >>> doc = Extractor().extract("Главой МИД РФ остаётся Сергей Лавров.")
        >>> [entity.name for entity in doc.entities]
        ['МИД РФ', 'РФ', 'Сергей Лавров']
        """
        tokens = self._tokens(text, "text")
        return self._document(tokens, recognize(tokens, self._loaded()[1]))

    def explain(self, text: str) -> Explanation:
        """Tell why each mention of a text has its borders, its nominative and its entity.

        It takes a few times as long as `extract`.

        Args:
            text: Any text.

        Returns:
            What `extract` finds, with the model's spans, the rules that changed them, the
            readings of each name with their costs, and the candidates of each link; print it.

        Raises:
            TypeError: When ``text`` is not a ``str``.
            ValueError: When ``text`` holds a lone surrogate.

        >>> explained = Extractor().explain("Приехал Сергей Лавров. Лаврова встретили.")
        >>> [(one.mention.text, one.candidates[0].names) for one in explained.mentions[1:]]
        [('Лаврова', ('Сергей Лавров',))]
        """
        from ruentities.repair.lineage import lineage
        from ruentities.result.explanation import explanation

        document = self.extract(text)
        aliases, model, _ = self._loaded()
        tokens = read_tokens(text)
        recognition = recognize(tokens, model)
        tokens = capitalize_names(tokens, recognition.spans)
        own = _own_names(self.lexicon) if self.lexicon else None
        done = list(steps(tokens, recognition, self.scheme, own, self.threshold))
        spans = done[-1].spans
        tokens = capitalize_names(tokens, spans)
        readings = weighed_readings(tokens, spans, recognition, aliases)
        names = self._names(tokens, spans, recognition)
        linked = options(tokens, names, aliases)
        lineages = [lineage(span, recognition.spans, done) for span in spans]
        return explanation(document, tokens, spans, lineages, readings, linked)

    def _tokens(self, text: object, called: str) -> Tokens:
        if not isinstance(text, str):
            raise TypeError(f"{called}: expected str, got {type(text).__name__}")
        storable(text, called)
        self._loaded()
        return read_tokens(text)

    def _document(self, tokens: Tokens, recognition: Recognition) -> Document:
        aliases, _, label = self._loaded()
        tokens = capitalize_names(tokens, recognition.spans)
        own = _own_names(self.lexicon) if self.lexicon else None
        spans = repair(tokens, recognition, self.scheme, own, self.threshold)
        tokens = capitalize_names(tokens, spans)
        names = self._names(tokens, spans, recognition)
        # A long text's are large, and no longer needed while the document grows.
        del recognition, spans
        # The mentions come from the tokens: that they stand in the text needs no check.
        entities = link(tokens, names, aliases, self.link_threshold)
        return _made_document({"text": tokens.text, "entities": entities, "model": label})

    def _names(
        self, tokens: Tokens, spans: Sequence[Span], recognition: Recognition
    ) -> Sequence[Name]:
        aliases = self._loaded()[0]
        names = normalize(tokens, spans, recognition, aliases)
        if not self.lexicon:
            return names
        from ruentities.normalization.own_names import with_own_names

        return with_own_names(tokens, names, recognition, aliases.own)

    def _recognized(self, texts: Sequence[Tokens]) -> Sequence[Recognition]:
        return recognize_together(texts, self._loaded()[1])

    def _loaded(self) -> tuple[Aliases, NameModel, str]:
        """Load what every answer needs, once, whichever thread comes first."""
        with _loading:
            model, label = load(self.model, OF_SCHEME[self.scheme].head)
            return _aliases(self.lexicon), model, label

    @overload
    def extract_many(
        self,
        texts: Iterable[str],
        *,
        n_process: int = 1,
        batch_size: int = 32,
        progress: bool = False,
        on_error: Literal["raise"] = "raise",
        as_tuples: Literal[False] = False,
    ) -> Iterator[Document]: ...

    @overload
    def extract_many(
        self,
        texts: Iterable[str | None],
        *,
        n_process: int = 1,
        batch_size: int = 32,
        progress: bool = False,
        on_error: OnError,
        as_tuples: Literal[False] = False,
    ) -> Iterator[Document | Failure]: ...

    @overload
    def extract_many(
        self,
        texts: Iterable[tuple[str, Context]],
        *,
        n_process: int = 1,
        batch_size: int = 32,
        progress: bool = False,
        on_error: Literal["raise"] = "raise",
        as_tuples: Literal[True],
    ) -> Iterator[tuple[Document, Context]]: ...

    @overload
    def extract_many(
        self,
        texts: Iterable[tuple[str | None, Context]],
        *,
        n_process: int = 1,
        batch_size: int = 32,
        progress: bool = False,
        on_error: OnError,
        as_tuples: Literal[True],
    ) -> Iterator[tuple[Document | Failure, Context]]: ...

    def extract_many(
        self,
        texts: Iterable[object],
        *,
        n_process: int = 1,
        batch_size: int = 32,
        progress: bool = False,
        on_error: OnError = "raise",
        as_tuples: bool = False,
    ) -> Iterator[Any]:
        """Find the entities of many texts, lazily and in order.

        Each document is what `extract` gives for its text, whatever stands beside it.

        Args:
            texts: The texts. Only as many are read ahead as the processes need: in one process,
                short ones that the network reads together.
            n_process: How many processes work. With more than one, guard a script's entry with
                ``if __name__ == "__main__":``, since workers are spawned.
            batch_size: How many texts at most are read together, or travel to a process at once;
                with 1 a text of a stream is answered before the next one is asked for.
            progress: Whether to show a progress bar (tqdm, on standard error or in the
                notebook).
            on_error: What comes of a text that `extract` refuses, or whose worker process died,
                after the documents before it: ``"raise"`` raises its error, with the text's
                number in the message; ``"yield"`` yields a `Failure` in its place and goes on,
                with a new worker for a dead one. A missing text (None, NaN) is refused, too.
            as_tuples: Whether ``texts`` are pairs of a text and something that belongs to it, such
                as its id: then pairs come out, too, of the document and the same thing.

        Yields:
            One document for each text.

        Raises:
            TypeError: At the call, when ``texts`` is a ``str`` or a number is no ``int``; while
                iterating, when one of the texts is not a ``str``.
            ValueError: When ``n_process`` or ``batch_size`` is less than 1, ``on_error`` is
                unknown, or a text holds a lone surrogate.
            RuntimeError: While iterating, when a worker process died, or could not start.

        >>> docs = Extractor().extract_many(["Жил в Туле.", "Жил в Орле."])
        >>> [doc.locations[0].name for doc in docs]
        ['Тула', 'Орёл']
        >>> pairs = Extractor().extract_many([("Жил в Туле.", 7)], as_tuples=True)
        >>> [(doc.locations[0].name, number) for doc, number in pairs]
        [('Тула', 7)]
        """
        steps = Steps(self._tokens, self._recognized, self._document)
        return many(steps, texts, n_process, batch_size, progress, on_error, as_tuples)


def _check_lexicon(lexicon: object) -> None:
    # Imported here: most programs have none, and pydantic's models of lists are slow to load.
    from ruentities.language.lexicon import Lexicon

    if not isinstance(lexicon, Lexicon):
        raise TypeError(
            f"lexicon: expected a Lexicon, got {type(lexicon).__name__}: "
            "wrap your entries, Lexicon([{'name': ..., 'type': ...}])"
        )


@lru_cache(maxsize=16)
def _aliases(lexicon: Lexicon | None) -> Aliases:
    built_in = built_in_aliases()
    return built_in.with_lexicon(lexicon) if lexicon else built_in


@lru_cache(maxsize=16)
def _own_names(lexicon: Lexicon) -> OwnNames:
    from ruentities.repair.own_names import OwnNames

    return OwnNames(lexicon)


_default = Extractor()
extract = _default.extract
extract_many = _default.extract_many
