// A file with strategies that a process loads when it calls the first of them, so that no other process has its code.
#pragma once

#include <memory>
#include <mutex>

#include "strategies/catalogue.h"

namespace swapcheck {

class LazySource {
 public:
  /// `others` are loaded before it.
  LazySource(StrategySource source, std::vector<std::shared_ptr<LazySource>> others)
      : source_(std::move(source)), others_(std::move(others)) {}

  /// Loads the file, unless this process has done so. Throws InputError when it cannot be loaded.
  void loadOnce() {
    std::call_once(loaded_, [this] { load(); });
  }

  const StrategySource& source() const { return source_; }

  /// The swap of the strategy of that name. Loads the file, unless this process has done so. Throws InputError when it
  /// cannot be loaded, and HarnessError when it has no such strategy now.
  const Swap& swapOf(const std::string& name);

 private:
  void load();

  StrategySource source_;
  std::vector<std::shared_ptr<LazySource>> others_;
  std::once_flag loaded_;
  Catalogue catalogue_;
};

/// Loads in this process, before it judges, what is in Python: what a file does as it is imported (variables of the
/// environment, threads, autograd) is not what a call does. One that cannot be loaded says so when it is called.
void loadPythonInAdvance();

/// Adds the strategies of a file to the catalogue. Throws InputError.
void addStrategiesOf(const StrategySource& source, Catalogue& catalogue);

/// A swap of that family which loads the source when it is first called.
Swap lazySwap(Family family, const std::shared_ptr<LazySource>& source, const std::string& name);

}  // namespace swapcheck
