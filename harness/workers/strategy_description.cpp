#include "harness/workers/strategy_description.h"

#include "reports/record/json_fields.h"

namespace swapcheck {
namespace {

using Json = nlohmann::ordered_json;

struct KnownFailureFields : KnownFailure {
  template <typename Self, typename Use>
  static void eachField(Self& self, const Use& use) {
    use("property", self.property);
    use("when", self.when);
    use("reason", self.reason);
    use("since", self.since);
    use("until", self.until);
    use("upstream", self.upstream);
    use("checks", self.checks);
    use("of_libtorch", self.ofLibtorch);
  }
};

struct StrategyFields {
  std::string name = {};
  std::string family = {};
  std::string summary = {};
  std::vector<KnownFailureFields> knownFailures = {};
  std::string cppSteps = {};
  std::string pythonSteps = {};

  template <typename Self, typename Use>
  static void eachField(Self& self, const Use& use) {
    use("name", self.name);
    use("family", self.family);
    use("summary", self.summary);
    use("known_failures", self.knownFailures);
    use("cpp_steps", self.cppSteps);
    use("python_steps", self.pythonSteps);
  }
};

struct AllStrategies {
  std::vector<StrategyFields> strategies = {};

  template <typename Self, typename Use>
  static void eachField(Self& self, const Use& use) {
    use("strategies", self.strategies);
  }
};

StrategyFields fieldsOf(const Strategy& strategy) {
  StrategyFields fields{strategy.name,      std::string(familyName(familyOf(strategy.swap))),
                        strategy.summary,   {},
                        strategy.steps.cpp, strategy.steps.python};
  for (const KnownFailure& known : strategy.knownFailures) fields.knownFailures.push_back({known});
  return fields;
}

DescribedStrategy strategyFrom(const StrategyFields& fields) {
  const auto family = familyNamed(fields.family);
  if (!family) throw InputError("no family is named \"" + fields.family + "\"");
  return {*family,
          {fields.name,
           fields.summary,
           {},
           {fields.knownFailures.begin(), fields.knownFailures.end()},
           {fields.cppSteps, fields.pythonSteps}}};
}

}  // namespace

std::string describeStrategies(const std::vector<Strategy>& strategies) {
  AllStrategies all;
  for (const Strategy& strategy : strategies) all.strategies.push_back(fieldsOf(strategy));
  return fieldsToJson(all).dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::vector<DescribedStrategy> strategiesDescribedIn(const std::string& text) {
  std::vector<DescribedStrategy> strategies;
  for (const StrategyFields& fields : fieldsFromJson<AllStrategies>(Json::parse(text)).strategies)
    strategies.push_back(strategyFrom(fields));
  return strategies;
}

}  // namespace swapcheck
