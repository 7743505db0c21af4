// Reads run.json, naming the field in every error.
#include "generators/case/json_reader.h"
#include "reports/record/json_number.h"
#include "reports/record/run_record.h"
#include "strategies/error.h"

namespace swapcheck {
namespace {

using Json = nlohmann::ordered_json;
using Reader = JsonReader;

/// Reads every element of the array `name` with `read`.
template <typename Record>
std::vector<Record> arrayFrom(Reader& reader, const std::string& name, Record (*read)(Reader)) {
  std::vector<Record> records;
  for (const Json& element : reader.array(name))
    records.push_back(read(Reader(element, fmt::format("{}[{}]", reader.pathOf(name), records.size()))));
  return records;
}

int64_t countFrom(Reader& reader, const std::string& name) {
  const int64_t count = reader.integer(name);
  if (count < 0) Reader::fail(reader.pathOf(name), "a whole number that is not negative", count);
  return count;
}

std::vector<std::string> textsFrom(Reader& reader, const std::string& name) {
  std::vector<std::string> texts;
  for (const Json& text : reader.array(name)) {
    if (!text.is_string()) Reader::fail(fmt::format("{}[{}]", reader.pathOf(name), texts.size()), "a string", text);
    texts.push_back(text.get<std::string>());
  }
  return texts;
}

std::vector<int64_t> countsFrom(Reader& reader, const std::string& name) {
  std::vector<int64_t> counts = reader.integers(name);
  for (size_t k = 0; k < counts.size(); ++k)
    if (counts[k] < 0)
      Reader::fail(fmt::format("{}[{}]", reader.pathOf(name), k), "a whole number that is not negative", counts[k]);
  return counts;
}

NamedSummary namedFrom(Reader reader) {
  return {reader.text("name"), reader.text("summary"), reader.has("family") ? reader.text("family") : ""};
}

KnownFailureTally tallyFrom(Reader reader) {
  return {reader.text("reason"),
          reader.text("when"),
          reader.text("upstream"),
          countFrom(reader, "met"),
          countFrom(reader, "failed"),
          reader.boolean("stale"),
          reader.has("of_libtorch") && reader.boolean("of_libtorch"),
          reader.has("refusal") && reader.boolean("refusal")};
}

VerdictRecord verdictFrom(Reader reader) {
  return {reader.text("strategy"),
          reader.text("property"),
          reader.enumerator("verdict", &verdictName, kVerdictCount),
          countFrom(reader, "cases"),
          countFrom(reader, "failures"),
          arrayFrom(reader, "known", tallyFrom)};
}

Grid gridFrom(Reader reader) {
  return {reader.text("name"), reader.text("dtype"), countsFrom(reader, "shape"), textsFrom(reader, "cells"),
          countsFrom(reader, "marked")};
}

FailureOutcome outcomeFrom(Reader& reader) {
  const std::string text = reader.text("outcome");
  if (const auto outcome = failureOutcomeNamed(text)) return *outcome;
  Reader::fail(reader.pathOf("outcome"), R"(one of "falsified", "flaky", "crashed", "hung", "out-of-memory")", text);
}

/// The field "ended"; nothing where it is empty.
template <typename End>
std::optional<End> endFrom(Reader& reader, std::optional<End> (*named)(std::string_view), const char* expected) {
  const std::string text = reader.text("ended");
  const auto end = named(text);
  if (!end && !text.empty()) Reader::fail(reader.pathOf("ended"), expected, text);
  return end;
}

ShrinkRecord shrinkFrom(Reader reader) {
  return {countFrom(reader, "evaluations"), countFrom(reader, "from"), countFrom(reader, "to"),
          endFrom(reader, shrinkEndNamed, R"(one of "minimal", "evaluations", "clock", "deaths")")};
}

StrategySource sourceFrom(Reader reader) {
  const std::string name = reader.text("kind");
  const auto kind = sourceKindNamed(name);
  if (!kind) Reader::fail(reader.pathOf("kind"), R"("plugin", "script" or "python")", name);
  return {*kind, reader.text("file")};
}

std::vector<StrategySource> sourcesFrom(Reader& reader) {
  return reader.has("sources") ? arrayFrom(reader, "sources", sourceFrom) : std::vector<StrategySource>();
}

FailureRecord failureFrom(Reader reader) {
  return {.id = reader.text("id"),
          .strategy = reader.text("strategy"),
          .property = reader.text("property"),
          .check = reader.text("check"),
          .error = reader.has("error") ? reader.text("error") : "",
          .outcome = outcomeFrom(reader),
          .message = reader.text("message"),
          .swapCase = reader.field("case"),
          .count = countFrom(reader, "count"),
          .firstCase = countFrom(reader, "first_case"),
          .file = reader.text("file"),
          .shrink = shrinkFrom(reader.object("shrink")),
          .matters = reader.has("matters") ? std::optional(textsFrom(reader, "matters")) : std::nullopt,
          .knownReason = reader.text("known_reason"),
          .replay = reader.text("replay"),
          .grids = arrayFrom(reader, "grids", gridFrom),
          .sources = sourcesFrom(reader)};
}

FeatureCount featureFrom(Reader reader) {
  const bool required = !reader.has("required") || reader.boolean("required");
  return {reader.text("name"), reader.text("summary"), countFrom(reader, "cases"), required};
}

std::optional<PairCoverage> pairsFrom(Reader& coverage) {
  if (!coverage.has("pairs")) return std::nullopt;
  Reader pairs = coverage.object("pairs");
  return PairCoverage{countFrom(pairs, "feasible"), countFrom(pairs, "seen"), textsFrom(pairs, "unseen"),
                      pairs.has("bits") ? pairs.text("bits") : ""};
}

std::optional<Accounting> accountingFrom(Reader& reader) {
  if (!reader.has("accounting")) return std::nullopt;
  Reader counts = reader.object("accounting");
  return Accounting{countFrom(counts, "started"), countFrom(counts, "finished"),      countFrom(counts, "crashed"),
                    countFrom(counts, "hung"),    countFrom(counts, "out_of_memory"), countFrom(counts, "abandoned")};
}

Shard shardFrom(Reader& reader) {
  if (!reader.has("shard")) return {};
  Reader shard = reader.object("shard");
  return {countFrom(shard, "index"), countFrom(shard, "count")};
}

RetiredStrategy retiredFrom(Reader reader) {
  return {reader.text("name"), countFrom(reader, "deaths"), countFrom(reader, "cases"), countFrom(reader, "number")};
}

StrategyNote noteFrom(Reader reader) {
  return {reader.text("strategy"), reader.text("kind"), countFrom(reader, "cases"), countFrom(reader, "number"),
          reader.text("message")};
}

std::map<std::string, std::string> contextFrom(Reader& reader) {
  Reader context = reader.object("context");
  std::map<std::string, std::string> facts;
  for (const auto& [name, value] : reader.field("context").items()) facts[name] = context.text(name);
  return facts;
}

void requireReadableSchema(Reader& reader) {
  const int64_t schema = reader.integer("schema");
  if (schema > kRunSchema)
    throw InputError(
        fmt::format("a later version of swapcheck wrote this run (schema {}); this one reads schemas up to {}", schema,
                    kRunSchema),
        {.field = "schema"});
  if (schema < 1) Reader::fail("schema", "a whole number from 1 on", schema);
}

}  // namespace

std::vector<StrategySource> strategySourcesFromJson(const Json& json) {
  Reader reader(json, "");
  return sourcesFrom(reader);
}

FailureRecord failureRecordFromJson(const Json& json) { return failureFrom(Reader(json, "")); }

RunRecord runRecordFromJson(const Json& json) {
  Reader reader(json, "");
  requireReadableSchema(reader);
  Reader coverage = reader.object("coverage");
  return {.seed = reader.natural("seed"),
          .cases = countFrom(reader, "cases"),
          .durationS = numberFromJson(reader, "duration_s"),
          .casesPerS = numberFromJson(reader, "cases_per_s"),
          .libtorch = reader.text("libtorch"),
          .device = reader.text("device"),
          .startedAt = reader.text("started_at"),
          .command = reader.text("command"),
          .ended = endFrom(reader, runEndNamed, R"(one of "cases", "time", "signal", "killed")"),
          .context = contextFrom(reader),
          .strategies = arrayFrom(reader, "strategies", namedFrom),
          .properties = arrayFrom(reader, "properties", namedFrom),
          .verdicts = arrayFrom(reader, "verdicts", verdictFrom),
          .failures = arrayFrom(reader, "failures", failureFrom),
          .coverage = arrayFrom(coverage, "features", featureFrom),
          .pairs = pairsFrom(coverage),
          .accounting = accountingFrom(reader),
          .retired = reader.has("retired") ? arrayFrom(reader, "retired", retiredFrom) : std::vector<RetiredStrategy>(),
          .notes = reader.has("notes") ? arrayFrom(reader, "notes", noteFrom) : std::vector<StrategyNote>(),
          .shard = shardFrom(reader)};
}

}  // namespace swapcheck
