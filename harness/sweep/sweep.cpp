#include "harness/sweep/sweep.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <chrono>
#include <set>

#include "harness/sweep/costs.h"
#include "harness/sweep/steady_heap.h"
#include "harness/sweep/timing.h"
#include "properties/calls/thread_count.h"
#include "reports/bench/noise.h"
#include "strategies/error.h"
#include "strategies/libtorch_version.h"

namespace swapcheck {
namespace {

using Json = nlohmann::ordered_json;

/// Costs are measured with this many elements: enough to see the throughput, few enough to be quick.
constexpr int64_t kCostElements = int64_t{1} << 18;

class Stopwatch {
 public:
  double elapsedS() const { return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count(); }

 private:
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

void check(const SweepOptions& options) {
  if (options.strategies.empty()) throw InputError("sweep: expected at least one strategy, got none");
  std::set<std::string> names;
  for (const Strategy* strategy : options.strategies) {
    if (!strategy) throw InputError("sweep: expected strategies, got a null pointer");
    if (!names.insert(strategy->name).second) throw InputError("sweep: strategy " + strategy->name + " is named twice");
  }
  if (options.threads < 1) throw InputError(fmt::format("sweep: expected 1 thread or more, got {}", options.threads));
  if (options.budgetS && !(*options.budgetS > 0))
    throw InputError(fmt::format("sweep: expected a budget of more than 0 s, got {} s", *options.budgetS));
}

/// One sweep from beginning to end.
class Sweep {
 public:
  explicit Sweep(const SweepOptions& options)
      : options_(options), limitS_(options.budgetS ? options.budgetS : budgetOf(options.effort)) {
    if (options.extent && !options.budgetS) limitS_.reset();
    for (const Strategy* strategy : options.strategies) families_.insert(familyOf(strategy->swap));
  }

  Json run() {
    plan();
    for (int64_t elements : sizesOf(extent_)) prepare(elements);
    total_ = static_cast<int64_t>(tracks_.size() * sizesOf(extent_).size()) * extent_.repetitions;
    const SweepTiming timing{tracks_,
                             extent_,
                             data_,
                             options_.threads,
                             [this] { return mustStop(); },
                             [this](const Strategy& strategy) { before(strategy); },
                             [this](const std::string& name) { finished(name); }};
    SweepReporter reporter;
    timeTracks(timing, reporter);
    Json document = reporter.document();
    addContext(document);
    return document;
  }

 private:
  const SweepData& prepare(int64_t elements) { return data_.try_emplace(elements, elements, families_).first->second; }

  void before(const Strategy& strategy) const {
    const auto found = std::find(options_.strategies.begin(), options_.strategies.end(), &strategy);
    if (options_.beforeStrategy) options_.beforeStrategy(static_cast<size_t>(found - options_.strategies.begin()));
  }

  void plan() {
    const BeforeStrategy tell = [this](const Strategy& strategy) { before(strategy); };
    SweepCosts costs;
    costs.elements = options_.extent ? sizesOf(*options_.extent).front() : kCostElements;
    const SweepData& data = prepare(costs.elements);
    costs.prepareS = clock_.elapsedS();
    backward_ = backwardOf(options_.strategies, data, tell);
    tracks_ = tracksOf(options_.strategies, backward_);
    if (options_.extent) {
      extent_ = *options_.extent;
      return;
    }
    costs.callS = callSecondsOf(tracks_, data, tell);
    const auto leftS = limitS_ ? std::optional(*limitS_ - clock_.elapsedS()) : std::nullopt;
    extent_ = extentFor(options_.effort, options_.budgetS.has_value(), leftS, costs);
  }

  bool mustStop() {
    if (ended_ != "complete") return true;
    if (options_.stopRequested && options_.stopRequested()) ended_ = "stop";
    if (limitS_ && clock_.elapsedS() > *limitS_) ended_ = "clock";
    return ended_ != "complete";
  }

  void finished(const std::string& name) {
    ++done_;
    measured_.insert(name);
    if (options_.onProgress) options_.onProgress({done_, total_, name});
  }

  std::string namesWithoutBackward() const {
    std::vector<std::string> names;
    for (size_t k = 0; k < backward_.size(); ++k)
      if (!backward_[k]) names.push_back(options_.strategies[k]->name);
    return fmt::format("{}", fmt::join(names, ", "));
  }

  void addContext(Json& document) const {
    Json& context = document["context"];
    const auto sizes = sizesOf(extent_);
    context["libtorch"] = libtorchVersion();
    context["dtype"] = "float32";
    context["threads"] = std::to_string(options_.threads);
    context["effort"] = extent_.name;
    context["elements"] = fmt::format("{}", fmt::join(sizes, ", "));
    context["densities"] = fmt::format("{:g}", fmt::join(kSweepDensities, ", "));
    context["repetitions"] = std::to_string(extent_.repetitions);
    context["min_time_s"] = fmt::format("{:g}", extent_.minTimeS);
    context["no_backward"] = namesWithoutBackward();
    context["ended"] = ended_;
    context["unmeasured"] = std::to_string(tracks_.size() * sizes.size() - measured_.size());
    context["duration_s"] = fmt::format("{:.1f}", clock_.elapsedS());
    if (const auto noise = aaNoise(benchDocumentOf(document))) context["aa_noise"] = fmt::format("{:.3f}", *noise);
    for (const auto& [key, value] : options_.context) context[key] = value;
  }

  const SweepOptions& options_;
  Stopwatch clock_;
  std::optional<double> limitS_;
  std::set<Family> families_;
  std::map<int64_t, SweepData> data_;
  std::vector<bool> backward_;
  std::vector<SweepTrack> tracks_;
  SweepExtent extent_;
  int64_t done_ = 0;
  int64_t total_ = 0;
  std::set<std::string> measured_;
  std::string ended_ = "complete";
};

}  // namespace

Json runSweep(const SweepOptions& options) {
  check(options);
  const SteadyHeap heap;
  const ThreadCount threads(options.threads);
  return Sweep(options).run();
}

}  // namespace swapcheck
