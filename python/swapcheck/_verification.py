"""The result of judging a strategy, as data, as text and as HTML."""

import dataclasses
import html

# As the program's own tables show them.
SHOWN = {"verified": "ok", "falsified": "FAILS", "known-failure": "known", "stale-known-failure": "STALE",
         "not-run": "-", "unsupported": "unsup"}
COLOURS = {"verified": "#1a7f37", "falsified": "#cf222e", "stale-known-failure": "#cf222e"}


@dataclasses.dataclass(frozen=True)
class Verdict:
    """How a strategy fared by one property: on so many cases, with so many failures that nothing documents."""

    verdict: str
    cases: int
    failures: int


@dataclasses.dataclass(frozen=True)
class Failure:
    """All failures of one kind, shrunk to a minimal case.

    known_reason is empty for a finding. first_case is the number, in the seed, of the first case that failed so. file is
    the case file, or empty. replay is Python that shows it again; text is what a person reads.
    """

    property: str
    check: str
    outcome: str
    message: str
    known_reason: str
    first_case: int
    count: int
    case_json: str
    file: str
    replay: str
    text: str

    @property
    def is_known(self):
        """Whether it is documented."""
        return bool(self.known_reason)


@dataclasses.dataclass(frozen=True)
class Verification:
    """What judging a strategy came to; true when all is as documented. verdicts are by the properties' names."""

    strategy: str
    seed: int
    cases: int
    verdicts: dict
    failures: list
    passed: bool
    text: str

    def __bool__(self):
        return self.passed

    def __str__(self):
        return self.text

    @property
    def findings(self):
        """The failures that nothing documents."""
        return [failure for failure in self.failures if not failure.is_known]

    def _repr_html_(self):
        """For notebooks: the verdicts, and the first counterexample."""
        def cell(verdict):
            colour = COLOURS.get(verdict.verdict, "#57606a")
            return (f'<td style="color:{colour};text-align:center" title="{verdict.cases} cases, {verdict.failures} failed">'
                    f"{SHOWN[verdict.verdict]}</td>")

        head = "".join(f"<th>{html.escape(name)}</th>" for name in self.verdicts)
        row = "".join(cell(verdict) for verdict in self.verdicts.values())
        said = html.escape(self.text.partition("\n")[0])
        shown = self.findings or self.failures
        first = f"<pre>{html.escape(shown[0].text)}</pre>" if shown else ""
        return (f"<div><b>{said}</b><table><tr><th></th>{head}</tr>"
                f'<tr><th style="text-align:left">{html.escape(self.strategy)}</th>{row}</tr></table>{first}</div>')


def verification_of(fields):
    """Of what the engine gives."""
    return Verification(**{**fields, "verdicts": {name: Verdict(**of) for name, of in fields["verdicts"].items()},
                           "failures": [Failure(**failure) for failure in fields["failures"]]})
