#include "reports/reproducer/inputs_end.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace swapcheck {
namespace {

using Lines = std::vector<std::string>;

/// "{"a": a, "b": b}" or "{{"a", a}, {"b", b}}".
std::string named(const Syntax& syntax, const std::vector<NamedVariable>& variables) {
  Lines items;
  for (const auto& [name, variable] : variables)
    items.push_back(syntax.isPython() ? fmt::format("\"{}\": {}", name, variable)
                                      : fmt::format("{{\"{}\", {}}}", name, variable));
  return fmt::format("{{{}}}", fmt::join(items, ", "));
}

/// Products of the saved operands with themselves, which save them.
std::string savers(const Syntax& syntax, const MadeInputs& made) {
  Lines items;
  for (const auto& [operand, root] : made.saved)
    items.push_back(syntax.isPython() ? fmt::format("({0} * {0}, {1})", operand, root)
                                      : fmt::format("{{{0} * {0}, {1}}}", operand, root));
  return syntax.list(items);
}

std::string pythonArguments(Family family, const MadeInputs& made) {
  Lines arguments = made.operands;
  if (family == Family::Indexed)
    arguments.push_back(fmt::format("[{}]", fmt::join(made.selection, ", ")));
  else if (family == Family::Within)
    arguments.insert(arguments.end(), {std::to_string(made.dim.value()), made.selection[0], made.selection[1]});
  else
    arguments.insert(arguments.end(), made.selection.begin(), made.selection.end());
  return fmt::format("({})", fmt::join(arguments, ", "));
}

Lines inPython(const Syntax& syntax, Family family, const MadeInputs& made) {
  return {fmt::format("return Inputs({}, {}, {}{})", pythonArguments(family, made), named(syntax, made.tensors),
                      named(syntax, made.roots), made.saved.empty() ? "" : ", " + savers(syntax, made))};
}

Lines inCpp(const Syntax& syntax, const MadeInputs& made) {
  Lines lines = {"Inputs made;", fmt::format("made.operands = {};", syntax.list(made.operands)),
                 fmt::format("made.selection = {};", syntax.list(made.selection))};
  if (made.dim)
    lines.push_back(fmt::format("made.dim = {};", made.dim == INT64_MIN ? "INT64_MIN" : std::to_string(*made.dim)));
  lines.push_back(fmt::format("made.tensors = {};", named(syntax, made.tensors)));
  lines.push_back(fmt::format("made.roots = {};", named(syntax, made.roots)));
  if (!made.saved.empty()) lines.push_back(fmt::format("made.savers = {};", savers(syntax, made)));
  lines.emplace_back("return made;");
  return lines;
}

}  // namespace

std::vector<std::string> returningLines(const Syntax& syntax, Family family, const MadeInputs& made) {
  return syntax.isPython() ? inPython(syntax, family, made) : inCpp(syntax, made);
}

}  // namespace swapcheck
