// Names of the enumerators in run.json.
#include "reports/record/run_record.h"
#include "strategies/enum_names.h"

namespace swapcheck {
namespace {

constexpr EnumNames kOutcomes({NamedValue{FailureOutcome::Falsified, "falsified"},
                               {FailureOutcome::Flaky, "flaky"},
                               {FailureOutcome::Crashed, "crashed"},
                               {FailureOutcome::Hung, "hung"},
                               {FailureOutcome::OutOfMemory, "out-of-memory"}});

constexpr EnumNames kRunEnds({NamedValue{RunEnd::Cases, "cases"},
                              {RunEnd::Time, "time"},
                              {RunEnd::Signal, "signal"},
                              {RunEnd::Killed, "killed"}});

constexpr EnumNames kShrinkEnds({NamedValue{ShrinkEnd::Minimal, "minimal"},
                                 {ShrinkEnd::Evaluations, "evaluations"},
                                 {ShrinkEnd::Clock, "clock"},
                                 {ShrinkEnd::Deaths, "deaths"}});

}  // namespace

std::string_view failureOutcomeName(FailureOutcome outcome) { return kOutcomes.of(outcome); }

std::optional<FailureOutcome> failureOutcomeNamed(std::string_view name) { return kOutcomes.named(name); }

bool isDeath(FailureOutcome outcome) {
  return outcome != FailureOutcome::Falsified && outcome != FailureOutcome::Flaky;
}

std::string_view runEndName(RunEnd end) { return kRunEnds.of(end); }

std::optional<RunEnd> runEndNamed(std::string_view name) { return kRunEnds.named(name); }

std::string_view shrinkEndName(ShrinkEnd end) { return kShrinkEnds.of(end); }

std::optional<ShrinkEnd> shrinkEndNamed(std::string_view name) { return kShrinkEnds.named(name); }

}  // namespace swapcheck
