"""JUnit XML: a test suite for each document, a test case for each item of the checklist, passed or not.

An item with a finding at or above the failing severity fails; milder findings stand in its ``system-out``. What does
not apply is skipped with the reason; what could not be checked is an error.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from fzlint.checklist.model import SEVERITIES, CheckItem, Item
from fzlint.linting import JUDGED_KINDS
from fzlint.output.neutral import neutral, quoted
from fzlint.output.run import Run
from fzlint.output.standing import marked
from fzlint.output.wording import file_name, in_order, remedy, said, troubles, what, where
from fzlint.output.xml_ import clean, document
from fzlint.result import Finding, Result

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


def render(run: Run) -> str:
    """The test report."""
    from xml.etree.ElementTree import Element

    root = Element("testsuites", name="fzlint")
    classes: Counter[str] = Counter()
    for result in run.results:
        name = clean(file_name(result.path))
        # readers cut a class name at its last dot, and drop a second case of the same names
        class_ = f"{run.checklist.id}.{name.replace('.', '_')}"
        classes[class_] += 1
        class_ += f" ({classes[class_]})" if classes[class_] > 1 else ""
        suite = _Suite(run, result, name, class_).build()
        root.append(suite)
    for key in ("tests", "failures", "errors"):
        root.set(key, str(sum(int(suite.get(key, "0")) for suite in root)))
    return document(root)


class _Suite:
    """The test suite of one document."""

    def __init__(self, run: Run, result: Result, name: str, class_: str) -> None:
        from xml.etree.ElementTree import Element

        self.run, self.result, self.messages = run, result, run.messages
        self.class_ = class_
        self.element: Element = Element("testsuite", name=name)
        self.name = name
        self.counts: Counter[str] = Counter()
        least = run.fail_on if run.fail_on in SEVERITIES else SEVERITIES[0]
        self.failing = SEVERITIES[: SEVERITIES.index(least) + 1]

    def build(self) -> Element:
        """The suite with its cases and counts."""
        troubles_ = list(troubles(self.result, self.messages))
        broken = {trouble.code: trouble.message for trouble in troubles_ if trouble.code}
        for trouble in troubles_:
            if trouble.kind == "unreadable-file":
                self._outcome(self._case(self.messages("output.reading")), "error", trouble.message, trouble.kind)
            elif trouble.kind == "other-kind":
                self._outcome(self._case(self.messages("output.kind-of-document")), "skipped", trouble.message)
        if self.result.error is None and self.result.kind in JUDGED_KINDS:
            self._items(broken)
        for key, counted in (("tests", "tests"), ("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            self.element.set(key, str(self.counts[counted]))
        return self.element

    def _items(self, broken: dict[str, str]) -> None:
        findings: defaultdict[str, list[Finding]] = defaultdict(list)
        for finding in in_order(self.result):
            findings[finding.code].append(finding)
        verdicts = {verdict.item: verdict.status for verdict in self.result.verdicts}
        off = self.run.switched_off(self.result)
        titles = self.run.titles()
        for item in self.run.items():
            if not self.run.selected(item.id, self.result) or (isinstance(item, Item) and item.id not in verdicts):
                continue
            case = self._case(f"{item.id} {titles[item.id]}")
            reason = self._reason(item, verdicts.get(item.id), off)
            if item.id in broken:
                self._outcome(case, "error", broken[item.id], "broken-check")
            elif findings[item.id]:
                self._found(case, findings[item.id])
            elif reason:
                self._outcome(case, "skipped", reason)

    def _reason(self, item: Item | CheckItem, status: str | None, off: frozenset[str]) -> str | None:
        """Why an item was not judged."""
        if isinstance(item, Item):
            return self.messages("output.skipped-item") if status == "not-applicable" else None
        return self.messages("output.skipped-check") if item.id in off else None

    def _found(self, case: Element, findings: Sequence[Finding]) -> None:
        """One failure for all findings of an item; those that do not fail are told beside it.

        An item with no other findings than waived and known ones is skipped.
        """
        from xml.etree.ElementTree import SubElement

        failing: list[Finding] = []
        others: list[Finding] = []
        for finding in findings:
            (failing if finding.counts and finding.severity in self.failing else others).append(finding)
        if failing:
            self._outcome(case, "failure", what(failing[0], self.result, self.messages), failing[0].severity)
            case[0].text = self._text(failing)
        elif not any(finding.counts for finding in findings):
            first = next((finding for finding in findings if finding.waived), findings[0])
            message = what(first, self.result, self.messages)
            known = self.messages("gate.known-skipped", message=message)
            self._outcome(case, "skipped", marked(first, message, self.messages) if first.waived else known)
        if others:
            SubElement(case, "system-out").text = self._text(others)

    def _text(self, findings: Sequence[Finding]) -> str:
        messages = self.messages
        lines = []
        for finding in findings:
            severity = messages(f"output.severity.{finding.severity}")
            place = where(finding.place, messages)
            said_ = marked(finding, said(finding), messages)
            lines.append(f"[{severity}] {place}{messages('text.colon')}{said_}")
            if finding.place.quote:
                lines.append("  " + messages("text.quote") + quoted(finding.place.quote))
            basis = messages("text.semicolon").join(map(neutral, finding.basis))
            lines.extend(
                f"  {line}" for line in (basis and messages("text.basis") + basis, remedy(finding, messages)) if line
            )
        return clean("\n".join(lines))

    def _case(self, name: str) -> Element:
        from xml.etree.ElementTree import SubElement

        self.counts["tests"] += 1
        return SubElement(self.element, "testcase", classname=self.class_, name=clean(name), file=self.name)

    def _outcome(self, case: Element, kind: str, message: str, type_: str = "") -> None:
        from xml.etree.ElementTree import SubElement

        self.counts[kind] += 1
        attributes = {"message": clean(message)} | ({"type": type_} if type_ else {})
        SubElement(case, kind, attributes)
