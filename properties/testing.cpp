#include "properties/testing.h"

#include <ATen/ops/clone.h>
#include <ATen/ops/detach.h>

#include <array>

#include "generators/generate.h"
#include "strategies/catalogue.h"

namespace swapcheck {
namespace {

constexpr uint64_t kCases = 200;

Findings findingsOf(const std::vector<Judgement>& judgements) {
  Findings findings;
  for (const Judgement& judgement : judgements)
    if (const auto* failure = std::get_if<Falsified>(&judgement.outcome))
      findings[std::string(judgement.property->id)].insert(failure->check);
  return findings;
}

std::vector<const Property*> everyProperty() {
  std::vector<const Property*> properties;
  for (const Property& property : allProperties()) properties.push_back(&property);
  return properties;
}

}  // namespace

const std::vector<PreparedCase>& preparedCases(Family family) {
  static std::array<std::vector<PreparedCase>, std::size(kFamilies)> prepared;
  std::vector<PreparedCase>& cases = prepared[static_cast<size_t>(family)];
  if (!cases.empty()) return cases;
  for (uint64_t number = 0; cases.size() < kCases; ++number)
    if (SwapCase swapCase = caseAt(1, number, family); !isExotic(swapCase.dtype))
      cases.emplace_back(std::move(swapCase));
  return cases;
}

Findings findingsOn(const PreparedCase& prepared, const Swap& swap) {
  return findingsOf(judge(Strategy{"test.swap", "", swap}, prepared, everyProperty()));
}

Findings findingsOf(const Swap& swap) {
  Findings all;
  for (const PreparedCase& prepared : preparedCases(familyOf(swap)))
    for (const auto& [property, checks] : findingsOn(prepared, swap))
      all[property].insert(checks.begin(), checks.end());
  return all;
}

Findings unusable(const std::string& check) {
  return {{"values", {check}}, {"metadata", {check}}, {"fresh", {check}}, {"gradient", {check}}};
}

std::string messageOf(const std::string& property, const std::string& check, const Swap& swap) {
  const Property* const one[] = {findProperty(property)};
  for (const PreparedCase& prepared : preparedCases(familyOf(swap))) {
    const std::vector<Judgement> judgements = judge(Strategy{"test.swap", "", swap}, prepared, one);
    const auto* failure = std::get_if<Falsified>(&judgements[0].outcome);
    if (failure && failure->check == check) return failure->message;
  }
  return "";
}

const Swap& builtin(std::string_view name) {
  static const Catalogue catalogue = builtinCatalogue();
  return catalogue.find(name)->swap;
}

TensorPair exchanged(const at::Tensor& a, const at::Tensor& b) { return {b.clone(), a.clone()}; }

at::Tensor forged(const at::Tensor& tensor, const std::function<void(const at::Tensor&)>& edit) {
  const at::Tensor copy = tensor.clone();
  edit(copy.detach());
  return copy;
}

}  // namespace swapcheck
