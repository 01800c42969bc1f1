"""The Swedish language analysis of the search: one place where text becomes tokens, the same for every engine."""

from search.language.adjacency import elliptic, runs
from search.language.analysis import ANALYSER_VERSION, analyse
from search.language.compounds import split
from search.language.language_detection import UNDETERMINED, detect_language
from search.language.law_references import law_reference_spans
from search.language.lexicon import keep_in
from search.language.normalization import fold, plain
from search.language.stemming import foreign_stems, part_token, stem_of
from search.language.stopwords import STOP_WORDS
from search.language.synonyms import Synonym, longest_name, synonyms
from search.language.token import Token
from search.language.word_forms import is_known, is_ordinary_word, lemma_forms, part_forms

__all__ = [
    "ANALYSER_VERSION",
    "STOP_WORDS",
    "UNDETERMINED",
    "Synonym",
    "Token",
    "analyse",
    "detect_language",
    "elliptic",
    "fold",
    "foreign_stems",
    "is_known",
    "is_ordinary_word",
    "keep_in",
    "law_reference_spans",
    "lemma_forms",
    "longest_name",
    "part_forms",
    "part_token",
    "plain",
    "runs",
    "split",
    "stem_of",
    "synonyms",
]
