#include "properties/calls/thread_count.h"

#include <ATen/Parallel.h>

#if AT_PARALLEL_OPENMP
#include <omp.h>
#endif

namespace swapcheck {
namespace {

/// What at::set_num_threads does, without the thread pool of mobile kernels that it makes anew, whose threads then
/// spin: that takes 10 ms.
void setForThisThread(int threads) {
#if AT_PARALLEL_OPENMP
  omp_set_num_threads(threads);
#else
  at::set_num_threads(threads);
#endif
}

}  // namespace

void useThreads(int threads) { at::set_num_threads(threads); }

ThreadCount::ThreadCount(int threads) : before_(at::get_num_threads()) { setForThisThread(threads); }

ThreadCount::~ThreadCount() { setForThisThread(before_); }

}  // namespace swapcheck
