"""The text of a PDF, in a process of its own: ``python -I pdf_worker.py < in.pdf > out.json``.

Imports nothing of ours, so that it starts fast. A PDF can make any parser run out of memory, time or stack; here that
ends this process and no other. Prints one JSON object: ``pages`` and ``info``, or ``refused`` with kind, expectation
and what came instead.
"""

import json
import logging
import sys
from contextlib import suppress

MEMORY = 1 << 30
"""Bytes of address space: 20 times what 500 pages of news clippings took (55 MB)."""
SECONDS = 30
"""Seconds of CPU: text of 1,000 pages takes about 10 (docs/decisions/0011)."""
MOST_PAGES = 2_000
"""Pages; what is longer is a book, and no article."""
MOST_CHARACTERS = 5_000_000
"""Characters of all pages."""


def limit() -> None:
    """Bind this process; where the system has no such limits, only the caller's clock does."""
    with suppress(ImportError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def refused(kind: str, expected: str, actual: str) -> dict[str, object]:
    """The answer for a file that cannot be used."""
    return {"refused": [kind, expected, actual]}


def answer(stream: object) -> dict[str, object]:
    """Pages and properties of a PDF, or why there are none."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(stream)  # type: ignore[arg-type]
        if reader.is_encrypted and not reader.decrypt(""):
            return refused("encrypted", "a PDF without password", "an encrypted one")
        count = len(reader.pages)
        if count > MOST_PAGES:
            return refused("too_large", f"at most {MOST_PAGES:,} pages", f"{count:,}")
        pages = list[str]()
        for page in reader.pages:
            pages.append(page.extract_text())
            if sum(map(len, pages)) > MOST_CHARACTERS:
                return refused("too_large", f"at most {MOST_CHARACTERS:,} characters", "more")
        info = {str(key): str(value) for key, value in (reader.metadata or {}).items()}
    except PyPdfError as error:
        return refused("damaged", "a PDF", " ".join(str(error).split())[:200] or type(error).__name__)
    return {"pages": pages, "info": info}


def main() -> None:
    """Read standard input, write standard output."""
    logging.disable()
    limit()
    try:
        found = answer(_buffered())
    except MemoryError:
        found = refused("too_large", f"a PDF that takes at most {MEMORY:,} bytes of memory", "more")
    except RecursionError:
        found = refused("nested", "a PDF whose objects are not nested without end", "more levels")
    except Exception as error:  # noqa: BLE001 (a parser of hostile files may raise anything; the caller tells it)
        found = refused("damaged", "a PDF", f"{type(error).__name__}: {error}"[:200])
    sys.stdout.write(json.dumps(found))


def _buffered() -> object:
    from io import BytesIO

    return BytesIO(sys.stdin.buffer.read())


if __name__ == "__main__":
    main()
