"""A template with its data as PDF: tagged, PDF/UA-1 and PDF/A-2a, in the bundled font, the same bytes for the same release."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.reports import picture

if TYPE_CHECKING:
    from pipelines.catalog import Language
    from pipelines.release import Release


def pdf(template: Path, release: Release, told: dict[str, Any], language: Language) -> bytes:
    """Compile `told` with language and date of the release; Typst refuses what breaks either standard."""
    import typst

    built = datetime.datetime.fromisoformat(release.manifest["built"])
    common = {
        "lang": language,
        "country": "pl" if language == "pl" else "gb",
        "date": [built.year, built.month, built.day],
    }
    made = typst.compile(
        template.read_bytes(),
        format="pdf",
        sys_inputs={"data": json.dumps(common | told, ensure_ascii=False)},
        font_paths=picture.fonts(),
        ignore_system_fonts=True,
        pdf_standards=["ua-1", "a-2a"],
        timestamp=int(built.timestamp()),
    )
    assert isinstance(made, bytes), "a PDF is one file"
    return made
