import sys


def main():
    from fzlint.checklist.loading import shipped
    from fzlint.linting import Linter
    from fzlint.output.json_ import render
    from fzlint.reading.files import find_inputs
    from fzlint.reading.source import ReadingError, read_source
    l = Linter(shipped())
    out=[]
    for p in find_inputs([a for a in sys.argv[2:] if not a.startswith('--') and a!='json']):
        try: out.append(l.lint(read_source(p)))
        except ReadingError as e: out.append(l.failed(p,e))
    sys.stdout.write(render(out,l.checklist))
