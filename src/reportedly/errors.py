"""The exceptions a caller can meet.

::

    ReportedlyError
    ├── InputError (ValueError)          what the caller handed us cannot be used
    │   ├── SpanError                    a span that is no half-open range, or leaves its text
    │   ├── FormatError                  bytes or JSON that do not have the expected form
    │   └── QueryError                   a search that cannot be understood
    ├── AcquireError (OSError)           a path that cannot be opened or read
    ├── ModelError                       a model that is missing, altered or of another form
    └── CasefileError
        ├── NotACasefileError            the file is something else
        ├── NewerSchemaError             written by a later version of this program
        ├── BusyError                    another process holds the casefile for writing
        └── UnknownItemError (KeyError)  no article, statement or story with that id

Three kinds of failure are never mixed (DESIGN § 3, rule 8): a caller's mistake raises one of these, with what
was expected and what came; a bad item in a batch becomes a stored ``record.Problem`` and the run goes on; a
linguistic doubt becomes a ``record.Gap``.
"""


class ReportedlyError(Exception):
    """Base of everything this package raises on purpose; its text is written for the person at the keyboard."""

    def __str__(self) -> str:
        return " ".join(str(a) for a in self.args)


class InputError(ReportedlyError, ValueError):
    """What the caller handed us cannot be used."""

    @classmethod
    def expected(cls, what: str, expected: str, actual: object) -> "InputError":
        """An error that names the item, what was expected and what came instead."""
        shown = repr(actual)
        return cls(f"{what}: expected {expected}, got {shown if len(shown) <= 80 else shown[:77] + '…'}")


class SpanError(InputError):
    """A span that is no half-open range, or that leaves its text."""


class FormatError(InputError):
    """Bytes or JSON that do not have the expected form."""


class QueryError(InputError):
    """A search that cannot be understood."""


class AcquireError(ReportedlyError, OSError):
    """A path that cannot be opened or read."""


class ModelError(ReportedlyError):
    """A model that is missing, altered or of another form."""


class CasefileError(ReportedlyError):
    """Base of what can go wrong with a casefile."""


class NotACasefileError(CasefileError):
    """The file exists and is something else."""


class NewerSchemaError(CasefileError):
    """The casefile was written by a later version of this program."""


class BusyError(CasefileError):
    """Another process holds the casefile for writing."""


class UnknownItemError(CasefileError, KeyError):
    """No article, statement or story has that id."""
