// What a process inherits from the one that started it, made fit to work with.
#pragma once

namespace swapcheck {

/// Undoes what would break the program: an ignored SIGCHLD, blocked signals, a umask that takes rights from the owner,
/// closed standard descriptors, soft limits of stack and open files that are too low. When the reader of the output
/// goes away (`| head`), the program continues without output, and a file over its size limit is an error like a full
/// disk. Throws HarnessError for hard limits that are too low.
void prepareProcess();

}  // namespace swapcheck
