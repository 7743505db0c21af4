// The errors of swapcheck: a sentence for a person, and what it is about.
#pragma once

#include <exception>
#include <string>
#include <utility>

namespace swapcheck {

/// What an error is about; empty where it is about none.
struct ErrorPlace {
  /// A file, as it was named.
  std::string file = {};
  /// A part of it, or what was being done: "the condition of a known failure".
  std::string subject = {};
  /// A field of it, as JSON names it: "operands[1].layout.step".
  std::string field = {};
};

/// What should have been there, and what was.
struct Expectation {
  std::string expected = {};
  std::string got = {};
};

/// The base of all errors that end what was asked for. Its text is one sentence:
/// "FILE: SUBJECT: FIELD: PROBLEM; ADVICE".
class Error : public std::exception {
 public:
  explicit Error(std::string problem, ErrorPlace place = {});
  /// The problem is "expected EXPECTED, got GOT".
  explicit Error(Expectation expectation, ErrorPlace place = {});

  const char* what() const noexcept override { return sentence_.c_str(); }

  const std::string& problem() const { return problem_; }
  const ErrorPlace& place() const { return place_; }
  /// Empty where the problem is another one.
  const Expectation& expectation() const { return expectation_; }

  /// Says in which file it is, unless that is known.
  void setFile(const std::string& file);
  /// Says what the subject is of.
  void setOuterSubject(const std::string& subject);
  /// Says in which field the field is: "case" makes "operands" "case.operands".
  void setOuterField(const std::string& field);
  /// Says what to do about it.
  void setAdvice(std::string advice);

 private:
  void compose();

  std::string problem_;
  ErrorPlace place_;
  Expectation expectation_;
  std::string advice_;
  std::string sentence_;
};

/// What was given cannot be taken: an option, a file, a strategy, a name.
struct InputError : Error {
  using Error::Error;
};

/// The work could not be done: nothing ran, a disk is full, a process was lost.
struct HarnessError : Error {
  using Error::Error;
};

/// Does `work`; an error in it is one in that file.
template <typename Work>
auto inFile(const std::string& file, const Work& work) {
  try {
    return work();
  } catch (Error& error) {
    error.setFile(file);
    throw;
  }
}

/// Does `work`; an error in it is one of that subject.
template <typename Work>
auto about(const std::string& subject, const Work& work) {
  try {
    return work();
  } catch (Error& error) {
    error.setOuterSubject(subject);
    throw;
  }
}

/// Does `work`; an error in it is one in that field.
template <typename Work>
auto inField(const std::string& field, const Work& work) {
  try {
    return work();
  } catch (Error& error) {
    error.setOuterField(field);
    throw;
  }
}

}  // namespace swapcheck
