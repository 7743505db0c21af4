// Mutants: strategies with one mistake each, as people make them, which the harness has to find.
#pragma once

#include <swapcheck/strategy.h>

#include <string>
#include <vector>

namespace swapcheck {

struct Mutant {
  Strategy strategy;
  /// Id of the property that must be falsified.
  std::string property;
  /// What its author got wrong, and where alone it shows.
  std::string mistake;
  /// Address of a public report of the like; empty: none cited.
  std::string seenIn = {};
  /// Elements of an operand without which the mistake cannot show: what no shrinking can go below.
  int64_t smallest = 1;
};

using Mutants = std::vector<Mutant>;

/// Every mutant.
Mutants allMutants();

/// Appends `mutant.NAME`, whose swap first asks of its input what the contract says (`contract.h`).
void addMutant(Mutants& mutants, const std::string& name, const std::string& property, const std::string& mistake,
               Swap swap, const std::string& seenIn = {}, int64_t smallest = 1);

/// As above, with the swap left alone: for mutants that are wrong in what they ask of their input.
void addUncheckedMutant(Mutants& mutants, const std::string& name, const std::string& property,
                        const std::string& mistake, Swap swap, const std::string& seenIn = {});

/// The mutant's steps as text; empty for most.
Steps stepsOf(const std::string& name);

// The groups, each in a source file of its own.
void addWholeMutants(Mutants& mutants);
void addMaskedMutants(Mutants& mutants);
void addPositionMutants(Mutants& mutants);
void addAutogradMutants(Mutants& mutants);
void addCustomFunctionMutants(Mutants& mutants);
void addRawMemoryMutants(Mutants& mutants);
void addOriginalsMutants(Mutants& mutants);
void addModeMutants(Mutants& mutants);
void addLeftBehindMutants(Mutants& mutants);
void addRejectMutants(Mutants& mutants);

}  // namespace swapcheck
