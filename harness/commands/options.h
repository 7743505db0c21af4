// Command-line options, parsed by Boost.Program_options and checked with clear sentences.
#pragma once

#include <boost/program_options/options_description.hpp>
#include <boost/program_options/variables_map.hpp>
#include <cstdint>
#include <filesystem>
#include <iosfwd>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "reports/record/accounting.h"

namespace swapcheck {

/// What one command takes.
class CommandLine {
 public:
  /// `usage` follows the program's name ("fuzz [OPTION]..."); `summary` ends with a full stop.
  CommandLine(std::string usage, std::string summary, std::string program = "swapcheck");

  /// An option with a value; `value` is its name in the help ("N").
  CommandLine& option(const std::string& name, const std::string& value, const std::string& help);
  /// An option that may be given many times.
  CommandLine& repeated(const std::string& name, const std::string& value, const std::string& help);
  CommandLine& flag(const std::string& name, const std::string& help);
  /// Takes positional arguments under that name; `value` is how the help names one ("FILE").
  CommandLine& positional(const std::string& name, const std::string& value);
  /// The values of that option are names that `swapcheck list KIND` shows.
  CommandLine& listed(const std::string& name, const std::string& kind);

  /// One option or positional argument, as the help names it.
  struct Description {
    /// "--seed"; empty for positional arguments.
    std::string name = {};
    /// "-h", or empty.
    std::string shortName = {};
    /// "N"; alternatives are written "json|cpp". Empty for a flag.
    std::string value = {};
    std::string help = {};
    /// What `swapcheck list` calls the values, or empty.
    std::string listed = {};
  };

  const std::string& usage() const { return usage_; }
  const std::string& summary() const { return summary_; }
  std::vector<Description> describeOptions() const;
  /// Nothing when it takes no positional arguments.
  std::optional<Description> describePositional() const;

  /// Parses; false when --help was given and has been printed. Throws InputError.
  bool parse(const std::vector<std::string>& arguments, std::ostream& out);

  bool has(const std::string& name) const;
  std::optional<std::string> text(const std::string& name) const;
  std::vector<std::string> texts(const std::string& name) const;
  std::optional<std::filesystem::path> path(const std::string& name) const;
  /// A whole number from `min` to `max`. Throws InputError.
  std::optional<uint64_t> number(const std::string& name, uint64_t min, uint64_t max) const;
  /// Bytes, from text such as "512M" or "2G". Throws InputError.
  std::optional<int64_t> bytes(const std::string& name) const;
  /// A share, from text such as "1/3". Throws InputError.
  std::optional<Shard> shard(const std::string& name) const;
  /// Seconds, from text such as "30s", "10m" or "1h30m". Throws InputError.
  std::optional<double> duration(const std::string& name) const;

 private:
  void printHelp(std::ostream& out) const;
  std::string helpAdvice() const;

  std::string program_;
  std::string usage_;
  std::string summary_;
  std::string positional_;
  std::string positionalValue_;
  /// The `listed` kinds by option name.
  std::map<std::string, std::string> listed_;
  boost::program_options::options_description options_;
  boost::program_options::variables_map values_;
};

}  // namespace swapcheck
