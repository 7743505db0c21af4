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

void Error::setOuterSubject(const std::string& subject) {
  place_.subject = place_.subject.empty() ? subject : subject + ": " + place_.subject;
  compose();
}

void Error::setAdvice(std::string advice) {
  advice_ = std::move(advice);
  compose();
}

void Error::compose() {
  sentence_.clear();
  for (const std::string* part : {&place_.file, &place_.subject, &place_.field})
    if (!part->empty()) sentence_ += *part + ": ";
  sentence_ += problem_;
  if (!advice_.empty()) sentence_ += "; " + advice_;
}

}  // namespace swapcheck
