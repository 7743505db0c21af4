#include "harness/commands/emit.h"

#include <fmt/format.h>

#include <ostream>
#include <set>

#include "harness/storage/files.h"
#include "harness/storage/host_context.h"
#include "harness/workers/replay_isolated.h"
#include "reports/console/escape.h"
#include "reports/console/failure.h"
#include "strategies/error.h"
#include "strategies/libtorch_version.h"

namespace swapcheck {
namespace {

/// How a C++ program of LibTorch is built.
constexpr std::string_view kBuild =
    "Build it with CMake's find_package(Torch), or on Debian: g++ -std=c++20 -I/usr/include/torch/csrc/api/include\n"
    "FILE.cpp -ltorch_cpu -lc10; or with pip's: T=$(python3 -c 'import torch; print(torch.__path__[0])');\n"
    "g++ -std=c++20 -I$T/include -I$T/include/torch/csrc/api/include FILE.cpp -L$T/lib -Wl,-rpath,$T/lib\n"
    "-ltorch_cpu -lc10";

/// The check that the program shows: one that fails, or failed when the case was saved.
struct Shown {
  const Strategy* strategy;
  std::string property;
  std::string check;
  /// None when it no longer fails.
  std::optional<FailureRecord> failure;
};

std::vector<Shown> failuresOf(const EmittedCase& emitted, const ProcessLimits& limits) {
  std::vector<Shown> shown;
  for (const Strategy* strategy : emitted.strategies)
    for (const ReplayedCheck& check : replayIsolated(*strategy, emitted.file.swapCase, emitted.properties,
                                                     emitted.file.flaky ? kMostTries : 1, limits))
      if (check.failure) shown.push_back({strategy, check.property, check.failure->check, check.failure});
  return shown;
}

std::string namesOf(const std::vector<Shown>& shown) {
  std::string names;
  for (const Shown& each : shown)
    names += fmt::format("{}{}: {}", names.empty() ? "" : ", ", each.strategy->name, each.property);
  return names;
}

Shown shownBy(const EmittedCase& emitted, const ProcessLimits& limits) {
  const std::vector<Shown> shown = failuresOf(emitted, limits);
  if (shown.size() == 1) return shown[0];
  if (shown.size() > 1)
    throw InputError(fmt::format("{}: {} checks fail: {}; choose one by --strategy and --property", emitted.origin,
                                 shown.size(), namesOf(shown)));
  const bool isSaved = !emitted.file.check.empty() && emitted.strategies.size() == 1;
  if (!isSaved) throw InputError("nothing fails: there is nothing to reproduce", {.file = emitted.origin});
  return {emitted.strategies[0], emitted.file.property, emitted.file.check, std::nullopt};
}

std::string descriptionOf(const EmittedCase& emitted, const Shown& shown, Language language) {
  const std::string what = shown.failure ? counterexampleText(*shown.failure)
                                         : "  It did not fail any more when this program was written.\n";
  return fmt::format(
      "{}\nWritten by swapcheck {} from {}, with LibTorch {}.\nIt exits with 1 as long as it fails, and with 0 when it "
      "passes.\n{}",
      what, swapcheckVersion(), emitted.origin, libtorchVersion(), language == Language::Cpp ? kBuild : "");
}

/// The file of a script; empty for another strategy.
std::filesystem::path scriptOf(const Strategy& strategy, const Catalogue& catalogue) {
  const StrategySource* source = catalogue.sourceOf(strategy.name);
  return source && source->kind == StrategySource::Kind::Script ? source->file : std::filesystem::path();
}

}  // namespace

std::optional<Language> languageNamed(const std::string& word) {
  if (word == "cpp") return Language::Cpp;
  if (word == "python") return Language::Python;
  return std::nullopt;
}

EmittedProgram emittedProgram(const EmittedCase& emitted, Language language, const ProcessLimits& limits,
                              const Catalogue& catalogue) {
  const Shown shown = shownBy(emitted, limits);
  const PreparedCase prepared(emitted.file.swapCase);
  const auto evidence = shown.failure ? shown.failure->grids : std::vector<Grid>();
  const Reproducer reproducer{*shown.strategy,
                              {prepared, shown.property, shown.check, evidence},
                              fmt::format("{} fails the property {}", shown.strategy->name, shown.property),
                              descriptionOf(emitted, shown, language),
                              scriptOf(*shown.strategy, catalogue)};
  const std::string stem = std::filesystem::path(emitted.origin).stem().string();
  const std::string text = inFile(emitted.origin, [&] { return reproducerText(reproducer, language); });
  return {stem + (language == Language::Cpp ? ".cpp" : ".py"), text};
}

CommandEnd writePrograms(const std::vector<EmittedCase>& cases, Language language, const ProcessLimits& limits,
                         const std::filesystem::path& folder, const CommandContext& context) {
  std::error_code ignored;
  std::filesystem::create_directories(folder, ignored);  // writing reports what is wrong
  CommandEnd end = CommandEnd::AsDocumented;
  std::set<std::string> names;
  for (const EmittedCase& emitted : cases) try {
      const EmittedProgram program = emittedProgram(emitted, language, limits, context.catalogue);
      const std::filesystem::path path = folder / program.name;
      if (!names.insert(program.name).second || std::filesystem::exists(path))
        throw InputError(fmt::format("{} is there already", path.string()), {.file = emitted.origin});
      writeFile(path, program.text);
      context.out << path.string() << std::endl;
    } catch (const InputError& error) {
      context.err << "swapcheck: " << printable(error.what()) << std::endl;
      end = CommandEnd::WrongUsage;
    }
  return end;
}

}  // namespace swapcheck
