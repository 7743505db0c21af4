// `swapcheck list`.
#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <ostream>

#include "generators/case/features.h"
#include "generators/case/json.h"
#include "generators/stream/generate.h"
#include "harness/commands/command.h"
#include "harness/commands/options.h"
#include "harness/commands/strategy_sources.h"
#include "harness/workers/strategy_loader.h"
#include "reports/console/table.h"
#include "strategies/error.h"

namespace swapcheck {
namespace {

using Json = nlohmann::ordered_json;

Json listStrategies(const Catalogue& catalogue) {
  Json list = Json::array();
  for (const Strategy& strategy : catalogue.strategies()) {
    Json known = Json::array();
    for (const KnownFailure& failure : strategy.knownFailures)
      known.push_back({{"property", failure.property},
                       {"when", failure.when},
                       {"reason", failure.reason},
                       {"since", failure.since},
                       {"until", failure.until},
                       {"upstream", failure.upstream}});
    list.push_back({{"name", strategy.name},
                    {"family", familyName(familyOf(strategy.swap))},
                    {"summary", strategy.summary},
                    {"known_failures", known}});
    if (const StrategySource* source = catalogue.sourceOf(strategy.name)) list.back()["source"] = toJson(*source);
  }
  return list;
}

Json listProperties() {
  Json list = Json::array();
  for (const Property& property : allProperties())
    list.push_back({{"name", property.id}, {"summary", property.summary}});
  return list;
}

Json listFeatures() {
  Json list = Json::array();
  for (const Feature& feature : allFeatures()) list.push_back({{"name", feature.name}, {"summary", feature.summary}});
  return list;
}

void printTable(const Json& list, std::ostream& out) {
  size_t width = 0;
  for (const Json& item : list) width = std::max(width, item["name"].get_ref<const std::string&>().size());
  const auto row = [width](const std::string& name, const std::string& text) {
    return withoutTrailingBlanks(fmt::format("{:<{}}  {}", name, width, text)) + "\n";
  };
  for (const Json& item : list) {
    out << row(item["name"], item["summary"]);
    if (!item.contains("known_failures")) continue;
    for (const Json& known : item["known_failures"])
      out << row("", fmt::format("  known failure of {}: {}", known["property"].get<std::string>(),
                                 known["reason"].get<std::string>()));
  }
}

/// A line of JSON for each case of the stream, the same on every LibTorch.
void printCases(uint64_t seed, uint64_t count, std::ostream& out) {
  for (uint64_t number = 0; number < count; ++number)
    for (Family family : kFamilies)
      out << Json{{"number", number}, {"case", toJson(caseAt(seed, number, family))}}.dump() << "\n";
}

}  // namespace

CommandLine listLine() {
  CommandLine line("list strategies|properties|features|cases [OPTION]...", "Shows what there is.");
  line.flag("json", "as JSON, as cases always are");
  line.option("seed", "N", "seed of the cases' stream (default: 0)");
  line.option("cases", "N", "numbers of the stream, each with a case of every family (default: 10)");
  addSources(line);
  line.positional("what", "strategies|properties|features|cases");
  return line;
}

CommandEnd runListCommand(const CommandLine& line, const CommandContext& program) {
  const Catalogue catalogue = withSources(program.catalogue, sourcesOf(line));
  const CommandContext context = program.with(catalogue);
  const auto what = line.texts("what");
  if (what.size() == 1 && what[0] == "cases") {
    printCases(line.number("seed", 0, UINT64_MAX).value_or(0), line.number("cases", 1, INT64_MAX).value_or(10),
               context.out);
    return CommandEnd::AsDocumented;
  }
  if (line.has("seed") || line.has("cases")) throw InputError("--seed and --cases go with swapcheck list cases");
  Json list;
  if (what.size() == 1 && what[0] == "strategies")
    list = listStrategies(context.catalogue);
  else if (what.size() == 1 && what[0] == "properties")
    list = listProperties();
  else if (what.size() == 1 && what[0] == "features")
    list = listFeatures();
  else
    throw InputError(
        "expected one of: swapcheck list strategies, swapcheck list properties, swapcheck list features, "
        "swapcheck list cases");
  if (line.has("json"))
    context.out << list.dump(2) << "\n";
  else
    printTable(list, context.out);
  return CommandEnd::AsDocumented;
}

}  // namespace swapcheck
