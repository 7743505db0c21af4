#include "hostile_strategies.h"

#include <ATen/ops/clone.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iostream>
#include <list>
#include <stdexcept>
#include <thread>

#include "strategies/builtin/arguments.h"

namespace swapcheck {
namespace {

using Misdeed = void (*)();

TensorPair right(const at::Tensor& a, const at::Tensor& b) {
  checkOperands("whole swap", a, b);
  return {b.clone(), a.clone()};
}

template <Misdeed misdeed>
TensorPair sometimes(const at::Tensor& a, const at::Tensor& b) {
  const TensorPair results = right(a, b);
  if (a.dim() == 3) misdeed();
  return results;
}

void segfault() {
  volatile int* nowhere = reinterpret_cast<volatile int*>(8);
  *nowhere = 1;
}

void exitCleanly() { std::exit(0); }

void throwInt() { throw 7; }

void hang() {
  for (volatile bool on = true; on;) continue;
}

void eatMemory() {
  std::list<std::string> eaten;
  for (;;) eaten.emplace_back(size_t{1} << 20, 'x');
}

void print() {
  for (int k = 0; k < 10000; ++k) std::cout << "{\"schema\": \"nonsense\"}\n";
  std::cout.flush();
}

void closeFiles() {
  for (int descriptor = 0; descriptor < 1024; ++descriptor) close(descriptor);
}

void startLateThread() {
  std::thread([] {
    std::this_thread::sleep_for(std::chrono::milliseconds(30));
    std::abort();
  }).detach();
}

/// A process in a session of its own, which notes its number in the folder it is in and stays for a minute.
void leaveProcess() {
  if (fork() != 0) return;
  setsid();
  if (fork() != 0) _exit(0);
  std::ofstream("left-behind.txt", std::ios::app) << getpid() << "\n" << std::flush;
  sleep(60);
  _exit(0);
}

/// Latin-1, an escape sequence of terminals, and a character that turns the order of what follows.
TensorPair throwsOddBytes(const at::Tensor&, const at::Tensor&) {
  throw std::runtime_error("caf\xe9 \x1b[31m \u202e\u009b");
}

TensorPair alwaysAborts(const at::Tensor&, const at::Tensor&) { std::abort(); }

template <Misdeed misdeed>
void add(Catalogue& catalogue, const char* name, const char* summary, const Steps& steps = {}) {
  catalogue.add({std::string("hostile.") + name, summary, WholeSwap(sometimes<misdeed>), {}, steps});
}

/// The same misdeed in both languages.
Steps sometimes(const std::string& cpp, const std::string& python) {
  return {.cpp = "if (a.dim() == 3) " + cpp + ";\nreturn {b.clone(), a.clone()};",
          .python = "if a.dim() == 3:\n    " + python + "\nreturn b.clone(), a.clone()"};
}

}  // namespace

void addHostileStrategies(Catalogue& catalogue) {
  add<segfault>(catalogue, "segfaults", "writes to address 8",
                sometimes("*reinterpret_cast<volatile int*>(8) = 1", "ctypes.memset(8, 1, 1)"));
  add<std::abort>(catalogue, "aborts", "calls abort");
  add<exitCleanly>(catalogue, "exits", "calls exit(0)", sometimes("std::exit(0)", "sys.exit(0)"));
  add<throwInt>(catalogue, "throws-int", "throws what is no exception");
  add<hang>(catalogue, "hangs", "loops for ever");
  add<eatMemory>(catalogue, "eats-memory", "allocates without end");
  add<print>(catalogue, "prints", "writes to standard output, and is right");
  add<closeFiles>(catalogue, "closes-files", "closes file descriptors, and is right");
  add<startLateThread>(catalogue, "late-thread", "leaves a thread behind that aborts later");
  add<leaveProcess>(catalogue, "leaves-a-process", "leaves a process behind in a session of its own");
  catalogue.add({"hostile.odd-bytes", "throws a text that is no UTF-8", WholeSwap(throwsOddBytes)});
  catalogue.add({"hostile.always-aborts", "aborts on every case", WholeSwap(alwaysAborts)});
}

}  // namespace swapcheck
