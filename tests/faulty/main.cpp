// The program `swapcheck_with_faults`: swapcheck, with broken strategies among its own.
#include <cstdlib>

#include "faulty_strategies.h"
#include "harness/commands/command.h"
#include "hostile_strategies.h"
#include "tests/mutants/mutant.h"

namespace swapcheck {

/// Those mutants of which a reproducer can perform the steps.
static void addReproducibleMutants(Catalogue& catalogue) {
  for (Mutant& mutant : allMutants())
    if (!mutant.strategy.steps.cpp.empty()) catalogue.add(std::move(mutant.strategy));
}

}  // namespace swapcheck

int main(int argc, char** argv) {
  swapcheck::Catalogue catalogue = swapcheck::builtinCatalogue();
  if (std::getenv("SWAPCHECK_TEST_MUTANTS"))
    swapcheck::addReproducibleMutants(catalogue);
  else if (std::getenv("SWAPCHECK_TEST_HOSTILE"))
    swapcheck::addHostileStrategies(catalogue);
  else if (std::getenv("SWAPCHECK_TEST_MENDED"))
    swapcheck::addMendedStrategies(catalogue);
  else
    swapcheck::addFaultyStrategies(catalogue);
  return swapcheck::runProgram(argc, argv, catalogue);
}
