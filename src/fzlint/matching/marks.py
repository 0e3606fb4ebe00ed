"""One pass over a report that marks every term of the checklist, and what each clause then says.

A mark is a term's place with the groups (bits) it stands for. Marks do not count as work done when they stand in a
clause that denies or only intends, or in the quoted title of a document that the clause does not issue.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import reduce
from operator import or_

from fzlint.checklist.model import Checklist
from fzlint.report.parts import FIRST
from fzlint.report.report import Report, Statement
from fzlint.text.patterns import compiled
from fzlint.text.words import WordFinder

_CLAUSE = re.compile(r"[,:](?:(?!\d)|(?<!\d[,:]))")
_TITLE = re.compile(r"《[^《》]{1,80}(?:〈[^〉]{1,60}〉[^《》]{0,40})?》")
# Measure words: what a number must be followed by to be a figure.
_MEASURE = (
    "次件个名人场期份项起户家处宗条篇册套部台辆支间所座元米里亩吨课批轮卷堂幅块例"
    "天万亿余多枚艘笔桩回遍张本种类只头位栋组站岗盏岁%‰小分"
)
_FIGURE = re.compile(
    r"(?=[\d一二两三四五六七八九十百])(?:"  # a quick test: most characters open nothing
    rf"(?<![\d.〔第X\-—·/])\d+(?:[,.]\d+)*(?:余|多|几)?[万亿千百]?(?:余|多)?[{_MEASURE}]"
    r"|(?<![第一二三四五六七八九十])(?:[二三四五六七八九][十百千万][一二三四五六七八九十百千万零余多]*"
    r"|十[一二三四五六七八九余多]?|[一两]?[百千][一二三四五六七八九十百千万零余多]*"
    rf"|[两三四五六七八九])(?=[{_MEASURE.replace('项', '').replace('个', '').replace('所', '')}])"
    r"|百分之[一二三四五六七八九十百])"
)
SUBJECT_REACH = 8  # characters from a statement's beginning within which its subject stands
_PLAIN_QUOTE = re.compile(r"“[^”]{1,12}”")


class Marked:
    """A statement with what its clauses say. ``done``: groups stated as done; ``all``: groups whatever the stance."""

    __slots__ = ("all", "clauses", "done", "marks", "statement")

    def __init__(self, statement: Statement) -> None:
        self.statement = statement
        self.done = 0
        self.all = 0
        self.marks: list[tuple[int, int, int]] = []
        self.clauses: list[int] = []  # masks of the clauses that tell of work done


class Marker:
    """Marks reports with the terms of one checklist; built once, used for every report."""

    def __init__(self, checklist: Checklist) -> None:
        self._checklist = checklist
        payloads: dict[str, tuple[int, tuple[int, ...]]] = {
            literal: (mask, ()) for literal, mask in checklist.terms.items()
        }
        for index, (gates, _, _) in enumerate(checklist.patterns):
            for gate in gates:
                mask, patterns = payloads.get(gate, (0, ()))
                payloads[gate] = (mask, (*patterns, index))
        self._finder = WordFinder(payloads)
        self._payloads = list(payloads.values())  # what each word stands for, and the patterns that it may open
        self._figure = checklist.bit("figure")
        self._document = checklist.bit("document")
        self._any = checklist.bit("statement")
        self._lacking = checklist.bit("lacking")
        self._intended = checklist.bit("intended")
        self._issues = checklist.bit("issues")
        self._subject = checklist.bit("carried-subject")
        self._other = checklist.bit("other-subject")

    def mark(self, report: Report) -> list[Marked]:
        """Every statement of ``report`` with its marks, in order."""
        text = report.view.text
        marked = [Marked(statement) for statement in report.statements]
        if not marked or not self._payloads:
            return marked
        self._collect(text, marked)
        commas = [found.end() for found in _CLAUSE.finditer(text)]
        titles = [found.span() for found in _TITLE.finditer(text)]
        for entry in marked:
            self._stance(entry, commas, titles)
        if self._subject:
            self._carry_subject(marked)
        return marked

    def _carry_subject(self, marked: list[Marked]) -> None:
        """A sentence without a subject of its own goes on speaking of the one before it in its paragraph."""
        paragraph = -1
        carried = False
        for entry in marked:
            statement = entry.statement
            if statement.paragraph != paragraph:
                paragraph = statement.paragraph
                carried = statement.part == FIRST
            if entry.all & self._subject:
                carried = True
                continue
            reach = statement.start + SUBJECT_REACH
            if carried and any(mask & self._other and begin < reach for begin, _, mask in entry.marks):
                carried = False
            if carried:
                entry.done |= self._subject
                entry.all |= self._subject

    def _collect(self, text: str, marked: list[Marked]) -> None:
        """Give each mark to the statement it stands in."""
        pending: set[tuple[int, int]] = set()  # positions of statements with the patterns to look for in them
        position = 0
        last = len(marked) - 1
        begin, end = marked[0].statement.start, marked[0].statement.end
        add = marked[0].marks.append
        payloads = self._payloads
        for start, stop, which in self._finder.find(text):
            if stop > end:
                while stop > end and position < last:
                    position += 1
                    end = marked[position].statement.end
                begin = marked[position].statement.start
                add = marked[position].marks.append
                if stop > end:
                    break
            if start < begin:
                continue
            mask, patterns = payloads[which]
            if mask:
                add((start, stop, mask))
            if patterns:
                pending.update([(position, index) for index in patterns])
        for position, index in sorted(pending):
            entry = marked[position]
            _, pattern, mask = self._checklist.patterns[index]
            for found in compiled(pattern).finditer(text, entry.statement.start, entry.statement.end):
                if found.end() > found.start():
                    entry.marks.append((found.start(), found.end(), mask))
        starts = [entry.statement.start for entry in marked]
        quotes = [found.span() for found in _PLAIN_QUOTE.finditer(text)]
        quote_starts = [start for start, _ in quotes]
        for found in _FIGURE.finditer(text):
            begin, end = found.span()
            position = bisect_right(starts, begin) - 1
            if position < 0 or begin >= marked[position].statement.end:
                continue
            quote = bisect_right(quote_starts, begin) - 1
            if quote >= 0 and end <= quotes[quote][1]:
                continue
            marked[position].marks.append((begin, end, self._figure))

    def _stance(self, entry: Marked, commas: list[int], titles: list[tuple[int, int]]) -> None:
        """Fold the marks of a statement into masks, clause by clause."""
        start, end = entry.statement.start, entry.statement.end
        bounds = commas[bisect_right(commas, start) : bisect_left(commas, end)]
        masks = [0] * (len(bounds) + 1)
        first_title, last_title = bisect_left(titles, (start, 0)), bisect_left(titles, (end, 0))
        if first_title < last_title:
            everything = self._any | self._fold_around(entry, titles[first_title:last_title], bounds, masks)
        elif bounds:
            for begin, _, mask in entry.marks:
                masks[bisect_right(bounds, begin)] |= mask
            everything = self._any | reduce(or_, masks)
        else:
            for _, _, mask in entry.marks:
                masks[0] |= mask
            everything = self._any | masks[0]
        done = self._any
        for mask in masks:
            if mask & self._intended:
                break
            if not mask & self._lacking:
                done |= mask
                entry.clauses.append(mask)
        entry.done = done
        entry.all = everything

    def _fold_around(self, entry: Marked, titles: list[tuple[int, int]], bounds: list[int], masks: list[int]) -> int:
        """Fold the marks of a statement with titles of documents into ``masks``; what all of them stand for."""
        issued_from: dict[int, int] = {}  # clause -> where its first issuing word stands
        quoted: list[tuple[int, int, int]] = []
        everything = 0
        for begin, stop, mask in entry.marks:
            everything |= mask
            clause = bisect_right(bounds, begin)
            if mask & self._issues:
                issued_from[clause] = min(begin, issued_from.get(clause, begin))
            title = bisect_left(titles, (begin, 0)) - 1
            if title >= 0 and stop <= titles[title][1]:
                quoted.append((clause, titles[title][0], mask))
            else:
                masks[clause] |= mask
        for title_begin, _ in titles:
            clause = bisect_right(bounds, title_begin)
            if masks[clause] & self._issues:
                masks[clause] |= self._document
                everything |= self._document
        for clause, title_begin, mask in quoted:
            if masks[clause] & self._issues and issued_from[clause] < title_begin:
                masks[clause] |= mask
        return everything
