// Notes SIGINT, SIGTERM and SIGHUP, so that a command can ask whether to stop.
#pragma once

namespace swapcheck {

/// From now on SIGINT, SIGTERM and SIGHUP are noted instead of ending the process; the same one again ends it. One that
/// the parent process had ignored stays ignored.
void noteStopSignals();

/// When the reader of the output goes away (`| head`), the run continues without output; a file over its size limit is
/// an error like a full disk.
void ignoreFailedWrites();

/// The signal that was noted last, or 0.
int notedStopSignal();

}  // namespace swapcheck
