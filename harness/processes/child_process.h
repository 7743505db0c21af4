// A forked process whose exit status and last output are kept.
#pragma once

#include <sys/types.h>

#include <functional>
#include <optional>
#include <string>

namespace swapcheck {

/// How a process ended.
struct ProcessEnd {
  /// The signal that killed it, or 0.
  int signal = 0;
  /// Its exit code, when no signal killed it.
  int code = 0;

  bool isClean() const { return signal == 0 && code == 0; }
};

/// What the runtime of a language has to do around a fork.
struct ForkHandlers {
  std::function<void()> before = [] {};
  std::function<void()> inParent = [] {};
  std::function<void()> inChild = [] {};
};

/// From now on these are called around every fork of a `ChildProcess`. Call it before the first one.
void setForkHandlers(ForkHandlers handlers);

/// Runs a function in a process of its own, which is killed when this is destroyed or this process dies. It has a
/// process group of its own and no file descriptors but 0 (empty), and 1 and 2, of which the last words are kept.
class ChildProcess {
 public:
  /// Exit code of a process whose function threw; the exception's text is in its last words.
  static constexpr int kThrew = 70;
  /// Exit code of a process whose function closed its standard output and error.
  static constexpr int kLostOutput = 71;

  /// Forks. Throws HarnessError when that fails.
  explicit ChildProcess(const std::function<void()>& work);
  ~ChildProcess();
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;

  /// Called in a child: exits with `kLostOutput` when its standard output and error are closed.
  static void endIfOutputIsLost();

  pid_t pid() const { return pid_; }

  /// Descriptor to poll for reading: readable when there is output or the process has just ended; -1 afterwards.
  int outputDescriptor() const { return hasOutput_ ? output_ : -1; }

  /// Reads what the process has printed so far.
  void readOutput();

  /// The last 2 KiB or less of what it has printed.
  const std::string& lastWords() const { return lastWords_; }

  /// How it ended, once it has. Does not block.
  std::optional<ProcessEnd> end();

  /// Kills it and the other processes of its group.
  void kill();

  /// Bytes of its private writable memory; 0 when it has ended.
  int64_t memoryBytes() const;

 private:
  pid_t pid_ = -1;
  int output_ = -1;
  bool hasOutput_ = true;
  std::string lastWords_;
  std::optional<ProcessEnd> end_;
};

}  // namespace swapcheck
