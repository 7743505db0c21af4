#include "generators/tensors/guarded_memory.h"

#include <signal.h>
#include <sys/mman.h>
#include <unistd.h>

#include <atomic>
#include <new>
#include <stdexcept>

namespace swapcheck {
namespace {

// What the handler of SIGSEGV knows: the region that is guarded now, and the address of the first write to it.
std::atomic<std::byte*> guardedBegin{nullptr};
std::atomic<size_t> guardedSize{0};
std::atomic<std::byte*> firstWrite{nullptr};
struct sigaction previousAction;

/// Lets a write to the guarded region through; any other fault happens again, under the handler before this one, and
/// so does a signal that somebody sent.
void onFault(int signal, siginfo_t* info, void*) {
  auto* address = static_cast<std::byte*>(info->si_addr);
  std::byte* begin = guardedBegin.load();
  const size_t size = guardedSize.load();
  const bool wasSent = info->si_code <= 0;
  if (wasSent || begin == nullptr || address < begin || address >= begin + size) {
    sigaction(SIGSEGV, &previousAction, nullptr);
    if (wasSent) raise(signal);
    return;
  }
  std::byte* none = nullptr;
  firstWrite.compare_exchange_strong(none, address);
  mprotect(begin, size, PROT_READ | PROT_WRITE);
}

bool isInstalled() {
  struct sigaction current;
  sigaction(SIGSEGV, nullptr, &current);
  return (current.sa_flags & SA_SIGINFO) && current.sa_sigaction == &onFault;
}

void installHandler() {
  if (isInstalled()) return;
  struct sigaction action = {};
  action.sa_sigaction = &onFault;
  action.sa_flags = SA_SIGINFO | SA_NODEFER;
  sigemptyset(&action.sa_mask);
  sigaction(SIGSEGV, &action, &previousAction);
}

size_t wholePages(size_t bytes) {
  const auto page = static_cast<size_t>(sysconf(_SC_PAGESIZE));
  return (bytes + page - 1) / page * page;
}

}  // namespace

std::shared_ptr<GuardedMemory> GuardedMemory::acquire(size_t bytes) {
  static thread_local std::shared_ptr<GuardedMemory> last;
  if (!last || last.use_count() > 1 || last->size() < bytes)
    last = std::shared_ptr<GuardedMemory>(new GuardedMemory(bytes));
  return last;
}

GuardedMemory::GuardedMemory(size_t bytes) : data_(nullptr), size_(wholePages(bytes == 0 ? 1 : bytes)) {
  void* pages = mmap(nullptr, size_, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (pages == MAP_FAILED) throw std::bad_alloc();
  data_ = static_cast<std::byte*>(pages);
}

GuardedMemory::~GuardedMemory() { munmap(data_, size_); }

void GuardedMemory::guard() {
  installHandler();
  firstWrite = nullptr;
  guardedSize = size_;
  guardedBegin = data_;
  if (mprotect(data_, size_, PROT_READ) != 0) throw std::runtime_error("the inputs' pages cannot be made read-only");
}

std::optional<size_t> GuardedMemory::release() {
  mprotect(data_, size_, PROT_READ | PROT_WRITE);
  guardedBegin = nullptr;
  if (isInstalled()) sigaction(SIGSEGV, &previousAction, nullptr);
  std::byte* written = firstWrite.exchange(nullptr);
  return written ? std::optional(static_cast<size_t>(written - data_)) : std::nullopt;
}

}  // namespace swapcheck
