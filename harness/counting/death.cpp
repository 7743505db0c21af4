#include "harness/counting/death.h"

#include <fmt/format.h>
#include <string.h>

#include <csignal>
#include <nlohmann/json.hpp>
#include <type_traits>

#include "reports/record/json_fields.h"
#include "reports/record/text.h"
#include "strategies/document_text.h"
#include "strategies/enum_names.h"
#include "strategies/error.h"

namespace swapcheck {
namespace {

constexpr EnumNames kDeathKinds({NamedValue{DeathKind::Crashed, "crashed"},
                                 {DeathKind::Hung, "hung"},
                                 {DeathKind::OutOfMemory, "out-of-memory"}});

std::string quotedLastWords(const std::string& words) {
  const size_t end = words.find_last_not_of(" \n");
  return end == std::string::npos ? "" : fmt::format("; it printed \"{}\"", documentText(words.substr(0, end + 1)));
}

std::string signalText(int signal) {
  const char* name = sigabbrev_np(signal);
  return fmt::format("signal {}{}", signal, name ? fmt::format(" (SIG{})", name) : "");
}

struct KindOf {
  DeathKind operator()(const KilledBySignal&) const { return DeathKind::Crashed; }
  DeathKind operator()(const Exited&) const { return DeathKind::Crashed; }
  DeathKind operator()(const ClosedDescriptors&) const { return DeathKind::Crashed; }
  DeathKind operator()(const Hung&) const { return DeathKind::Hung; }
  DeathKind operator()(const OutOfMemory&) const { return DeathKind::OutOfMemory; }
};

struct TextOf {
  std::string operator()(const KilledBySignal& death) const {
    return fmt::format("the process was killed by {}{}", signalText(death.signal), quotedLastWords(death.lastWords));
  }
  std::string operator()(const Exited& death) const {
    return fmt::format("the process exited with code {}{}", death.code, quotedLastWords(death.lastWords));
  }
  std::string operator()(const ClosedDescriptors&) const { return "it closed the process's file descriptors"; }
  std::string operator()(const Hung& death) const {
    return fmt::format("it {} {}", death.isBusy ? "was still busy after" : "did nothing for",
                       durationText(death.limitS));
  }
  std::string operator()(const OutOfMemory& death) const {
    return fmt::format("it took more than {} MiB of memory", death.limitBytes >> 20);
  }
};

using Json = nlohmann::ordered_json;

/// The name of each alternative in a death's JSON.
template <typename Alternative>
constexpr const char* kEndName = nullptr;
template <>
constexpr const char* kEndName<KilledBySignal> = "signal";
template <>
constexpr const char* kEndName<Exited> = "exit";
template <>
constexpr const char* kEndName<ClosedDescriptors> = "closed-descriptors";
template <>
constexpr const char* kEndName<Hung> = "hung";
template <>
constexpr const char* kEndName<OutOfMemory> = "out-of-memory";

/// Reads the alternative that the JSON names.
template <typename... Alternatives>
Death readDeath(const Json& json, const std::string& end, std::variant<Alternatives...>*) {
  std::optional<Death> death;
  const auto tryOne = [&]<typename Alternative>(Alternative*) {
    if (end == kEndName<Alternative>) death = fieldsFromJson<Alternative>(json);
  };
  (tryOne(static_cast<Alternatives*>(nullptr)), ...);
  if (!death) throw InputError(Expectation{"how a process ended", fmt::format("\"{}\"", end)}, {.field = "end"});
  return *death;
}

}  // namespace

std::string_view deathKindName(DeathKind kind) { return kDeathKinds.of(kind); }

std::optional<DeathKind> deathKindNamed(std::string_view name) { return kDeathKinds.named(name); }

DeathKind kindOf(const Death& death) { return std::visit(KindOf(), death); }

bool isByOutsider(const Death& death) {
  const auto* killed = std::get_if<KilledBySignal>(&death);
  return killed && killed->signal == SIGKILL;
}

std::string textOf(const Death& death) { return std::visit(TextOf(), death); }

std::string messageOf(const Death& death) {
  const auto* hung = std::get_if<Hung>(&death);
  if (!hung) return textOf(death);
  return textOf(death) + (hung->isBusy ? "; --case-timeout gives it longer, --max-numel leaves out larger cases"
                                       : "; --case-timeout gives it longer");
}

Json toJson(const Death& death) {
  return std::visit(
      [](const auto& alternative) {
        Json json = {{"end", kEndName<std::decay_t<decltype(alternative)>>}};
        json.update(fieldsToJson(alternative));
        return json;
      },
      death);
}

Death deathFromJson(const Json& json) {
  const auto end = json.is_object() ? json.value("end", Json()) : Json();
  return readDeath(json, end.is_string() ? end.get<std::string>() : end.dump(), static_cast<Death*>(nullptr));
}

}  // namespace swapcheck
