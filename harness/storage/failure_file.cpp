#include "harness/storage/failure_file.h"

#include "generators/case/json.h"
#include "generators/case/json_reader.h"
#include "harness/storage/files.h"
#include "strategies/error.h"

namespace swapcheck {
namespace {

using Json = nlohmann::ordered_json;

constexpr int64_t kFailureSchema = 1;

/// Far more than any real case file needs.
constexpr uintmax_t kMaxFileBytes = 1 << 20;

FailureFile fromJson(const Json& json) {
  if (json.is_object() && !json.contains("case")) return {caseFromJson(json), "", "", "", false};
  JsonReader reader(json, "");
  const int64_t schema = reader.integer("schema");
  if (schema < 1 || schema > kFailureSchema)
    throw InputError(fmt::format("this build reads case files of schema 1 to {}, got {}", kFailureSchema, schema),
                     {.field = "schema"});
  FailureFile file{{},
                   reader.text("strategy"),
                   reader.text("property"),
                   reader.text("check"),
                   reader.has("outcome") && reader.text("outcome") == failureOutcomeName(FailureOutcome::Flaky),
                   strategySourcesFromJson(json)};
  reader.object("case");
  file.swapCase = inField("case", [&] { return caseFromJson(reader.field("case")); });
  return file;
}

}  // namespace

Json caseFileJson(const FailureRecord& failure, const RunRecord& run) {
  Json json = {{"schema", kFailureSchema},
               {"id", failure.id},
               {"strategy", failure.strategy},
               {"property", failure.property},
               {"check", failure.check},
               {"outcome", failureOutcomeName(failure.outcome)},
               {"message", failure.message},
               {"known_reason", failure.knownReason},
               {"case", failure.swapCase},
               {"found", {{"seed", run.seed}, {"case", failure.firstCase}, {"libtorch", run.libtorch}}}};
  for (const StrategySource& source : failure.sources) json["sources"].push_back(toJson(source));
  return json;
}

void writeFailureFile(const std::filesystem::path& path, const FailureRecord& failure, const RunRecord& run) {
  std::error_code error;
  std::filesystem::create_directories(path.parent_path(), error);  // writeFile reports what is wrong
  // Texts may come from a strategy's exceptions and hold any bytes: invalid UTF-8 is replaced.
  writeFile(path, caseFileJson(failure, run).dump(2, ' ', false, Json::error_handler_t::replace) + "\n");
}

FailureFile readFailureFile(const std::filesystem::path& path) {
  const Json json = readJsonFile(path, kMaxFileBytes);
  return inFile(path.string(), [&] { return fromJson(json); });
}

}  // namespace swapcheck
