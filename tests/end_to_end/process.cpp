#include "process.h"

#include <poll.h>
#include <pty.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>
#include <fstream>
#include <stdexcept>
#include <thread>

namespace swapcheck {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int kNotStarted = 127;

struct Pipe {
  explicit Pipe(bool isTerminal) {
    std::array<int, 2> ends{};
    const bool made = isTerminal ? openpty(&ends[0], &ends[1], nullptr, nullptr, nullptr) == 0 : pipe(ends.data()) == 0;
    if (!made) throw std::runtime_error("no pipe can be made");
    read = ends[0];
    write = ends[1];
  }

  int read = -1;
  int write = -1;
};

double secondsOf(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

/// In the child: becomes the program.
[[noreturn]] void become(const std::string& program, const std::vector<std::string>& arguments,
                         const ProcessOptions& options, const Pipe& out, const Pipe& err) {
  dup2(out.write, STDOUT_FILENO);
  dup2(err.write, STDERR_FILENO);
  for (int end : {out.read, out.write, err.read, err.write}) close(end);
  for (const auto& [name, value] : options.environment) setenv(name.c_str(), value.c_str(), 1);
  std::vector<char*> words{const_cast<char*>(program.c_str())};
  for (const std::string& argument : arguments) words.push_back(const_cast<char*>(argument.c_str()));
  words.push_back(nullptr);
  if (chdir(options.folder.c_str()) == 0) execv(program.c_str(), words.data());
  _exit(kNotStarted);
}

/// The running program, seen from outside.
class Child {
 public:
  Child(pid_t pid, int out, int err, const ProcessOptions& options)
      : pid_(pid),
        streams_{{{out, POLLIN, 0}, {err, POLLIN, 0}}},
        signalWhen_(options.signalWhen),
        killAfter_(options.killAfter),
        onErr_(options.onErr),
        begin_(Clock::now()),
        deadline_(begin_ + options.longest) {}

  ProcessResult run() {
    while (streams_[0].fd >= 0 || streams_[1].fd >= 0) {
      waitForOutput();
      for (size_t k = 0; k < streams_.size(); ++k)
        if (streams_[k].fd >= 0 && streams_[k].revents != 0) readFrom(k);
      signalIfDue();
    }
    int status = 0;
    rusage usage = {};
    wait4(pid_, &status, 0, &usage);
    if (signalWhen_) throw std::runtime_error("the program ended before it wrote \"" + signalWhen_->text + "\"");
    return {WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status), texts_[0], texts_[1],
            secondsOf(usage.ru_utime) + secondsOf(usage.ru_stime)};
  }

 private:
  void waitForOutput() {
    if (killAfter_) {
      if (pollUntil(begin_ +
                    std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(killAfter_->seconds))))
        return;
      kill(killAfter_->child ? someChild() : pid_, SIGKILL);
      killAfter_.reset();
    }
    if (pollUntil(deadline_)) return;
    kill(pid_, SIGKILL);
    waitpid(pid_, nullptr, 0);
    throw std::runtime_error("the program did not end in time; it wrote:\n" + texts_[0] + texts_[1]);
  }

  bool pollUntil(Clock::time_point time) {
    for (pollfd& stream : streams_) stream.revents = 0;
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(time - Clock::now()).count();
    return left > 0 && poll(streams_.data(), streams_.size(), static_cast<int>(left)) > 0;
  }

  /// The program's first child process, or the program itself where it has none.
  pid_t someChild() const {
    const std::string pid = std::to_string(pid_);
    std::ifstream children("/proc/" + pid + "/task/" + pid + "/children");
    pid_t child = pid_;
    children >> child;
    return child;
  }

  void readFrom(size_t stream) {
    std::array<char, 4096> buffer{};
    const ssize_t got = read(streams_[stream].fd, buffer.data(), buffer.size());
    if (got > 0) {
      const std::string_view text(buffer.data(), static_cast<size_t>(got));
      texts_[stream] += text;
      if (stream == 1 && onErr_) onErr_(pid_, text);
    } else {
      close(streams_[stream].fd);
      streams_[stream].fd = -1;
    }
  }

  void signalIfDue() {
    if (!signalWhen_) return;
    for (const std::string& text : texts_)
      if (text.find(signalWhen_->text) != std::string::npos) {
        kill(pid_, signalWhen_->signal);
        if (signalWhen_->twice)
          std::this_thread::sleep_for(std::chrono::milliseconds(5)), kill(pid_, signalWhen_->signal);
        signalWhen_.reset();
        return;
      }
  }

  pid_t pid_;
  std::array<pollfd, 2> streams_;
  std::array<std::string, 2> texts_;
  std::optional<SignalWhen> signalWhen_;
  std::optional<KillAfter> killAfter_;
  const std::function<void(pid_t, std::string_view)>& onErr_;
  Clock::time_point begin_, deadline_;
};

}  // namespace

ProcessResult runProcess(const std::string& program, const std::vector<std::string>& arguments,
                         const ProcessOptions& options) {
  const Pipe out(false), err(options.errIsTerminal);
  const pid_t pid = fork();
  if (pid < 0) throw std::runtime_error("no process can be made");
  if (pid == 0) become(program, arguments, options, out, err);
  close(out.write);
  close(err.write);
  const ProcessResult result = Child(pid, out.read, err.read, options).run();
  if (result.exitCode == kNotStarted) throw std::runtime_error(program + ": cannot be started");
  return result;
}

}  // namespace swapcheck
