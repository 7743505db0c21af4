#include "strategies/error.h"

namespace swapcheck {

Error::Error(std::string problem, ErrorPlace place) : problem_(std::move(problem)), place_(std::move(place)) {
  compose();
}

Error::Error(Expectation expectation, ErrorPlace place)
    : problem_("expected " + expectation.expected + ", got " + expectation.got),
      place_(std::move(place)),
      expectation_(std::move(expectation)) {
  compose();
}

void Error::setFile(const std::string& file) {
  if (place_.file.empty()) place_.file = file;
  compose();
}

void Error::setOuterField(const std::string& field) {
  place_.field = place_.field.empty() ? field : field + "." + place_.field;
  compose();
}

void Error::compose() {
  sentence_ = place_.file.empty() ? "" : place_.file + ": ";
  if (!place_.field.empty()) sentence_ += place_.field + ": ";
  sentence_ += problem_;
}

}  // namespace swapcheck
