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
void takeInAll(Channel& channel, CaseResultBuilder& builder) {
  while (const auto message = channel.receive()) takeIn(*message, &builder);
}

TEST(JudgeMessage, CarriesWholeResults) {
  const CampaignOptions campaign = options();
  CaseJudge here(campaign), there(campaign);
  int failures = 0;
  for (uint64_t number = 0; number < 40; ++number) {
    CaseResultBuilder expected(here.slots(), campaign.properties.size(), number),
        got(here.slots(), campaign.properties.size(), number);
    here.judge(number, 0, here.slots().size(), expected);
    Channel channel;
    JudgeSender sender(channel);
    sender.beginNumber(number, 0);
    there.judge(number, 0, there.slots().size(), sender);
    sender.endNumber();
    takeInAll(channel, got);
    EXPECT_EQ(got.result(), expected.result()) << number;
    for (const PropertyResult& said : got.result().families.at(0).strategies.at(0).properties)
      failures += said.firstSighting.has_value();
  }
  EXPECT_GT(failures, 2);
}

TEST(JudgeMessage, CarriesASightingThatDidNotRepeat) {
  const CampaignOptions campaign = options();
  const std::vector<JudgingSlot> slots = judgingSlotsOf(campaign);
  const PropertyResult said{PropertyResult::Failed, "bits", FirstSighting{"at [0]", false, "throws", "no luck"}};
  Channel channel;
  JudgeSender sender(channel);
  CaseResultBuilder builder(slots, campaign.properties.size(), 5);
  sender.beginNumber(5, 0);
  sender.onSlot(0);
  sender.onResult(1, said);
  takeInAll(channel, builder);
  EXPECT_EQ(builder.result().families.at(0).strategies.at(0).properties.at(1), said);
}

TEST(JudgeMessage, CarriesNotes) {
  const CampaignOptions campaign = options();
  const std::vector<JudgingSlot> slots = judgingSlotsOf(campaign);
  const Note slow{"slow", "it took 12.3 s"}, shared{"shared-storage", ""};
  Channel channel;
  JudgeSender sender(channel);
  CaseResultBuilder builder(slots, campaign.properties.size(), 5);
  sender.onSlot(0);
  sender.onNote(slow);
  sender.onNote(shared);
  takeInAll(channel, builder);
  EXPECT_EQ(builder.result().families.at(0).strategies.at(0).notes, (std::vector{slow, shared}));
  sender.onSlot(0);  // again, in another process
  takeInAll(channel, builder);
  EXPECT_TRUE(builder.result().families.at(0).strategies.at(0).notes.empty());
}

TEST(JudgeMessage, ThatIsCutIsRefused) {
  const CampaignOptions campaign = options();
  const std::vector<JudgingSlot> slots = judgingSlotsOf(campaign);
  Channel channel;
  JudgeSender sender(channel);
  sender.onSlot(0);
  sender.onResult(1, {PropertyResult::Failed, "bits", FirstSighting{"at [0]"}});
  const std::string slot = channel.receive().value(), result = channel.receive().value();
  for (size_t length = 0; length < result.size(); ++length) {
    CaseResultBuilder builder(slots, campaign.properties.size(), 0);
    takeIn(slot, &builder);
    EXPECT_THROW(takeIn(result.substr(0, length), &builder), ChannelError) << length;
  }
  EXPECT_THROW(takeIn(result, nullptr), ChannelError);
  CaseResultBuilder builder(slots, campaign.properties.size(), 0);
  EXPECT_THROW(takeIn("?", &builder), ChannelError);
}

/// A message of a worker whose shared memory a strategy has written over.
TEST(JudgeMessage, OfPlacesThatTheCampaignDoesNotHaveIsRefused) {
  const CampaignOptions campaign = options();
  const std::vector<JudgingSlot> slots = judgingSlotsOf(campaign);
  const auto sent = [](const auto& send) {
    Channel channel;
    JudgeSender sender(channel);
    send(sender);
    return channel.receive().value();
  };
  const std::string slot = sent([](JudgeSender& sender) { sender.onSlot(0); });
  const auto isRefused = [&](const std::string& message) {
    CaseResultBuilder builder(slots, campaign.properties.size(), 0);
    takeIn(slot, &builder);
    try {
      takeIn(message, &builder);
    } catch (const std::exception&) {
      return true;
    }
    return false;
  };
  const auto passed = [](size_t property) {
    return [property](JudgeSender& sender) { sender.onResult(property, {PropertyResult::Passed}); };
  };
  EXPECT_FALSE(isRefused(sent(passed(campaign.properties.size() - 1))));
  EXPECT_TRUE(isRefused(sent(passed(campaign.properties.size()))));
  EXPECT_TRUE(isRefused(sent([](JudgeSender& sender) { sender.onResult(0, {static_cast<PropertyResult::Kind>(7)}); })));
  EXPECT_TRUE(isRefused(sent([](JudgeSender& sender) { sender.onSlot(1); })));
  EXPECT_TRUE(isRefused(sent([](JudgeSender& sender) { sender.onFamily(static_cast<Family>(9), {}); })));
  EXPECT_TRUE(isRefused(sent([](JudgeSender& sender) { sender.onFamily(Family::Masked, {}); })));
  FeatureSet unknown;
  unknown.set(allFeatures().size());
  EXPECT_FALSE(isRefused(sent([](JudgeSender& sender) { sender.onFamily(Family::Whole, {}); })));
  EXPECT_TRUE(isRefused(sent([&](JudgeSender& sender) { sender.onFamily(Family::Whole, unknown); })));
}

TEST(JudgeMessage, CutsALongText) {
  const CampaignOptions campaign = options();
  const std::vector<JudgingSlot> slots = judgingSlotsOf(campaign);
  Channel channel;
  JudgeSender sender(channel);
  CaseResultBuilder builder(slots, campaign.properties.size(), 0);
  sender.onSlot(0);
  sender.onResult(0, {PropertyResult::Failed, "throws", FirstSighting{std::string(size_t{3} << 20, 'x')}});
  takeInAll(channel, builder);
  EXPECT_EQ(builder.result().families.at(0).strategies.at(0).properties.at(0).firstSighting->message.size(),
            kMostMessageText);
}

}  // namespace
}  // namespace swapcheck
