#include "harness/commands/progress.h"

#include <ostream>

namespace swapcheck {
namespace {

constexpr std::chrono::milliseconds kTerminalInterval{100};
constexpr std::chrono::seconds kPlainInterval{10};
constexpr const char* kEraseLine = "\r\x1b[K";

}  // namespace

ProgressLine::ProgressLine(std::ostream& err, bool terminal)
    : err_(err), terminal_(terminal), next_(Clock::now() + (terminal ? Clock::duration(0) : kPlainInterval)) {}

void ProgressLine::show(const std::function<std::string()>& text) {
  const Clock::time_point now = Clock::now();
  if (now < next_) return;
  if (terminal_) {
    err_ << kEraseLine << text() << std::flush;
    drawn_ = true;
    next_ = now + kTerminalInterval;
  } else {
    err_ << text() << std::endl;
    next_ = now + kPlainInterval;
  }
}

void ProgressLine::clear() {
  if (drawn_) err_ << kEraseLine << std::flush;
  drawn_ = false;
}

}  // namespace swapcheck
