#include "reports/markup.h"

#include "strategies/document_text.h"

namespace swapcheck {
namespace {

void replaceAll(std::string& text, std::string_view what, std::string_view with) {
  for (size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
    text.replace(at, what.size(), with);
}

}  // namespace

Markup::Markup(std::string_view text) {
  for (const char c : documentText(text)) switch (c) {
      case '&': markup_ += "&amp;"; break;
      case '<': markup_ += "&lt;"; break;
      case '>': markup_ += "&gt;"; break;
      case '"': markup_ += "&quot;"; break;
      case '\'': markup_ += "&#39;"; break;
      default: markup_ += c;
    }
}

Markup Markup::raw(std::string markup) {
  Markup result;
  result.markup_ = std::move(markup);
  return result;
}

Markup element(std::string_view tag, const Attributes& attributes, const Markup& content) {
  std::string text = "<";
  text += tag;
  for (const auto& [name, value] : attributes) text += " " + name + "=\"" + Markup(value).str() + "\"";
  text += ">" + content.str() + "</";
  text += tag;
  return Markup::raw(text + ">");
}

Markup block(std::string_view tag, const Attributes& attributes, const Markup& content) {
  const bool multiline = content.str().ends_with('\n');
  return element(tag, attributes, multiline ? Markup::raw("\n") + content : content) + Markup::raw("\n");
}

Markup scriptJson(std::string json) {
  replaceAll(json, "<", "\\u003c");
  replaceAll(json, "\u2028", "\\u2028");
  replaceAll(json, "\u2029", "\\u2029");
  return Markup::raw(std::move(json));
}

}  // namespace swapcheck
