// What becomes of processes that crash, hang, eat memory or do none of it.
#include "harness/processes/isolation.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <iostream>
#include <list>

#include "strategies/error.h"

namespace swapcheck {
namespace {

const ProcessLimits kLimits{20, int64_t{8} << 30};

void waitForEnd(IsolatedProcess& process) {
  while (!process.process().end()) {
    usleep(1000);
    process.attend();
  }
}

std::optional<Death> deathOf(const std::function<void(Channel&)>& work, const ProcessLimits& limits = kLimits) {
  IsolatedProcess process(limits, work);
  waitForEnd(process);
  return process.death();
}

/// Of work on something.
Death deathAt(const std::function<void()>& work, const ProcessLimits& limits = kLimits) {
  const auto death = deathOf(
      [&](Channel& channel) {
        channel.beginWork({1, 2, 3});
        work();
      },
      limits);
  EXPECT_TRUE(death.has_value());
  return death.value_or(Death{});
}

void spinFor(double seconds) {
  const int64_t begunNs = steadyNs();
  while (static_cast<double>(steadyNs() - begunNs) / 1e9 < seconds) continue;
}

TEST(IsolatedProcess, ThatEndsWellDidNotDie) {
  EXPECT_FALSE(deathOf([](Channel&) {}));
  EXPECT_FALSE(deathOf([](Channel& channel) {
    channel.beginWork({});
    channel.endWork();
  }));
}

TEST(IsolatedProcess, IsForkedBetweenTheHandlersOfALanguage) {
  static std::string called;  // of this process, and of the child what that says
  called.clear();
  setForkHandlers({[] { called += "before "; }, [] { called += "parent"; }, [] { called += "child"; }});
  const IsolatedResult result = runIsolated({60, int64_t{1} << 30}, [](Channel&) { return called; });
  setForkHandlers({});
  EXPECT_EQ(result.text, "before child");
  EXPECT_EQ(called, "before parent");
}

TEST(IsolatedProcess, ThatASignalKillsHasCrashed) {
  const Death death = deathAt([] { std::raise(SIGSEGV); });
  EXPECT_EQ(kindOf(death), DeathKind::Crashed);
  EXPECT_EQ(std::get<KilledBySignal>(death).signal, SIGSEGV);
  EXPECT_TRUE(textOf(death).starts_with("the process was killed by signal 11 (SIGSEGV)")) << textOf(death);
  EXPECT_FALSE(isByOutsider(death));
}

TEST(IsolatedProcess, ThatExitsInTheMiddleHasCrashed) {
  EXPECT_EQ(textOf(deathAt([] { _exit(0); })), "the process exited with code 0");
  EXPECT_EQ(textOf(deathAt([] { _exit(3); })), "the process exited with code 3");
}

TEST(IsolatedProcess, IsQuotedWithItsLastWords) {
  const Death death = deathAt([] {
    for (int line = 0; line < 5000; ++line) std::cout << "chatter\n";
    std::cerr << "what went wrong\n";
    std::cout.flush();
    std::abort();
  });
  const std::string text = textOf(death);
  EXPECT_TRUE(text.starts_with("the process was killed by signal 6 (SIGABRT); it printed \"")) << text;
  EXPECT_NE(text.find("what went wrong"), std::string::npos);
  EXPECT_LT(text.size(), 2200u);
}

TEST(IsolatedProcess, ThatThrowsHasCrashedWithWhatItThrew) {
  EXPECT_EQ(textOf(deathAt([] { throw std::runtime_error("no luck"); })),
            "the process exited with code 70; it printed \"no luck\"");
}

TEST(IsolatedProcess, ThatSomebodyElseKillsSaysSo) {
  EXPECT_TRUE(isByOutsider(deathAt([] { std::raise(SIGKILL); })));
}

TEST(IsolatedProcess, ThatDoesNotReturnHangs) {
  const Death death = deathAt(
      [] {
        for (;;) pause();
      },
      {0.2, kLimits.memoryBytes});
  EXPECT_EQ(kindOf(death), DeathKind::Hung);
  EXPECT_EQ(textOf(death), "it did nothing for 0.20 s");
}

TEST(IsolatedProcess, ThatIsBusyHasSeveralTimesTheLimit) {
  const ProcessLimits limits{0.4, kLimits.memoryBytes};
  EXPECT_FALSE(deathOf(
      [](Channel& channel) {
        channel.beginWork({});
        spinFor(1);
        channel.endWork();
      },
      limits));
  const Death death = deathAt([] { spinFor(60); }, limits);
  EXPECT_EQ(death, Death(Hung{kBusyFactor * 0.4, true}));
  EXPECT_EQ(textOf(death), "it was still busy after 2.40 s");
  EXPECT_EQ(messageOf(death), textOf(death) + "; --case-timeout gives it longer, --max-numel leaves out larger cases");
}

TEST(IsolatedProcess, ThatIsBusyIsKilledAtTheLimitWhereAnotherLooksAgain) {
  const auto deathOfShort = [](const std::function<void()>& work) {
    IsolatedProcess process(
        {0.4, kLimits.memoryBytes},
        [&](Channel& channel) {
          channel.beginWork({});
          work();
        },
        Patience::Short);
    waitForEnd(process);
    return process.death();
  };
  EXPECT_EQ(deathOfShort([] { spinFor(60); }), Death(Hung{0.4, true}));
  EXPECT_EQ(deathOfShort([] { pause(); }), Death(Hung{0.4, false}));
}

TEST(IsolatedProcess, ThatHasStoppedBeingBusyHangs) {
  const Death death = deathAt(
      [] {
        spinFor(0.5);
        pause();
      },
      {0.4, kLimits.memoryBytes});
  EXPECT_EQ(death, Death(Hung{0.4, false}));
}

TEST(IsolatedProcess, HasAsMuchTimeForEverythingThatItBegins) {
  EXPECT_FALSE(deathOf(
      [](Channel& channel) {
        for (int k = 0; k < 8; ++k) {
          channel.beginWork({});
          usleep(100000);
        }
        channel.endWork();
        usleep(800000);
      },
      {0.7, kLimits.memoryBytes}));
}

TEST(IsolatedProcess, ThatAllocatesWithoutEndIsOutOfMemory) {
  const Death death = deathAt(
      [] {
        std::list<std::string> eaten;
        for (;;) eaten.emplace_back(size_t{1} << 20, 'x');
      },
      {60, int64_t{256} << 20});
  EXPECT_EQ(kindOf(death), DeathKind::OutOfMemory);
  EXPECT_EQ(textOf(death), "it took more than 256 MiB of memory");
}

TEST(IsolatedProcess, HasNoFilesOfItsParent) {
  const int file = open("/dev/null", O_RDONLY);
  ASSERT_GE(file, 3);
  EXPECT_FALSE(deathOf([file](Channel&) {
    if (fcntl(file, F_GETFD) >= 0) _exit(1);
  }));
  close(file);
}

TEST(IsolatedProcess, EndsWithItsOwner) {
  pid_t pid;
  {
    IsolatedProcess process(kLimits, [](Channel&) {
      for (;;) pause();
    });
    pid = process.process().pid();
    EXPECT_EQ(kill(pid, 0), 0);
  }
  EXPECT_EQ(kill(pid, 0), -1);
}

TEST(RunIsolated, GivesWhatTheFunctionReturned) {
  const IsolatedResult result = runIsolated(kLimits, [](Channel&) { return std::string(100000, 'x'); });
  EXPECT_EQ(result.text, std::string(100000, 'x'));
  EXPECT_FALSE(result.death);
}

TEST(RunIsolated, SaysHowAndWhereTheProcessDied) {
  const IsolatedResult result = runIsolated(kLimits, [](Channel& channel) -> std::string {
    channel.beginWork({1, 2, 3});
    _exit(3);
  });
  EXPECT_EQ(result.text, std::nullopt);
  EXPECT_EQ(result.death, Death(Exited{3}));
  EXPECT_EQ(result.position, (Position{1, 2, 3}));
}

TEST(RunIsolated, ThatEndsWellWithoutAnAnswerIsAnError) {
  EXPECT_THROW(runIsolated(kLimits,
                           [](Channel& channel) -> std::string {
                             channel.endWork();
                             _exit(0);
                           }),
               HarnessError);
}

TEST(Channel, HandsMessagesOnInOrderAndWhole) {
  constexpr uint64_t count = 20000;
  const auto text = [](uint64_t k) { return std::to_string(k) + std::string(k % 997, 'x'); };
  IsolatedProcess process(kLimits, [&](Channel& channel) {
    for (uint64_t k = 0; k < count; ++k) channel.send(text(k));
  });
  for (uint64_t next = 0; next < count;) {
    const auto message = process.channel().receive();
    if (message) {
      ASSERT_EQ(*message, text(next++));
    }
  }
  EXPECT_FALSE(process.channel().receive());
}

TEST(Channel, KeepsWhatAWorkerSaidAndWhereItWasWhenItDied) {
  IsolatedProcess process(kLimits, [](Channel& channel) {
    channel.beginWork({7, 8, 0});
    channel.send("said");
    channel.setProperty(9);
    std::abort();
  });
  waitForEnd(process);
  EXPECT_EQ(process.channel().receive(), "said");
  EXPECT_EQ(process.channel().position(), (Position{7, 8, 9}));
}

TEST(Channel, TakesNoMessageLargerThanItself) {
  Channel channel;
  EXPECT_THROW(channel.send(std::string(size_t{2} << 20, 'x')), std::length_error);
  EXPECT_FALSE(channel.receive());
}

}  // namespace
}  // namespace swapcheck
