// How a process died of the work that it was doing.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace swapcheck {

/// A signal ended it.
struct KilledBySignal {
  int signal = 0;
  /// The end of what it printed.
  std::string lastWords = {};

  template <typename Self, typename Use>
  static void eachField(Self& self, const Use& use) {
    use("signal", self.signal);
    use("last_words", self.lastWords);
  }

  bool operator==(const KilledBySignal&) const = default;
};

/// It exited in the middle of its work.
struct Exited {
  int code = 0;
  /// The end of what it printed.
  std::string lastWords = {};

  template <typename Self, typename Use>
  static void eachField(Self& self, const Use& use) {
    use("code", self.code);
    use("last_words", self.lastWords);
  }

  bool operator==(const Exited&) const = default;
};

/// It closed its standard output and error.
struct ClosedDescriptors {
  template <typename Self, typename Use>
  static void eachField(Self&, const Use&) {}
  bool operator==(const ClosedDescriptors&) const = default;
};

/// It did not return within the limit.
struct Hung {
  double limitS = 0;
  /// It was using the processor to the end; else it had done nothing for that long.
  bool isBusy = false;

  template <typename Self, typename Use>
  static void eachField(Self& self, const Use& use) {
    use("limit_s", self.limitS);
    use("busy", self.isBusy);
  }

  bool operator==(const Hung&) const = default;
};

/// What is busy gets so many times the limit, in a process of its own, before it is called hung.
inline constexpr double kBusyFactor = 6;

/// It took more memory than the limit.
struct OutOfMemory {
  int64_t limitBytes = 0;

  template <typename Self, typename Use>
  static void eachField(Self& self, const Use& use) {
    use("limit_bytes", self.limitBytes);
  }

  bool operator==(const OutOfMemory&) const = default;
};

using Death = std::variant<KilledBySignal, Exited, ClosedDescriptors, Hung, OutOfMemory>;

/// The kinds of death that are counted separately.
enum class DeathKind { Crashed, Hung, OutOfMemory };

/// "crashed", "hung" or "out-of-memory": the check of a failure that is a death, and its outcome.
std::string_view deathKindName(DeathKind kind);

/// The kind of that name, or nothing.
std::optional<DeathKind> deathKindNamed(std::string_view name);

DeathKind kindOf(const Death& death);

/// Whether SIGKILL ended it, which usually comes from a person or the kernel and is not the case's fault.
bool isByOutsider(const Death& death);

/// "the process was killed by signal 11 (SIGSEGV); it printed \"...\"", "it did nothing for 10.0 s".
std::string textOf(const Death& death);

/// The same of a strategy at a case, with the options that change the limit.
std::string messageOf(const Death& death);

nlohmann::ordered_json toJson(const Death& death);

/// Throws InputError for what `toJson` does not write.
Death deathFromJson(const nlohmann::ordered_json& json);

}  // namespace swapcheck
