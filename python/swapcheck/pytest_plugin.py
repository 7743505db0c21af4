"""Options for pytest, and a line in its summary."""

from . import _verify


def pytest_addoption(parser):
    """Adds the group of options."""
    group = parser.getgroup("swapcheck")
    group.addoption("--swapcheck-cases", type=int, metavar="N",
                    help="cases that swapcheck.verify judges where the test does not say")
    group.addoption("--swapcheck-seed", type=int, metavar="N", help="its seed where the test does not say")
    group.addoption("--swapcheck-save", metavar="DIR", help="folder for the case files of what fails")


class _Summary:
    """Counts what is verified, and says so at the end."""

    def __init__(self, save):
        self.save = save
        self.verifications = []

    def pytest_terminal_summary(self, terminalreporter):
        """A line, if anything was verified."""
        if not self.verifications:
            return
        findings = sum(len(verification.findings) for verification in self.verifications)
        cases = sum(verification.cases for verification in self.verifications)
        saved = f", saved in {self.save}" if self.save and findings else ""
        terminalreporter.write_line(f"swapcheck: {len(self.verifications)} verified on {cases:,} cases, "
                                    f"{findings} finding{'' if findings == 1 else 's'}{saved}")


def pytest_configure(config):
    """Takes the options over."""
    settings = _verify.Settings
    settings.cases = config.getoption("--swapcheck-cases")
    settings.seed = config.getoption("--swapcheck-seed")
    settings.save = config.getoption("--swapcheck-save")
    summary = _Summary(settings.save)
    settings.on_verified = summary.verifications.append
    config.pluginmanager.register(summary, "swapcheck-summary")
