// What a strategy says of itself.
#pragma once

#include <exception>
#include <string>

namespace swapcheck {

/// Thrown by a strategy that has looked at what it promises beside its swap and found it broken, as variants in Python
/// do: of that property that check has failed; of every property, for "*". The other properties say nothing of the
/// call.
class BrokenPromise : public std::exception {
 public:
  BrokenPromise(std::string property, std::string check, std::string message)
      : property_(std::move(property)), check_(std::move(check)), message_(std::move(message)) {}

  const char* what() const noexcept override { return message_.c_str(); }
  const std::string& property() const { return property_; }
  const std::string& check() const { return check_; }

 private:
  std::string property_, check_, message_;
};

}  // namespace swapcheck
