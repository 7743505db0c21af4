#include "harness/commands/options.h"

#include <fmt/format.h>

#include <boost/program_options/errors.hpp>
#include <boost/program_options/parsers.hpp>
#include <boost/program_options/value_semantic.hpp>
#include <charconv>
#include <ostream>

#include "harness/commands/parsers.h"
#include "strategies/error.h"

namespace swapcheck {
namespace {

namespace po = boost::program_options;

/// Long options cannot be abbreviated: a new option must not change what a script means.
constexpr int kStyle = po::command_line_style::unix_style & ~po::command_line_style::allow_guessing;

constexpr unsigned kHelpColumns = 120;

std::optional<uint64_t> parseNumber(const std::string& text) {
  uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = error == std::errc() && end == text.data() + text.size();
  return whole ? std::optional(value) : std::nullopt;
}

}  // namespace

CommandLine::CommandLine(std::string usage, std::string summary, std::string program)
    : program_(std::move(program)),
      usage_(std::move(usage)),
      summary_(std::move(summary)),
      options_("Options", kHelpColumns, kHelpColumns / 2) {
  options_.add_options()("help,h", "show this help");
}

CommandLine& CommandLine::option(const std::string& name, const std::string& value, const std::string& help) {
  options_.add_options()(name.c_str(), po::value<std::string>()->value_name(value), help.c_str());
  return *this;
}

CommandLine& CommandLine::repeated(const std::string& name, const std::string& value, const std::string& help) {
  options_.add_options()(name.c_str(), po::value<std::vector<std::string>>()->value_name(value), help.c_str());
  return *this;
}

CommandLine& CommandLine::flag(const std::string& name, const std::string& help) {
  options_.add_options()(name.c_str(), help.c_str());
  return *this;
}

CommandLine& CommandLine::positional(const std::string& name, const std::string& value) {
  positional_ = name;
  positionalValue_ = value;
  return *this;
}

CommandLine& CommandLine::listed(const std::string& name, const std::string& kind) {
  listed_[name] = kind;
  return *this;
}

std::vector<CommandLine::Description> CommandLine::describeOptions() const {
  std::vector<Description> descriptions;
  for (const auto& option : options_.options()) {
    const std::string shortName = option->canonical_display_name(po::command_line_style::allow_dash_for_short);
    const std::string name = option->long_name();
    const auto listed = listed_.find(name);
    descriptions.push_back({"--" + name, shortName.size() == 2 ? shortName : "",
                            option->semantic()->max_tokens() == 0 ? "" : option->semantic()->name(),
                            option->description(), listed == listed_.end() ? "" : listed->second});
  }
  return descriptions;
}

std::optional<CommandLine::Description> CommandLine::describePositional() const {
  if (positional_.empty()) return std::nullopt;
  return Description{"", "", positionalValue_, "", ""};
}

std::string CommandLine::helpAdvice() const {
  return fmt::format("`{} {} --help` shows the options", program_, usage_.substr(0, usage_.find(' ')));
}

bool CommandLine::parse(const std::vector<std::string>& arguments, std::ostream& out) {
  po::options_description all = options_;
  po::positional_options_description positions;
  const std::string name = positional_.empty() ? "unexpected" : positional_;
  po::options_description hidden;
  hidden.add_options()(name.c_str(), po::value<std::vector<std::string>>());
  all.add(hidden);
  positions.add(name.c_str(), -1);
  try {
    po::store(po::command_line_parser(arguments).options(all).positional(positions).style(kStyle).run(), values_);
  } catch (const po::error& error) {
    throw InputError(fmt::format("{}; {}", error.what(), helpAdvice()));
  }
  if (has("help")) {
    printHelp(out);
    return false;
  }
  if (positional_.empty() && has(name))
    throw InputError(fmt::format("unexpected argument \"{}\"; {}", texts(name).front(), helpAdvice()));
  return true;
}

void CommandLine::printHelp(std::ostream& out) const {
  out << "Usage: " << program_ << " " << usage_ << "\n\n" << summary_ << "\n\n" << options_;
}

bool CommandLine::has(const std::string& name) const { return values_.count(name) > 0; }

std::optional<std::string> CommandLine::text(const std::string& name) const {
  return has(name) ? std::optional(values_[name].as<std::string>()) : std::nullopt;
}

std::vector<std::string> CommandLine::texts(const std::string& name) const {
  return has(name) ? values_[name].as<std::vector<std::string>>() : std::vector<std::string>();
}

std::optional<std::filesystem::path> CommandLine::path(const std::string& name) const {
  const auto value = text(name);
  if (value && value->empty()) throw InputError(fmt::format("--{}: expected a path, got \"\"", name));
  return value ? std::optional<std::filesystem::path>(*value) : std::nullopt;
}

std::optional<uint64_t> CommandLine::number(const std::string& name, uint64_t min, uint64_t max) const {
  const auto value = text(name);
  if (!value) return std::nullopt;
  const auto number = parseNumber(*value);
  if (!number || *number < min || *number > max)
    throw InputError(fmt::format("--{}: expected a whole number from {} to {}, got \"{}\"", name, min, max, *value));
  return number;
}

std::optional<double> CommandLine::duration(const std::string& name) const {
  const auto value = text(name);
  if (!value) return std::nullopt;
  const auto seconds = parseDuration(*value);
  if (!seconds)
    throw InputError(fmt::format("--{}: expected a duration such as 30s, 10m or 1h30m, got \"{}\"", name, *value));
  return seconds;
}

std::optional<int64_t> CommandLine::bytes(const std::string& name) const {
  const auto value = text(name);
  if (!value) return std::nullopt;
  const auto bytes = parseBytes(*value);
  if (!bytes) throw InputError(fmt::format("--{}: expected a size such as 512M or 2G, got \"{}\"", name, *value));
  return bytes;
}

std::optional<Shard> CommandLine::shard(const std::string& name) const {
  const auto value = text(name);
  if (!value) return std::nullopt;
  const auto shard = parseShard(*value);
  if (!shard)
    throw InputError(fmt::format("--{}: expected K/N with K from 1 to N, such as 1/3, got \"{}\"", name, *value));
  return shard;
}

}  // namespace swapcheck
