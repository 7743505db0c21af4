// Writes a run record as run.json.
#include "reports/record/json_fields.h"
#include "reports/record/json_number.h"
#include "reports/record/run_record.h"

namespace swapcheck {
namespace {

using Json = nlohmann::ordered_json;

/// Empty when there is no end.
template <typename End>
std::string_view nameOrNothing(std::optional<End> end, std::string_view (*name)(End)) {
  return end ? name(*end) : "";
}

template <typename Record>
Json arrayOf(const std::vector<Record>& records, Json (*write)(const Record&)) {
  Json array = Json::array();
  for (const Record& record : records) array.push_back(write(record));
  return array;
}

Json jsonOf(const NamedSummary& named) {
  Json json = {{"name", named.name}, {"summary", named.summary}};
  if (!named.family.empty()) json["family"] = named.family;
  return json;
}

Json jsonOf(const KnownFailureTally& tally) {
  return {
      {"reason", tally.reason}, {"when", tally.when},   {"upstream", tally.upstream},      {"met", tally.met},
      {"failed", tally.failed}, {"stale", tally.stale}, {"of_libtorch", tally.ofLibtorch}, {"refusal", tally.refusal}};
}

Json jsonOf(const VerdictRecord& verdict) {
  return {{"strategy", verdict.strategy}, {"property", verdict.property}, {"verdict", verdictName(verdict.verdict)},
          {"cases", verdict.cases},       {"failures", verdict.failures}, {"known", arrayOf(verdict.known, jsonOf)}};
}

Json jsonOf(const ShrinkRecord& shrink) {
  return {{"evaluations", shrink.evaluations},
          {"from", shrink.from},
          {"to", shrink.to},
          {"ended", nameOrNothing(shrink.ended, shrinkEndName)}};
}

Json jsonOf(const Grid& grid) {
  return {{"name", grid.name},
          {"dtype", grid.dtype},
          {"shape", grid.shape},
          {"cells", grid.cells},
          {"marked", grid.marked}};
}

Json jsonOf(const FailureRecord& failure) {
  Json json = {{"id", failure.id},
               {"strategy", failure.strategy},
               {"property", failure.property},
               {"check", failure.check},
               {"outcome", failureOutcomeName(failure.outcome)},
               {"message", failure.message},
               {"case", failure.swapCase},
               {"count", failure.count},
               {"first_case", failure.firstCase},
               {"file", failure.file},
               {"shrink", jsonOf(failure.shrink)}};
  if (!failure.error.empty()) json["error"] = failure.error;
  if (failure.matters) json["matters"] = *failure.matters;
  json.update(
      {{"known_reason", failure.knownReason}, {"replay", failure.replay}, {"grids", arrayOf(failure.grids, jsonOf)}});
  for (const StrategySource& source : failure.sources) json["sources"].push_back(toJson(source));
  return json;
}

Json jsonOf(const FeatureCount& feature) {
  return {
      {"name", feature.name}, {"summary", feature.summary}, {"cases", feature.cases}, {"required", feature.required}};
}

Json coverageJson(const RunRecord& record) {
  Json coverage = {{"features", arrayOf(record.coverage, jsonOf)}};
  if (record.pairs)
    coverage["pairs"] = {{"feasible", record.pairs->feasible},
                         {"seen", record.pairs->seen},
                         {"unseen", record.pairs->unseen},
                         {"bits", record.pairs->bits}};
  return coverage;
}

}  // namespace

Json toJson(const FailureRecord& failure) { return jsonOf(failure); }

Json toJson(const StrategySource& source) {
  return {{"kind", sourceKindName(source.kind)}, {"file", source.file.string()}};
}

Json toJson(const RunRecord& record) {
  Json json = {{"schema", kRunSchema},
               {"seed", record.seed},
               {"cases", record.cases},
               {"duration_s", numberToJson(record.durationS)},
               {"cases_per_s", numberToJson(record.casesPerS)},
               {"libtorch", record.libtorch},
               {"device", record.device},
               {"started_at", record.startedAt},
               {"command", record.command},
               {"ended", nameOrNothing(record.ended, runEndName)},
               {"context", Json(record.context)},
               {"strategies", arrayOf(record.strategies, jsonOf)},
               {"properties", arrayOf(record.properties, jsonOf)},
               {"verdicts", arrayOf(record.verdicts, jsonOf)},
               {"failures", arrayOf(record.failures, jsonOf)},
               {"coverage", coverageJson(record)}};
  if (record.shard.count > 1) json["shard"] = fieldsToJson(record.shard);
  if (record.accounting) json["accounting"] = fieldsToJson(*record.accounting);
  if (!record.retired.empty()) json["retired"] = fieldsToJson(record.retired);
  if (!record.notes.empty()) json["notes"] = fieldsToJson(record.notes);
  return json;
}

}  // namespace swapcheck
