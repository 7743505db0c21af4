#include "python/engine/verification.h"

#include <fmt/format.h>
#include <pybind11/stl.h>
#include <pybind11/stl/filesystem.h>
#include <swapcheck/verify.h>

#include "harness/embedding/verify_with.h"
#include "harness/runs/run_folder.h"
#include "python/engine/load.h"

namespace py = pybind11;

namespace swapcheck {
namespace {

std::string quoted(const std::string& text) { return py::repr(py::str(text)); }

/// Lines of Python, with the callable under that name, and what else it is to be called with.
ReplayLines pythonLines(const std::string& called, const std::string& besides) {
  return {.ofNumber =
              [called, besides](uint64_t seed, uint64_t number, const std::string& property) {
                const py::gil_scoped_acquire gil;
                return fmt::format("swapcheck.verify({}, seed={}, case={}, properties=[{}]{})", called, seed, number,
                                   quoted(property), besides);
              },
          .ofFile =
              [called](const std::filesystem::path& file) {
                const py::gil_scoped_acquire gil;
                return fmt::format("swapcheck.replay({}, {})", called, quoted(file.string()));
              }};
}

py::dict toPython(const PropertyVerdict& verdict) {
  py::dict fields;
  fields["verdict"] = std::string(verdictName(verdict.verdict));
  fields["cases"] = verdict.cases;
  fields["failures"] = verdict.failures;
  return fields;
}

py::dict toPython(const VerifiedFailure& failure) {
  py::dict fields;
  fields["property"] = failure.property;
  fields["check"] = failure.check;
  fields["outcome"] = failure.outcome;
  fields["message"] = failure.message;
  fields["known_reason"] = failure.knownReason;
  fields["first_case"] = failure.firstCase;
  fields["count"] = failure.count;
  fields["case_json"] = failure.caseJson;
  fields["file"] = failure.file.string();
  fields["replay"] = failure.replay;
  fields["text"] = failure.text;
  return fields;
}

py::dict toPython(const Verification& verification) {
  py::dict verdicts, fields;
  for (const PropertyVerdict& verdict : verification.verdicts) verdicts[py::str(verdict.property)] = toPython(verdict);
  py::list failures;
  for (const VerifiedFailure& failure : verification.failures) failures.append(toPython(failure));
  fields["strategy"] = verification.strategy;
  fields["seed"] = verification.seed;
  fields["cases"] = verification.cases;
  fields["verdicts"] = verdicts;
  fields["failures"] = failures;
  fields["passed"] = verification.passed;
  fields["text"] = verification.text;
  return fields;
}

py::dict verifyHere(const py::dict& entry, uint64_t seed, std::optional<int64_t> cases, std::optional<double> timeS,
                    std::optional<uint64_t> onlyCase, std::optional<int64_t> kinds,
                    const std::vector<std::string>& properties, const std::filesystem::path& folder,
                    const std::string& besides) {
  const Strategy strategy = strategyOf(entry);
  const ReplayLines lines = pythonLines(entry["called"].cast<std::string>(), besides);
  VerifyOptions options{seed, cases, std::nullopt, onlyCase, properties, folder, kinds};
  if (timeS) options.time = std::chrono::duration<double>(*timeS);
  Verification verification;
  {
    const py::gil_scoped_release released;
    verification = verifyWith(strategy, options, lines);
  }
  return toPython(verification);
}

py::dict replayHere(const py::dict& entry, const std::filesystem::path& file,
                    const std::vector<std::string>& properties) {
  const Strategy strategy = strategyOf(entry);
  const ReplayLines lines = pythonLines(entry["called"].cast<std::string>(), "");
  Verification verification;
  {
    const py::gil_scoped_release released;
    verification = replayWith(strategy, file, properties, lines);
  }
  return toPython(verification);
}

/// What a run of one strategy came to; its case files are written to `folder`, unless that is empty.
py::dict readRunOfOne(const std::filesystem::path& runFolder, const std::string& called,
                      const std::vector<std::string>& properties, const std::filesystem::path& folder,
                      const std::string& besides) {
  RunRecord run = readRun(runFolder);
  VerifyOptions options;
  options.properties = properties;
  options.folder = folder;
  return toPython(verifiedRun(run, options, pythonLines(called, besides)));
}

}  // namespace

void addVerification(py::module_& module) {
  py::register_exception<VerifyError>(module, "VerifyError", PyExc_ValueError);
  module.def("verify", &verifyHere, py::arg("entry"), py::arg("seed"), py::arg("cases"), py::arg("time_s"),
             py::arg("only_case"), py::arg("kinds"), py::arg("properties"), py::arg("folder"), py::arg("besides"));
  module.def("replay", &replayHere, py::arg("entry"), py::arg("file"), py::arg("properties"));
  module.def("read_run", &readRunOfOne, py::arg("run_folder"), py::arg("called"), py::arg("properties"),
             py::arg("folder"), py::arg("besides"));
  module.def("property_names", &propertyNames, "Names of all properties, in the order in which they are shown.");
}

}  // namespace swapcheck
