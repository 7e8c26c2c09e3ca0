"""Builds the tiny project from the standard library alone, so that tests install it without a network."""

from __future__ import annotations

import os
import tomllib
import zipfile
from pathlib import Path

NAME = "facilitator-0.1.0"
PROGRAMS = ("facilitator", "ruff", "mypy", "lint-imports", "pytest")


def prepare_metadata_for_build_editable(metadata_directory: str, _settings: object = None) -> str:
    """Write the metadata that pip asks for first; returns the folder's name."""
    folder = Path(metadata_directory, f"{NAME}.dist-info")
    folder.mkdir()
    for name, text in _metadata_files().items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder.name


def build_editable(wheel_directory: str, _settings: object = None, _metadata: object = None) -> str:
    """Build a wheel that points back to this folder; returns its name."""
    _wait_for_the_test()
    name = f"{NAME}-py3-none-any.whl"
    with zipfile.ZipFile(Path(wheel_directory, name), "w") as wheel:
        for file, text in {**_metadata_files(), "RECORD": ""}.items():
            wheel.writestr(f"{NAME}.dist-info/{file}", text)
        wheel.writestr("facilitator.pth", f"{Path.cwd()}\n")
    return name


def _metadata_files() -> dict[str, str]:
    project = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["project"]
    needs = "".join(f"Requires-Dist: {need}\n" for need in project["dependencies"])
    for extra, parts in project.get("optional-dependencies", {"voice": []}).items():
        needs += f"Provides-Extra: {extra}\n"
        needs += "".join(f"Requires-Dist: {part}; extra == '{extra}'\n" for part in parts)
    programs = "".join(f"{program} = facilitator.program:main\n" for program in PROGRAMS)
    return {
        "METADATA": f"Metadata-Version: 2.1\nName: facilitator\nVersion: 0.1.0\nProvides-Extra: dev\n{needs}",
        "WHEEL": "Wheel-Version: 1.0\nGenerator: tiny\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        "entry_points.txt": f"[console_scripts]\n{programs}",
    }


def _wait_for_the_test() -> None:
    """Say that the installation is under way, and go on when told: two named pipes."""
    if "HOLD" in os.environ:
        Path(os.environ["HOLD"], "begun").write_text("begun", encoding="utf-8")
        with Path(os.environ["HOLD"], "go").open(encoding="utf-8") as go:
            go.readline()
