#include "tests/support/sample_record.h"

#include <algorithm>

namespace swapcheck {
namespace {

constexpr const char* kCut = "detach() cuts the graph: neither original gets a gradient";

std::vector<NamedSummary> strategies() {
  return {{"article.clone-detach", "listing 1: clone and detach both, then exchange the names", "whole"},
          {"article.index-assign", "listing 2: assign at a tuple of indices on detached copies", "indexed"},
          {"article.where", "listing 3: torch.where on detached copies", "masked"},
          {"whole.clone", "clone both, in the other order", "whole"},
          {"masked.where", "two torch.where with one mask", "masked"},
          {"masked.blend", "a + mask * (b - a): arithmetic, on purpose", "masked"},
          {"indexed.index-put", "index_put of the other's values", "indexed"},
          {"within.index-select", "one index_select with the permuted index", "within"}};
}

std::vector<NamedSummary> properties() {
  return {{"originals", "operands and selection stay as they were, byte for byte"},
          {"values", "each result equals the routing bit for bit"},
          {"metadata", "sizes, dtype and device of the results"},
          {"fresh", "results share no memory"},
          {"gradient", "reverse mode equals finite differences and the inverse routing"},
          {"second-order", "double backward of a quadratic of the results"},
          {"forward-mode", "the JVP equals the routing of the tangents"},
          {"determinism", "the same bits again"},
          {"modes", "no graph under no-grad and inference mode"},
          {"rejects", "invalid input throws a clear error"}};
}

KnownFailureTally cut(int64_t met) { return {kCut, "not size.empty", "", met, met, false}; }

VerdictRecord* cellOf(RunRecord& run, const std::string& strategy, const std::string& property) {
  const auto found = std::find_if(run.verdicts.begin(), run.verdicts.end(), [&](const VerdictRecord& verdict) {
    return verdict.strategy == strategy && verdict.property == property;
  });
  return &*found;
}

void setCell(RunRecord& run, const std::string& strategy, const std::string& property, Verdict verdict,
             int64_t failures, std::vector<KnownFailureTally> known) {
  VerdictRecord& cell = *cellOf(run, strategy, property);
  cell.verdict = verdict;
  cell.failures = failures;
  cell.known = std::move(known);
  if (verdict == Verdict::NotRun) cell.cases = 0;
}

void fillVerdicts(RunRecord& run, int64_t casesEach) {
  for (const NamedSummary& strategy : run.strategies)
    for (const NamedSummary& property : run.properties)
      run.verdicts.push_back({strategy.name, property.name, Verdict::Verified, casesEach, 0, {}});
}

nlohmann::ordered_json maskedCase() {
  return {{"schema", 1},
          {"family", "masked"},
          {"shape", {2, 3}},
          {"dtype", "float32"},
          {"fill", {{"pattern", "special"}, {"seed", 77}}},
          {"mask", {{"pattern", "random"}, {"shape", {3}}, {"density_percent", 50}, {"seed", 5}}}};
}

FailureRecord blendFailure() {
  FailureRecord failure{.id = "masked.blend-values-bits",
                        .strategy = "masked.blend",
                        .property = "values",
                        .check = "bits",
                        .outcome = FailureOutcome::Falsified,
                        .message = "x[0, 1]: expected -0.0, got nan (bits 0x80000000 and 0x7fc00000)",
                        .swapCase = maskedCase(),
                        .count = 812,
                        .firstCase = 17,
                        .file = "failures/masked.blend-values-bits.json",
                        .shrink = {41, 384, 6, ShrinkEnd::Minimal},
                        .matters = {{"dtype.float16", "layout.permuted"}},
                        .replay = "swapcheck replay failures/masked.blend-values-bits.json --property 'values'"};
  failure.grids = {
      {"a", "float32", {2, 3}, {"1.0", "inf", "-0.0", "nan(0x7fc00001)", "0.5", "-2.25"}, {1, 4}},
      {"b", "float32", {2, 3}, {"3.0", "-0.0", "1e-45", "7.0", "-inf", "3.4028235e+38"}, {1, 4}},
      {"mask", "bool", {3}, {"F", "T", "F"}, {1}},
      {"expected x", "float32", {2, 3}, {"1.0", "-0.0", "-0.0", "nan(0x7fc00001)", "-inf", "-2.25"}, {1, 4}},
      {"got x", "float32", {2, 3}, {"1.0", "nan", "0.0", "nan(0x7fc00001)", "nan", "-2.25"}, {1, 2, 4}}};
  return failure;
}

FailureRecord crashFailure() {
  FailureRecord failure{.id = "indexed.index-put-rejects-crash",
                        .strategy = "indexed.index-put",
                        .property = "rejects",
                        .check = "signal",
                        .outcome = FailureOutcome::Crashed,
                        .message =
                            "the worker ended by signal 11 <script>alert('x')</script> | `after` [1](http://x) & "
                            "\"so\" on @all \x01",
                        .swapCase = {{"family", "indexed"}, {"note", "</script><b>"}},
                        .count = 1,
                        .firstCase = 20311,
                        .file = "failures/indexed.index-put-rejects-crash.json",
                        .shrink = {0, 24, 24},
                        .replay = "swapcheck replay failures/indexed.index-put-rejects-crash.json"};
  std::vector<std::string> cells;
  for (int k = 0; k < 24; ++k) cells.push_back(std::to_string(k));
  failure.grids = {{"a", "int64", {2, 3, 4}, cells, {5, 18}}, {"index[0]", "int64", {0, 3}, {}, {}}};
  return failure;
}

FailureRecord largeFailure() {
  FailureRecord failure{.id = "within.index-select-determinism-bits",
                        .strategy = "within.index-select",
                        .property = "determinism",
                        .check = "threads",
                        .outcome = FailureOutcome::Falsified,
                        .message = "x[3]: 1+2i with one thread, 1-2i with four",
                        .count = 3,
                        .firstCase = 9,
                        .shrink = {2000, 5000, 96, ShrinkEnd::Evaluations},
                        .replay = "swapcheck replay --seed 42 --case 9 --strategy within.index-select"};
  std::vector<std::string> cells;
  for (int k = 0; k < kMaxGridCells; ++k) cells.push_back(std::to_string(k) + "+2i");
  cells[3] = "3-2i";
  failure.grids = {{"got x", "complex64", {8, 12}, cells, {3}}, {"i", "int64", {}, {"2"}, {}}};
  return failure;
}

FailureRecord knownFailure() {
  return {.id = "article.where-gradient-known",
          .strategy = "article.where",
          .property = "gradient",
          .check = "inverse-routing",
          .outcome = FailureOutcome::Falsified,
          .message = "gradient of b[0]: expected 3, got undefined",
          .swapCase = maskedCase(),
          .count = 9911,
          .firstCase = 0,
          .file = "failures/article.where-gradient-known.json",
          .shrink = {18, 60, 1, ShrinkEnd::Minimal},
          .matters = std::vector<std::string>(),
          .knownReason = kCut,
          .replay = "swapcheck replay failures/article.where-gradient-known.json",
          .grids = {{"expected gradient of b", "float32", {1}, {"3"}, {0}},
                    {"got gradient of b", "float32", {1}, {"undefined"}, {0}}}};
}

std::vector<FeatureCount> coverage() {
  return {{"family.whole", "all of two tensors", 52000},
          {"family.masked", "elements under a mask", 52000},
          {"family.indexed", "elements at indices", 52000},
          {"family.within", "slices inside one tensor", 52000},
          {"rank.0", "0-dim tensors", 4110},
          {"rank.1", "1 dimension", 40777},
          {"rank.2", "2 dimensions", 71235},
          {"rank.5", "5 dimensions", 9120},
          {"size.empty", "no elements", 18220},
          {"dtype.float32", "", 61020},
          {"dtype.complex64", "", 7001},
          {"dtype.bool", "", 0},
          {"layout.permuted", "an operand with permuted dimensions", 22910},
          {"fill.special", "NaN, infinities, both zeros, subnormals, extremes", 39122},
          {"mask.none", "no element chosen", 0},
          {"index.duplicates", "a position named twice", 6122}};
}

}  // namespace

RunRecord sampleRun() {
  RunRecord run{.seed = 18446744073709551557u,
                .cases = 52000,
                .durationS = 598.25,
                .casesPerS = 86.92,
                .libtorch = "1.13.1",
                .startedAt = "2024-03-01T02:00:07Z",
                .command = "swapcheck nightly --time 10m --out runs/sample",
                .ended = RunEnd::Time,
                .context = {{"compiler", "GCC 12.2.0"}, {"threads", "2"}, {"processor", "A & B <CPU>"}},
                .strategies = strategies(),
                .properties = properties(),
                .verdicts = {},
                .failures = {blendFailure(), crashFailure(), largeFailure(), knownFailure()},
                .coverage = coverage(),
                .pairs = PairCoverage{4210, 4207, {"dtype.bool + mask.none", "layout.permuted + mask.none"}},
                .notes = {{"masked.blend", "slow", 2, 628,
                           "it took 33.2 s on a case of 33149 elements, where the built-in strategies take 0.02 s to "
                           "0.03 s; --max-numel leaves out larger cases"},
                          {"within.index-select", "shared-storage", 51000, 0,
                           "the result and x are parts of one storage, which lives as long as either and is saved "
                           "whole with each"}}};
  fillVerdicts(run, 51000);
  setCell(run, "article.clone-detach", "gradient", Verdict::KnownFailure, 0, {cut(9122)});
  setCell(run, "article.clone-detach", "second-order", Verdict::KnownFailure, 0, {cut(4120)});
  setCell(run, "article.where", "gradient", Verdict::KnownFailure, 0, {cut(9911)});
  setCell(run, "article.where", "forward-mode", Verdict::StaleKnownFailure, 0,
          {{"forward mode loses the tangent of the second operand", "every case",
            "https://github.com/pytorch/pytorch/issues/1", 512, 0, true}});
  setCell(run, "masked.blend", "values", Verdict::Falsified, 812, {});
  setCell(run, "indexed.index-put", "rejects", Verdict::Falsified, 1, {});
  setCell(run, "within.index-select", "determinism", Verdict::Falsified, 3, {});
  setCell(run, "within.index-select", "modes", Verdict::NotRun, 0, {});
  setCell(run, "indexed.index-put", "values", Verdict::Verified, 0,
          {{"index_put | with duplicates keeps either value", "index.duplicates",
            "https://github.com/pytorch/pytorch/issues/2", 0, 0, false}});
  return run;
}

ReportInput sampleInput() { return {sampleRun(), benchDocumentOf(sampleBench())}; }

RunRecord cleanRun() {
  RunRecord run = sampleRun();
  run.verdicts.clear();
  run.failures.clear();
  run.notes.clear();
  fillVerdicts(run, 100);
  return run;
}

}  // namespace swapcheck
