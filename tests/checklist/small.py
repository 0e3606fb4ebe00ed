"""A small checklist that is right, for tests to spoil."""

from __future__ import annotations

from pathlib import Path

from fzlint.checklist.validating import Problem, examine

SMALL = """\
checklist: {id: small, version: "1"}
score:
  weights: {contents: 1}
  credit: {met: 1, weak: 0.5, missing: 0}
sources:
  rule: {title: {zh: 规定}, since: "2019-04"}
lexicon:
  served: [上门办理, '/代办.{0,9}点/']
items:
  - id: X1
    name: served-at-home
    title: {zh: 上门服务}
    group: contents
    basis: [{source: rule}]
    requirement: {zh: 写明上门服务。}
    why: {zh: 方便群众。}
    applies: {years: 2021.., levels: [township]}
    severity: {missing: warning, weak: note}
    look_in: [measures]
    evidence:
      served: {any: [$served]}
    met: {at_least: 1, of: [served]}
    weak: {at_least: 1}
    remedy: {zh: 写明次数。}
    examples:
      met: [上门办理12件。]
      weak: [坚持上门办理。]
      missing: [修路3公里。]
  - id: X2
    name: figures
    title: {zh: 数字}
    check: sums
    basis: [{source: rule}]
    requirement: {zh: 数字一致。}
    why: {zh: 数字要可信。}
    severity: error
    message: {zh: 不一致。}
    remedy: {zh: 核对。}
    examples:
      flagged: [甲。]
      clean: [乙。]
profiles:
  all: {levels: [township], off: [X2]}
  strict: {named: true, extends: all, severity: {X: error}}
tiers:
  department: [{tier: city-department, body: 市}]
parts:
  roles:
    measures: {title: {zh: 举措}, headings: [举措]}
"""
CHECKS = {"sums": ("fzlint",), "rates": ("fzlint",)}


def spoiled(old: str, new: str, *, text: str = SMALL) -> str:
    """The small checklist with one thing changed, which must stand in it exactly once."""
    assert text.count(old) == 1, old
    return text.replace(old, new)


def problems_of(text: str | bytes, *, name: str = "small.yaml", language: str = "en") -> list[Problem]:
    """The problems of one file that is a whole checklist."""
    content = text.encode() if isinstance(text, str) else text
    return examine([(Path(name), content)], language=language, checks=CHECKS).problems


def told(text: str | bytes, **kwargs: str) -> list[tuple[int, int, str]]:
    """Line, column and key of each problem."""
    return [(p.line, p.column, p.key.removeprefix("checklist.")) for p in problems_of(text, **kwargs)]


def place(text: str, sought: str) -> tuple[int, int]:
    """Line and column (from 1) of the first place of ``sought``."""
    at = text.index(sought)
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
