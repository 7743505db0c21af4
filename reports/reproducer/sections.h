// The parts that reproducers are assembled from.
#pragma once

#include "reports/reproducer/language.h"

namespace swapcheck {

/// One part from parts.cpp.in or parts.py.in.
struct Section {
  std::string name;
  /// Sections before this one that it needs.
  std::vector<std::string> needs;
  /// Functions of data that it needs: those that its head names, and `inputs` if it calls that.
  std::vector<std::string> data;
  std::string body;
};

/// Sections of one language, in their order.
class Sections {
 public:
  explicit Sections(Language language);

  /// The section that checks for that failure: its own, or one for the check of any property. Throws InputError when
  /// there is none.
  Section check(const std::string& property, const std::string& check) const;

  /// The sections in `needs` and all that they need, in their order.
  std::vector<Section> needed(const std::vector<std::string>& needs) const;

 private:
  const Section* find(const std::string& name) const;

  std::vector<Section> sections_;
};

}  // namespace swapcheck
