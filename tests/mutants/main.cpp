// The program `swapcheck_mutants`: searches for every mutant on many seeds, and tells whether the harness finds all of
// them, soon, and shrinks them well. Exit code: 0 when it does, 1 when it does not, 2 on wrong usage.
#include <fmt/format.h>
#include <fnmatch.h>

#include <boost/program_options/options_description.hpp>
#include <boost/program_options/parsers.hpp>
#include <boost/program_options/value_semantic.hpp>
#include <boost/program_options/variables_map.hpp>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>

#include "tally.h"

namespace swapcheck {
namespace {

namespace po = boost::program_options;

struct MutantOptions {
  std::string glob;
  uint64_t seeds;
  double timeS;
  std::string jsonFile;
  bool help = false;
};

po::options_description describe(MutantOptions& options) {
  po::options_description described("Options");
  auto add = described.add_options();
  add("mutant", po::value(&options.glob)->default_value("*")->value_name("GLOB"), "only mutants of that name");
  add("seeds", po::value(&options.seeds)->default_value(10)->value_name("N"), "search on the seeds 1 to N");
  add("time", po::value(&options.timeS)->default_value(20)->value_name("S"), "give a search up after S seconds");
  add("json", po::value(&options.jsonFile)->default_value("")->value_name("FILE"), "write what was found to FILE");
  add("help,h", po::bool_switch(&options.help), "show this help");
  return described;
}

Tally search(const Mutants& mutants, const MutantOptions& options) {
  Tally tally;
  for (const Mutant& mutant : mutants) {
    if (fnmatch(options.glob.c_str(), mutant.strategy.name.c_str(), 0) != 0) continue;
    MutantRecord& record = tally.emplace_back(MutantRecord{&mutant, {}});
    for (uint64_t seed = 1; seed <= options.seeds; ++seed)
      record.detections.push_back(detectIsolated(mutant, seed, {INT64_MAX, options.timeS}));
    std::cout << rowText(record) << std::endl;
  }
  return tally;
}

int run(const MutantOptions& options) {
  const Mutants mutants = allMutants();
  std::cout << headText() << std::endl;
  const Tally tally = search(mutants, options);
  if (tally.empty() || options.seeds == 0) {
    std::cerr << "swapcheck_mutants: no mutant is named \"" << options.glob << "\", or there is no seed\n";
    return 2;
  }
  if (!options.jsonFile.empty() && !(std::ofstream(options.jsonFile) << toJson(tally).dump(1) << std::flush)) {
    std::cerr << "swapcheck_mutants: " << options.jsonFile << ": cannot be written\n";
    return 2;
  }
  const auto missed = missedBars(tally, Bars{});
  std::cout << "\n"
            << tally.size() << " mutants on " << options.seeds
            << " seeds: " << (missed.empty() ? "every bar is reached" : "these bars are missed") << "\n";
  for (const std::string& sentence : missed) std::cout << "  " << sentence << "\n";
  return missed.empty() ? 0 : 1;
}

}  // namespace
}  // namespace swapcheck

int main(int argc, char** argv) {
  swapcheck::MutantOptions options;
  const auto described = swapcheck::describe(options);
  try {
    boost::program_options::variables_map values;
    store(boost::program_options::parse_command_line(argc, argv, described), values);
    notify(values);
  } catch (const boost::program_options::error& error) {
    std::cerr << "swapcheck_mutants: " << error.what() << "\n";
    return 2;
  }
  if (options.help) {
    std::cout << "Usage: swapcheck_mutants [OPTION]...\n\n"
                 "Searches for strategies with one mistake each, and tells whether all are found.\n\n"
              << described;
    return 0;
  }
  return swapcheck::run(options);
}
