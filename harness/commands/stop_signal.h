// Notes SIGINT, SIGTERM and SIGHUP, so that a command can ask whether to stop.
#pragma once

namespace swapcheck {

/// From now on SIGINT, SIGTERM and SIGHUP are noted instead of ending the process; one more than a second after the
/// first ends it. One that the parent process had ignored stays ignored.
void noteStopSignals();

/// The signal that was noted last, or 0.
int notedStopSignal();

}  // namespace swapcheck
