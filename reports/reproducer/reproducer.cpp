#include "reports/reproducer/reproducer.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "reports/reproducer/sections.h"

namespace swapcheck {
namespace {

/// A word, and what a program that contains it must begin with.
struct Requirement {
  std::string_view word;
  std::string_view line;
};

constexpr Requirement kImports[] = {
    {"copy.deepcopy", "import copy"}, {"ctypes.", "import ctypes"}, {"math.", "import math"},
    {"mmap.", "import mmap"},         {"os.", "import os"},         {"resource.", "import resource"},
    {"signal.", "import signal"},     {"sys.", "import sys"},       {"threading.", "import threading"},
    {"time.", "import time"},
};

constexpr Requirement kIncludes[] = {
    {"torch::jit", "#include <torch/script.h>"},
    {"std::atomic", "#include <atomic>"},
    {"std::chrono", "#include <chrono>"},
    {"SIG", "#include <csignal>"},
    {"std::memcpy", "#include <cstring>"},
    {"std::function", "#include <functional>"},
    {"std::map", "#include <map>"},
    {"std::thread", "#include <thread>"},
    {"rlimit", "#include <sys/resource.h>"},
    {"mmap", "#include <sys/mman.h>"},
    {"waitpid", "#include <sys/wait.h>"},
    {"fork()", "#include <unistd.h>"},
};

/// The parameters of a family's swap, and the arguments that `results` passes in C++.
struct Signature {
  const char* python;
  const char* cpp;
  const char* arguments;
};

const Signature& signatureOf(Family family) {
  static const Signature signatures[] = {
      {"a, b", "const Tensor& a, const Tensor& b", "i.operands[0], i.operands[1]"},
      {"a, b, mask", "const Tensor& a, const Tensor& b, const Tensor& mask",
       "i.operands[0], i.operands[1], i.selection[0]"},
      {"a, b, index", "const Tensor& a, const Tensor& b, const std::vector<Tensor>& index",
       "i.operands[0], i.operands[1], i.selection"},
      {"x, dim, i, j", "const Tensor& x, int64_t dim, const Tensor& i, const Tensor& j",
       "i.operands[0], i.dim, i.selection[0], i.selection[1]"}};
  return signatures[static_cast<size_t>(family)];
}

std::string quotedText(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) result += c == '"' || c == '\\' ? std::string("\\") + c : std::string(1, c);
  return result + "\"";
}

class Program {
 public:
  Program(const Reproducer& reproducer, Language language)
      : reproducer_(reproducer),
        syntax_(language),
        family_(familyOf(reproducer.strategy.swap)),
        sections_(language),
        check_(sections_.check(reproducer.failure.property, reproducer.failure.check)) {}

  std::string text() const {
    std::vector<std::string> needs = check_.needs, data = check_.data;
    needs.insert(needs.end(), {"Inputs", "fail"});
    for (const Section& section : sections_.needed(needs))
      data.insert(data.end(), section.data.begin(), section.data.end());
    const auto functions = dataFunctions(syntax_, reproducer_.failure, data);
    const std::string dataText = fmt::format("{}", fmt::join(functions, gap()));
    for (const char* helper : {"origin", "pages"})
      if (dataText.find(fmt::format("{}(", helper)) != std::string::npos) needs.emplace_back(helper);
    std::vector<std::string> before = {swapText()}, after;
    for (const Section& section : sections_.needed(needs))
      (isBeforeData(section) ? before : after).push_back(section.body + "\n");
    if (!syntax_.isPython()) after.insert(after.begin(), resultsText());
    before.insert(before.end(), functions.begin(), functions.end());
    before.insert(before.end(), after.begin(), after.end());
    before.push_back(mainText());
    const std::string body = fmt::format("{}", fmt::join(before, gap()));
    return headText() + beginning(body) + gap() + body;
  }

 private:
  std::string gap() const { return syntax_.isPython() ? "\n\n" : "\n"; }

  static bool isBeforeData(const Section& section) {
    return section.name == "Inputs" || section.name == "origin" || section.name == "pages";
  }

  std::string headText() const {
    const std::string text =
        fmt::format("{}\n\n{}", reproducer_.title,
                    reproducer_.description.substr(0, reproducer_.description.find_last_not_of('\n') + 1));
    std::string head;
    for (std::string_view left = text; !left.empty();) {
      const std::string_view line = left.substr(0, left.find('\n'));
      left.remove_prefix(std::min(left.size(), line.size() + 1));
      head += fmt::format("{}{}{}\n", syntax_.isPython() ? "#" : "//", line.empty() ? "" : " ", line);
    }
    return head;
  }

  std::string beginning(const std::string& body) const {
    std::string lines;
    if (syntax_.isPython()) {
      for (const Requirement& import : kImports)
        if (body.find(import.word) != std::string::npos) lines += std::string(import.line) + "\n";
      return lines + "\nimport torch\n";
    }
    lines = "#include <torch/torch.h>\n\n";
    for (const Requirement& include : kIncludes)
      if (body.find(include.word) != std::string::npos) lines += std::string(include.line) + "\n";
    lines += "#include <iostream>\n\nusing torch::Tensor;\n";
    return lines;
  }

  std::string swapText() const {
    return reproducer_.script.empty() ? swapText(stepsText()) : scriptText() + gap() + swapText(scriptCallText());
  }

  std::string stepsText() const {
    const Steps& both = reproducer_.strategy.steps;
    const std::string& steps = syntax_.isPython() ? both.python : both.cpp;
    return steps.empty() ? toFillIn() : steps;
  }

  /// The functions that call the script.
  std::string scriptText() const {
    std::string text = sections_.needed({"script"}).front().body + "\n";
    const std::string_view place = "@SCRIPT@";
    return text.replace(text.find(place), place.size(), quotedText(reproducer_.script.string()));
  }

  std::string scriptCallText() const {
    static constexpr const char* kPython[] = {"script(a, b)", "script(a, b, mask)", "script(a, b, list(index))",
                                              "script(x, dim, i, j)"};
    static constexpr const char* kCpp[] = {"pair(script({a, b}))", "pair(script({a, b, mask}))",
                                           "pair(script({a, b, c10::List<Tensor>(index)}))",
                                           "script({x, dim, i, j}).toTensor()"};
    const auto family = static_cast<size_t>(family_);
    return syntax_.isPython() ? fmt::format("return {}\n", kPython[family]) : fmt::format("return {};\n", kCpp[family]);
  }

  std::string swapText(const std::string& body) const {
    const Signature& signature = signatureOf(family_);
    if (syntax_.isPython()) return fmt::format("def swap({}):\n{}", signature.python, indented(body, 4));
    return fmt::format("{} swap({}) {{\n{}}}\n", family_ == Family::Within ? "Tensor" : "std::pair<Tensor, Tensor>",
                       signature.cpp, indented(body, 2));
  }

  std::string toFillIn() const {
    const std::string what = quotedText("to be filled in: what " + reproducer_.strategy.name + " does");
    if (syntax_.isPython())
      return fmt::format("# FILL IN: {}\nprint({}, file=sys.stderr)\nsys.exit(2)", reproducer_.strategy.summary, what);
    return fmt::format("// FILL IN: {}\nstd::cerr << {} << std::endl;\nstd::exit(2);", reproducer_.strategy.summary,
                       what);
  }

  std::string resultsText() const {
    const char* arguments = signatureOf(family_).arguments;
    if (family_ == Family::Within)
      return fmt::format("std::vector<Tensor> results(const Inputs& i) {{ return {{swap({})}}; }}\n", arguments);
    return fmt::format(
        "std::vector<Tensor> results(const Inputs& i) {{\n  const auto [first, second] = swap({});\n  return {{first, "
        "second}};\n}}\n",
        arguments);
  }

  std::string mainText() const {
    if (syntax_.isPython()) return check_.body + "\nprint(\"passes\")\n";
    return "int main() {\n" + indented(check_.body, 2) + "  std::cout << \"passes\" << std::endl;\n}\n";
  }

  const Reproducer& reproducer_;
  Syntax syntax_;
  Family family_;
  Sections sections_;
  Section check_;
};

}  // namespace

std::string reproducerText(const Reproducer& reproducer, Language language) {
  return Program(reproducer, language).text();
}

}  // namespace swapcheck
