// SIGINT, SIGTERM and SIGHUP as a question that can be asked.
#pragma once

namespace swapcheck {

/// From now on SIGINT, SIGTERM and SIGHUP are noted instead of ending the process; the same one again ends it. One that
/// the parent process had ignored stays ignored.
void noteStopSignals();

/// A reader of the output who goes away (`| head`) costs a run nothing but its output, and a file that may not grow is
/// an error as a full disk is.
void ignoreFailedWrites();

/// The signal that was noted last, or 0.
int notedStopSignal();

}  // namespace swapcheck
