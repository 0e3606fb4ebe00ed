"""Checkstyle's XML report, which Jenkins, reviewdog and many others read."""

from __future__ import annotations

from fzlint.output.run import Run
from fzlint.output.standing import level
from fzlint.output.wording import file_name, first_line, is_lined, to_mark, told, troubles
from fzlint.output.xml_ import clean, document

VERSION = "4.3"
SEVERITY = {"error": "error", "warning": "warning", "note": "info"}


def render(run: Run) -> str:
    """The report: a ``file`` for each document, an ``error`` for each finding."""
    from xml.etree.ElementTree import Element, SubElement

    root = Element("checkstyle", version=VERSION)
    for result in run.results:
        file = SubElement(root, "file", name=clean(file_name(result.path)))
        for trouble in troubles(result, run.messages):
            severity = SEVERITY[trouble.severity]
            source = f"fzlint.{trouble.kind}"
            SubElement(file, "error", line="1", severity=severity, message=clean(trouble.message), source=source)
        for finding in to_mark(result):
            attributes = {"line": str(first_line(finding.place, result))}
            if is_lined(result):
                attributes["column"] = str(finding.place.column)
            attributes |= {
                "severity": SEVERITY[level(finding)],
                "message": clean(told(finding, result, run.messages)),
                "source": f"fzlint.{finding.code}",
            }
            SubElement(file, "error", attributes)
    return document(root)
