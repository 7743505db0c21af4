// Findings and known failures: what happened, on which inputs, and how to reproduce it.
#include <fmt/format.h>

#include "reports/html/sections.h"
#include "reports/record/text.h"

namespace swapcheck {
namespace {

std::string findingId(size_t k) { return fmt::format("finding-{}", k + 1); }

std::string knownId(size_t k) { return fmt::format("known-{}", k + 1); }

Markup heading(const std::string& strategy, const std::string& property, const std::string& style,
               const std::string& tag) {
  return block("h3", {},
               element("code", {}, strategy) + Markup(" · ") + Markup(property) + Markup(" ") +
                   element("span", {{"class", "tag " + style}}, tag));
}

Markup link(const std::string& address) {
  const bool web = address.starts_with("https://") || address.starts_with("http://");
  return web ? element("a", {{"href", address}, {"rel", "noreferrer"}}, address) : Markup(address);
}

/// A link into the run folder; a path from elsewhere is only named.
Markup fileLink(const std::string& file) {
  const Markup name = element("code", {}, file);
  const bool inside = file.starts_with("failures/") && file.find('/') == file.rfind('/');
  return inside ? element("a", {{"href", file}}, name) : name;
}

Markup howFound(const FailureRecord& failure) {
  Markup line(fmt::format("{} failed so ({}case {}); {}.", counted(failure.count, "case", "cases"),
                          failure.count == 1 ? "" : "first: ", failure.firstCase, shrinkText(failure.shrink)));
  if (!failure.check.empty()) line += Markup(" Check: ") + element("code", {}, failure.check) + Markup(".");
  if (const std::string matters = mattersText(failure); !matters.empty())
    line += Markup(" W" + matters.substr(1) + ".");
  if (!failure.file.empty()) line += Markup(" File: ") + fileLink(failure.file) + Markup(".");
  return block("p", {{"class", "how"}}, line);
}

Markup caseDetails(const FailureRecord& failure) {
  if (failure.swapCase.is_null()) return {};
  const std::string json = failure.swapCase.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
  return block("details", {}, element("summary", {}, "The case as JSON") + element("pre", {}, json));
}

Markup counterexample(const FailureRecord& failure) {
  return block("p", {{"class", "message"}}, failure.message) + gridsMarkup(failure.grids);
}

/// How a failure was found, and how to reproduce it.
Markup provenance(const FailureRecord& failure) {
  Markup body;
  if (failure.count > 0) body += howFound(failure);
  if (!failure.replay.empty())
    body += block("p", {{"class", "replay"}},
                  element("span", {}, "Replay") + element("code", {{"class", "command"}}, failure.replay));
  return body + caseDetails(failure);
}

std::string tagOf(const FailureRecord& failure) {
  const char* symbol = isDeath(failure.outcome) ? "⚡ " : failure.outcome == FailureOutcome::Flaky ? "~ " : "✗ ";
  return symbol + outcomeText(failure.outcome);
}

Markup findingArticle(const FailureRecord& failure, size_t k) {
  return block("article", {{"class", "finding"}, {"id", findingId(k)}},
               heading(failure.strategy, failure.property, "falsified", tagOf(failure)) + counterexample(failure) +
                   provenance(failure));
}

Markup conditionLine(const KnownFailureTally& tally) {
  Markup line = Markup("When ") + element("code", {}, tally.when) + Markup(": " + metText(tally) + ".");
  if (!tally.upstream.empty()) line += Markup(" Upstream: ") + link(tally.upstream);
  return block("p", {{"class", "how"}}, line);
}

Markup staleArticle(const KnownEntry& entry, size_t k) {
  Markup body = heading(entry.strategy, entry.property, "stale-known-failure", "! stale");
  body += block("p", {{"class", "message"}},
                fmt::format("Declared to fail, but {} met the condition and none failed. Narrow the declaration or "
                            "take it out.",
                            counted(entry.tally.met, "case", "cases")));
  body += block("p", {}, Markup("Declared reason: ") + Markup(entry.tally.reason));
  return block("article", {{"class", "finding stale"}, {"id", findingId(k)}}, body + conditionLine(entry.tally));
}

/// The style and the text of the entry's tag.
std::pair<const char*, const char*> tagOf(const KnownFailureTally& tally) {
  if (tally.met == 0) return {"not-run", "– not met"};
  return tally.refusal ? std::pair("unsupported", "∅ unsupported") : std::pair("known-failure", "≈ known");
}

Markup knownArticle(const KnownEntry& entry, size_t k) {
  const auto [style, tag] = tagOf(entry.tally);
  Markup body = heading(entry.strategy, entry.property, style, tag);
  body += block("p", {{"class", "reason"}}, entry.tally.reason) + conditionLine(entry.tally);
  for (const FailureRecord& example : entry.examples)
    body +=
        counterexample(example) +
        block("details", {}, element("summary", {}, "How it was found, and how to see it again") + provenance(example));
  return block("article", {{"class", "known"}, {"id", knownId(k)}}, body);
}

}  // namespace

Markup findingsSection(const Digest& digest) {
  Markup articles;
  for (size_t k = 0; k < digest.findings.size(); ++k) articles += findingArticle(digest.findings[k], k);
  for (size_t k = 0; k < digest.stale.size(); ++k)
    articles += staleArticle(digest.stale[k], digest.findings.size() + k);
  if (articles.empty()) return {};
  return block("section", {{"id", "findings"}}, block("h2", {}, "Findings") + articles);
}

Markup knownSection(const Digest& digest) {
  Markup articles;
  for (size_t k = 0; k < digest.known.size(); ++k) articles += knownArticle(digest.known[k], k);
  if (articles.empty()) return {};
  const Markup lead = block("p", {{"class", "lead"}},
                            "Declared with the strategies, with the reason. They count as a "
                            "finding when they stop failing, or fail outside their condition.");
  return block("section", {{"id", "known"}}, block("h2", {}, "Known failures") + lead + articles);
}

std::string anchorOf(const Digest& digest, const VerdictRecord& cell) {
  for (size_t k = 0; k < digest.findings.size(); ++k)
    if (isOf(digest.findings[k], cell)) return findingId(k);
  for (size_t k = 0; k < digest.stale.size(); ++k)
    if (isOf(digest.stale[k], cell)) return findingId(digest.findings.size() + k);
  for (size_t k = 0; k < digest.known.size(); ++k)
    if (isOf(digest.known[k], cell)) return knownId(k);
  return "";
}

}  // namespace swapcheck
