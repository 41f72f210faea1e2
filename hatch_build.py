"""Compiles the hot loops of comparing while the package is built, where a C compiler and Python's headers are at hand.

Without them nothing is compiled and nothing fails: the package then uses its plain kernels, which give the same
results more slowly (docs/decisions/0006).
"""

from __future__ import annotations

import shlex
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SOURCE = Path("src/reportedly/compare/kernel/_compiled.c")
FLAGS = ["-O2", "-fPIC", "-Wall"]
LINKED = {"darwin": ["-bundle", "-undefined", "dynamic_lookup"]}.get(sys.platform, ["-shared"])
SECONDS = 120
"""A compiler that hangs must not hang the installation; ours takes two seconds."""


class CompiledKernel(BuildHookInterface[Any]):
    """Puts the extension module beside its source, and into the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Called by hatchling before a wheel or an editable installation is made."""
        if self.target_name != "wheel":
            return
        module = compiled(Path(self.root))
        if module is None:
            self.app.display_warning(
                "no C compiler with Python's headers: reportedly compares with its plain kernels"
            )
            return
        build_data.update(pure_python=False, infer_tag=True)
        build_data["artifacts"].append(f"/{module.relative_to(self.root).as_posix()}")


def compiled(root: Path) -> Path | None:
    """The extension module, made from its source; ``None`` where it can't be."""
    source = root / SOURCE
    module = source.with_suffix(sysconfig.get_config_var("EXT_SUFFIX") or ".so")
    compiler = shlex.split(sysconfig.get_config_var("CC") or "cc")
    include = f"-I{sysconfig.get_paths()['include']}"
    module.unlink(missing_ok=True)
    try:
        subprocess.run(  # noqa: S603 -- the arguments are ours
            [*compiler, *FLAGS, *LINKED, include, str(source), "-o", str(module)],
            check=True,
            capture_output=True,
            timeout=SECONDS,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return module
