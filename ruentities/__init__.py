"""Russian named entities: people, organizations and places, each in its nominative form.

>>> from ruentities import extract
>>> doc = extract("Главой МИД РФ остаётся Сергей Лавров. Лаврова назначили в 2004 году.")
>>> doc.persons[0].name, [mention.text for mention in doc.persons[0].mentions]
('Сергей Лавров', ['Сергей Лавров', 'Лаврова'])
"""

from ruentities.extractor import Extractor, extract, extract_many
from ruentities.kinds import Case, Gender, Type
from ruentities.language.inflection import inflect
from ruentities.language.lexicon import Lexicon, LexiconEntry
from ruentities.linking.cross_document import link_documents
from ruentities.normalization.normal_form import NormalForm, normalize
from ruentities.repair.rules import Scheme
from ruentities.result.document import Document, Entity, Location, Mention, Organization, Person
from ruentities.result.masked import Pseudonymized, Replacement
from ruentities.running.workers import Failure

__all__ = [
    "Case",
    "Document",
    "Entity",
    "Extractor",
    "Failure",
    "Gender",
    "Lexicon",
    "LexiconEntry",
    "Location",
    "Mention",
    "NormalForm",
    "Organization",
    "Person",
    "Pseudonymized",
    "Replacement",
    "Scheme",
    "Type",
    "extract",
    "extract_many",
    "inflect",
    "link_documents",
    "normalize",
]
