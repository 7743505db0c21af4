// The top and the bottom of the page: the verdict, and the facts about the run.
#include <fmt/format.h>

#include "reports/html/sections.h"
#include "reports/record/text.h"

namespace swapcheck {
namespace {

struct Look {
  const char* style;
  const char* symbol;
};

Look lookOf(Standing standing) {
  switch (standing) {
    case Standing::AsDocumented: return {"verified", "✓"};
    case Standing::Findings: return {"falsified", "✗"};
    case Standing::NothingRan: return {"not-run", "–"};
  }
  return {};
}

std::string endText(RunEnd end) {
  switch (end) {
    case RunEnd::Cases: return "all cases were run";
    case RunEnd::Time: return "the time was up";
    case RunEnd::Signal: return "stopped by a signal";
    case RunEnd::Killed: return "it has not: it was killed, or is still running";
  }
  return "";
}

std::string sweepEndText(const std::string& ended) {
  if (ended == "complete") return "everything was measured";
  if (ended == "clock") return "the time was up";
  if (ended == "stop") return "stopped by a signal";
  return ended;
}

Markup fact(const std::string& name, const std::string& value) {
  if (value.empty()) return {};
  return element("div", {}, element("dt", {}, name) + element("dd", {}, value));
}

Markup linkTo(const std::string& section, const std::string& text) {
  return element("a", {{"href", "#" + section}}, text);
}

Markup navigation(const Digest& digest, const std::vector<StrategyNote>& notes) {
  Markup links = linkTo("verdicts", "Verdicts");
  if (const auto count = digest.findings.size() + digest.stale.size())
    links += linkTo("findings", fmt::format("Findings ({})", count));
  if (!notes.empty()) links += linkTo("notes", fmt::format("Notes ({})", notes.size()));
  if (!digest.known.empty()) links += linkTo("known", fmt::format("Known failures ({})", digest.known.size()));
  links += linkTo("coverage", "Coverage") + linkTo("performance", "Performance");
  return block("nav", {}, links);
}

Markup header(const Digest& digest, const Markup& facts, const std::string& command) {
  const Look look = lookOf(digest.standing);
  Markup head = block("p", {{"class", "product"}}, "swapcheck");
  head += block("h1", {},
                element("span", {{"class", "symbol"}, {"aria-hidden", "true"}}, look.symbol) + Markup(" ") +
                    Markup(digest.headline));
  head += block("p", {{"class", "detail"}}, digest.detail);
  if (!facts.empty()) head += block("dl", {{"class", "facts"}}, facts);
  if (!command.empty()) head += block("p", {}, element("code", {{"class", "command"}}, command));
  return block("header", {{"class", look.style}}, head);
}

/// The facts from a sweep's context that are shown at the top.
constexpr const char* kHeadFacts[] = {"libtorch", "date", "duration_s", "ended"};

Markup footer(const std::map<std::string, std::string>& context) {
  Markup facts;
  for (const auto& [name, value] : context) facts += fact(name, value);
  if (facts.empty()) return {};
  return block("footer", {}, block("dl", {{"class", "facts"}}, facts));
}

}  // namespace

Markup headSection(const Digest& digest, const RunRecord& run) {
  const Markup facts = fact("Seed", std::to_string(run.seed)) + fact("Cases", thousands(run.cases)) +
                       fact("Cases per second", siNumber(run.casesPerS)) +
                       fact("Duration", durationText(run.durationS)) + fact("LibTorch", run.libtorch) +
                       fact("Device", run.device) + fact("Started", run.startedAt) +
                       fact("Ended because", run.ended ? endText(*run.ended) : "");
  return header(digest, facts, run.command) + navigation(digest, run.notes);
}

Markup headSection(const Digest& digest, const BenchDocument& bench) {
  const std::string durationS = factOf(bench, "duration_s");
  const Markup facts = fact("LibTorch", factOf(bench, "libtorch")) + fact("Measured", factOf(bench, "date")) +
                       fact("Duration", durationS.empty() ? "" : durationS + " s") +
                       fact("Ended because", sweepEndText(factOf(bench, "ended")));
  return header(digest, facts, "");
}

Markup contextSection(const RunRecord& run) { return footer(run.context); }

Markup contextSection(const BenchDocument& bench) {
  std::map<std::string, std::string> context = bench.context;
  for (const char* name : kHeadFacts) context.erase(name);
  return footer(context);
}

}  // namespace swapcheck
