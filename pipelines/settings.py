"""Where things lie and which region the product is about; the only reader of the environment."""

from __future__ import annotations

import os
from pathlib import Path

from pipelines.catalog import LANGUAGES, Language, Text
from pipelines.problems import UserError

ROOT = Path(__file__).resolve().parent.parent
MODELS = ROOT / "pipelines" / "models"
DEFAULT_REGION = "22"


def data_folder() -> Path:
    """Folder with reference, sources and marts; LATARNIA_DATA moves it (tests, a second installation)."""
    return Path(os.environ.get("LATARNIA_DATA", ROOT / "data")).resolve()


def marts_folder() -> Path:
    """Folder of the built releases; LATARNIA_MARTS moves it alone."""
    return Path(os.environ.get("LATARNIA_MARTS", data_folder() / "marts")).resolve()


def restricted_folder() -> Path:
    """Folder of rows about persons, mode 0700; LATARNIA_RESTRICTED moves it, e.g. to an encrypted disk."""
    return Path(os.environ.get("LATARNIA_RESTRICTED", data_folder() / "restricted")).resolve()


def memory_limit() -> str | None:
    """Most memory the checking and loading of deliveries may take (LATARNIA_MEMORY, e.g. 1GB); beyond it they spill to disk."""
    return os.environ.get("LATARNIA_MEMORY", "").strip() or None


def bdl_client() -> str:
    """Number of a registered client of the Local Data Bank (LATARNIA_BDL_CLIENT), which raises its quota; empty: none."""
    return os.environ.get("LATARNIA_BDL_CLIENT", "").strip()


def region() -> str:
    """TERYT code of the voivodeship that the release is about (LATARNIA_REGION); the build checks that it exists."""
    return os.environ.get("LATARNIA_REGION", DEFAULT_REGION).strip()


def language() -> Language:
    """Language of the command line (LATARNIA_LANG); pages take theirs from the address."""
    code = os.environ.get("LATARNIA_LANG", "pl").strip().lower()
    if code not in LANGUAGES:
        raise UserError(
            Text(
                f"LATARNIA_LANG={code}: nie znam tego języka; wybierz pl albo en.",
                f"LATARNIA_LANG={code}: this language is not known; choose pl or en.",
            )
        )
    return code
