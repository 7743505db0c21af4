// `replay --emit`: a failure as a program.
#pragma once

#include <filesystem>

#include "harness/commands/command.h"
#include "harness/processes/isolation.h"
#include "harness/storage/failure_file.h"
#include "properties/property.h"
#include "reports/reproducer/reproducer.h"

namespace swapcheck {

/// The language that an option names, "cpp" or "python"; nothing for another word.
std::optional<Language> languageNamed(const std::string& word);

/// A case, and what its program should show.
struct EmittedCase {
  /// Where the case is from, for the program's header comment.
  std::string origin;
  FailureFile file;
  std::vector<const Strategy*> strategies;
  std::vector<const Property*> properties;
};

/// A program and its file name: the case file's, with the language's extension.
struct EmittedProgram {
  std::string name;
  std::string text;
};

/// Judges the case, in processes under those limits, and gives the program of the one check that fails; when none does,
/// of the one that had failed when the case was saved. Throws InputError when there is none, or several, and when the
/// language cannot express the case.
EmittedProgram emittedProgram(const EmittedCase& emitted, Language language, const ProcessLimits& limits,
                              const Catalogue& catalogue);

/// Writes the program of each case to that folder and prints its path. A case that cannot be expressed does not stop
/// the others, and makes the end WrongUsage.
CommandEnd writePrograms(const std::vector<EmittedCase>& cases, Language language, const ProcessLimits& limits,
                         const std::filesystem::path& folder, const CommandContext& context);

}  // namespace swapcheck
