"""Puts the theme and the guides, which stay in `site_src/`, into the package too: a wheel works outside this checkout.

All else about the package is in `pyproject.toml`.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

CHECKOUT = Path(__file__).resolve().parent


class BuildWithSite(build_py):
    """An ordinary build of the package, and the files of the site; an editable install uses those of the checkout."""

    def run(self) -> None:
        super().run()
        if not self.editable_mode:
            self.copy_site()

    def copy_site(self) -> None:
        sys.path.insert(0, str(CHECKOUT))
        from generator.shipped import COPY, files

        folder = Path(self.build_lib) / "generator" / COPY
        shutil.rmtree(folder, ignore_errors=True)  # what an earlier build left
        for name, content in files().items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)


setup(cmdclass={"build_py": BuildWithSite})
