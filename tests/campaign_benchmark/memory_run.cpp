#include "memory_run.h"

#include <algorithm>
#include <charconv>

namespace swapcheck {
namespace {

/// Thresholds that are set do not grow by themselves ("Memory Allocation Tunables" in the manual of glibc).
constexpr const char* kNoReserve =
    "glibc.malloc.mmap_threshold=65536:glibc.malloc.trim_threshold=65536:glibc.malloc.top_pad=0";

/// Takes samples while a campaign goes on.
class Sampler {
 public:
  Sampler(const MemoryOptions& options, const std::function<void(const MemorySample&)>& onSample)
      : options_(options), onSample_(onSample) {}

  void hear(pid_t supervisor, std::string_view text) {
    heard_ += text;
    const auto done = casesDoneIn(heard_);
    if (!done) return;
    heard_.clear();
    if (*done < next_) return;
    samples_.push_back(sampleOf(supervisor, *done));
    onSample_(samples_.back());
    next_ = *done + std::max<int64_t>(1, options_.cases / options_.samples);
  }

  const std::vector<MemorySample>& samples() const { return samples_; }

 private:
  MemorySample sampleOf(pid_t supervisor, int64_t done) {
    for (pid_t child : childrenOf(supervisor))
      if (workers_.size() < static_cast<size_t>(options_.jobs) &&
          std::find(workers_.begin(), workers_.end(), child) == workers_.end())
        workers_.push_back(child);
    MemorySample sample{done, {memoryOf(supervisor)}};
    for (pid_t worker : workers_) sample.processes.push_back(memoryOf(worker));
    sample.processes.resize(static_cast<size_t>(options_.jobs) + 1);
    return sample;
  }

  const MemoryOptions& options_;
  const std::function<void(const MemorySample&)>& onSample_;
  std::string heard_;
  std::vector<pid_t> workers_;
  std::vector<MemorySample> samples_;
  int64_t next_ = 1;
};

}  // namespace

std::optional<int64_t> casesDoneIn(std::string_view progress) {
  const size_t slash = progress.rfind('/', progress.rfind(" cases,"));
  if (slash == std::string_view::npos || progress.find(" cases,", slash) == std::string_view::npos) return std::nullopt;
  const size_t before = progress.find_last_not_of("0123456789", slash - 1);
  if (slash == 0 || before == std::string_view::npos) return std::nullopt;
  int64_t done = 0;
  const auto [end, error] = std::from_chars(progress.data() + before + 1, progress.data() + slash, done);
  return error == std::errc() ? std::optional(done) : std::nullopt;
}

std::vector<MemorySample> measureMemory(const MemoryOptions& options,
                                        const std::function<void(const MemorySample&)>& onSample) {
  Sampler sampler(options, onSample);
  ProcessOptions process;
  process.errIsTerminal = true;
  if (!options.keepsReserve) process.environment.emplace_back("GLIBC_TUNABLES", kNoReserve);
  process.onErr = [&](pid_t supervisor, std::string_view text) { sampler.hear(supervisor, text); };
  runFuzz(options.program, {"whole.clone, values", {"whole.clone"}, {"values"}}, options.seed,
          {"--cases", std::to_string(options.cases)}, options.jobs, process);
  return sampler.samples();
}

}  // namespace swapcheck
