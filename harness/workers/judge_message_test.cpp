// What a worker tells its supervisor arrives as it was said.
#include "harness/workers/judge_message.h"

#include <ATen/ops/clone.h>
#include <gtest/gtest.h>

namespace swapcheck {
namespace {

TensorPair secondHalf(const at::Tensor&, const at::Tensor& b) { return {b.clone(), b}; }

const Strategy kWrong{"mine.wrong", "gives b back", WholeSwap(secondHalf)};

CampaignOptions options() {
  CampaignOptions options;
  options.strategies = {&kWrong};
  for (const Property& property : allProperties()) options.properties.push_back(&property);
  return options;
}

/// Takes in all that was sent.
void takeInAll(Channel& channel, Gatherer& gatherer) {
  while (const auto message = channel.receive()) takeIn(*message, &gatherer);
}

TEST(JudgeMessage, CarriesWholeResults) {
  const CampaignOptions campaign = options();
  CaseJudge here(campaign), there(campaign);
  int failures = 0;
  for (uint64_t number = 0; number < 40; ++number) {
    Gatherer expected(here.seats(), campaign.properties.size(), number),
        got(here.seats(), campaign.properties.size(), number);
    here.judge(number, 0, here.seats().size(), expected);
    Channel channel;
    JudgeSender sender(channel);
    sender.beginNumber(number, 0);
    there.judge(number, 0, there.seats().size(), sender);
    sender.endNumber();
    takeInAll(channel, got);
    EXPECT_EQ(got.result(), expected.result()) << number;
    for (const PropertyResult& said : got.result().families.at(0).strategies.at(0).properties)
      failures += said.firstLook.has_value();
  }
  EXPECT_GT(failures, 2);
}

TEST(JudgeMessage, CarriesALookThatDidNotRepeat) {
  const CampaignOptions campaign = options();
  const std::vector<Seat> seats = seatsOf(campaign);
  const PropertyResult said{PropertyResult::Failed, "bits", FirstLook{"at [0]", false, "throws", "no luck"}};
  Channel channel;
  JudgeSender sender(channel);
  Gatherer gatherer(seats, campaign.properties.size(), 5);
  sender.beginNumber(5, 0);
  sender.onSeat(0);
  sender.onResult(1, said);
  takeInAll(channel, gatherer);
  EXPECT_EQ(gatherer.result().families.at(0).strategies.at(0).properties.at(1), said);
}

TEST(JudgeMessage, ThatIsCutIsRefused) {
  const CampaignOptions campaign = options();
  const std::vector<Seat> seats = seatsOf(campaign);
  Channel channel;
  JudgeSender sender(channel);
  sender.onSeat(0);
  sender.onResult(1, {PropertyResult::Failed, "bits", FirstLook{"at [0]"}});
  const std::string seat = channel.receive().value(), result = channel.receive().value();
  for (size_t length = 0; length < result.size(); ++length) {
    Gatherer gatherer(seats, campaign.properties.size(), 0);
    takeIn(seat, &gatherer);
    EXPECT_THROW(takeIn(result.substr(0, length), &gatherer), ChannelError) << length;
  }
  EXPECT_THROW(takeIn(result, nullptr), ChannelError);
  Gatherer gatherer(seats, campaign.properties.size(), 0);
  EXPECT_THROW(takeIn("?", &gatherer), ChannelError);
}

TEST(JudgeMessage, CutsALongText) {
  const CampaignOptions campaign = options();
  const std::vector<Seat> seats = seatsOf(campaign);
  Channel channel;
  JudgeSender sender(channel);
  Gatherer gatherer(seats, campaign.properties.size(), 0);
  sender.onSeat(0);
  sender.onResult(0, {PropertyResult::Failed, "throws", FirstLook{std::string(size_t{3} << 20, 'x')}});
  takeInAll(channel, gatherer);
  EXPECT_EQ(gatherer.result().families.at(0).strategies.at(0).properties.at(0).firstLook->message.size(),
            kMostMessageText);
}

}  // namespace
}  // namespace swapcheck
