#include "reports/reproducer/sections.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <sstream>

#include "reports/embedded.h"
#include "reports/reproducer/inputs.h"
#include "strategies/error.h"

namespace swapcheck {
namespace {

std::vector<std::string> wordsOf(const std::string& text) {
  std::istringstream stream(text);
  return {std::istream_iterator<std::string>(stream), {}};
}

/// Parses the head "NAME: NEEDS; DATA".
Section headed(const std::string& head) {
  Section section;
  const size_t colon = head.find(':');
  section.name = head.substr(0, colon);
  if (colon == std::string::npos) return section;
  const std::string rest = head.substr(colon + 1);
  const size_t semicolon = rest.find(';');
  section.needs = wordsOf(rest.substr(0, semicolon));
  if (semicolon != std::string::npos) section.data = wordsOf(rest.substr(semicolon + 1));
  return section;
}

std::string replaced(std::string text, const std::string& word, const std::string& by) {
  for (size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + by.size()))
    text.replace(at, word.size(), by);
  return text;
}

/// Detected, since most sections do.
bool callsInputs(const std::string& body) {
  const std::string call = "inputs()";
  for (size_t at = body.find(call); at != std::string::npos; at = body.find(call, at + 1))
    if (at == 0 || body[at - 1] != '_') return true;
  return false;
}

/// A fault of LibTorch's has a check of its own, and shows as any other difference or assertion does.
std::string asMetByAnyone(const std::string& property, const std::string& check) {
  if (!check.starts_with("libtorch-")) return check;
  if (property == "determinism") return "threads";
  return check == "libtorch-assert" ? "internal-assert" : check;
}

}  // namespace

Sections::Sections(Language language) {
  const bool python = language == Language::Python;
  const std::string mark = python ? "#@ " : "//@ ";
  std::istringstream text{std::string(python ? embedded::reproducerPython() : embedded::reproducerCpp())};
  for (std::string line; std::getline(text, line);) {
    if (line.starts_with(mark))
      sections_.push_back(headed(line.substr(mark.size())));
    else if (!sections_.empty())
      sections_.back().body += line + "\n";
  }
  for (Section& section : sections_) {
    section.body.erase(section.body.find_last_not_of('\n') + 1);
    if (callsInputs(section.body)) section.data.emplace_back("inputs");
  }
}

const Section* Sections::find(const std::string& name) const {
  const auto found =
      std::find_if(sections_.begin(), sections_.end(), [&](const Section& section) { return section.name == name; });
  return found == sections_.end() ? nullptr : &*found;
}

Section Sections::check(const std::string& property, const std::string& given) const {
  const std::string check = asMetByAnyone(property, given);
  for (const std::string& name : {fmt::format("check {} {}", property, check), fmt::format("check * {}", check)})
    if (const Section* section = find(name)) return *section;
  if (const Section* section = find(fmt::format("check {} @CHECK@", property))) {
    Section filled = *section;
    filled.body = replaced(filled.body, "@CHECK@", check);
    return filled;
  }
  throw InputError(fmt::format("no reproducer can look for the check {} of {}", check, property));
}

std::vector<Section> Sections::needed(const std::vector<std::string>& needs) const {
  std::set<std::string> names;
  std::vector<std::string> open = needs;
  while (!open.empty()) {
    const std::string name = open.back();
    open.pop_back();
    if (!names.insert(name).second) continue;
    if (const Section* section = find(name)) open.insert(open.end(), section->needs.begin(), section->needs.end());
  }
  std::vector<Section> found;
  for (const Section& section : sections_)
    if (names.contains(section.name)) found.push_back(section);
  return found;
}

}  // namespace swapcheck
