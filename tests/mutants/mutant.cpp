#include "mutant.h"

#include "contract.h"

namespace swapcheck {

void addUncheckedMutant(Mutants& mutants, const std::string& name, const std::string& property,
                        const std::string& mistake, Swap swap, const std::string& seenIn) {
  mutants.push_back({{"mutant." + name, mistake, std::move(swap), {}, stepsOf(name)}, property, mistake, seenIn});
}

void addMutant(Mutants& mutants, const std::string& name, const std::string& property, const std::string& mistake,
               Swap swap, const std::string& seenIn, int64_t smallest) {
  addUncheckedMutant(mutants, name, property, mistake, contract::checked(std::move(swap)), seenIn);
  mutants.back().smallest = smallest;
}

Mutants allMutants() {
  Mutants mutants;
  addWholeMutants(mutants);
  addMaskedMutants(mutants);
  addPositionMutants(mutants);
  addAutogradMutants(mutants);
  addCustomFunctionMutants(mutants);
  addRawMemoryMutants(mutants);
  addOriginalsMutants(mutants);
  addModeMutants(mutants);
  addLeftBehindMutants(mutants);
  addRejectMutants(mutants);
  return mutants;
}

}  // namespace swapcheck
