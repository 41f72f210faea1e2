"""acquire → read → compare → casefile: the one place where stages meet, with progress, Problems and resume.

Every function here is a few calls into pure stages. A run that is killed is run again: what was stored is not done
twice, what was not is done now, and the casefile's digest comes out the same.
"""

from reportedly.pipeline.batches import compare_lines, quick, read_lines, stored_readings, with_min_score
from reportedly.pipeline.casework import RunResult, ingest, run
from reportedly.pipeline.exporting import export
from reportedly.pipeline.following import NoArticle, Tell, Tick, has_failed, problems_of, quiet, unheard
from reportedly.pipeline.workers import AHEAD, CHUNK, read_all, read_safely

__all__ = [
    "AHEAD",
    "CHUNK",
    "NoArticle",
    "RunResult",
    "Tell",
    "Tick",
    "compare_lines",
    "export",
    "has_failed",
    "ingest",
    "problems_of",
    "quick",
    "quiet",
    "read_all",
    "read_lines",
    "read_safely",
    "run",
    "stored_readings",
    "unheard",
    "with_min_score",
]
