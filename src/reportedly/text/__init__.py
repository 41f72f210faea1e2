"""String and span algebra: tokens, sentences, quotation marks, mending with the way back."""

from reportedly.text.mending import Mended, mend
from reportedly.text.quotation import Quotation, quotations
from reportedly.text.sentences import paragraphs, sentences
from reportedly.text.tokens import Token, reading_tokens, tokenize

__all__ = [
    "Mended",
    "Quotation",
    "Token",
    "mend",
    "paragraphs",
    "quotations",
    "reading_tokens",
    "sentences",
    "tokenize",
]
