// HTML and XML that escape themselves.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace swapcheck {

/// A well-formed piece of HTML or XML. Text becomes markup only by being escaped, so nothing can be forgotten.
class Markup {
 public:
  Markup() = default;
  /// Escapes `text`. Bytes that are not UTF-8 and characters that XML 1.0 forbids become U+FFFD.
  Markup(std::string_view text);
  Markup(const std::string& text) : Markup(std::string_view(text)) {}
  Markup(const char* text) : Markup(std::string_view(text)) {}

  /// Takes `markup` as it is, unescaped.
  static Markup raw(std::string markup);

  Markup& operator+=(const Markup& more) {
    markup_ += more.markup_;
    return *this;
  }
  friend Markup operator+(Markup left, const Markup& right) { return std::move(left += right); }

  bool empty() const { return markup_.empty(); }
  const std::string& str() const { return markup_; }

 private:
  std::string markup_;
};

using Attributes = std::vector<std::pair<std::string, std::string>>;

/// `<tag name="value">content</tag>`; the values are escaped.
Markup element(std::string_view tag, const Attributes& attributes, const Markup& content = {});

/// An element on lines of its own.
Markup block(std::string_view tag, const Attributes& attributes, const Markup& content = {});

/// JSON text as the content of a `<script>` element: no `<` is left that could end it.
Markup scriptJson(std::string json);

}  // namespace swapcheck
