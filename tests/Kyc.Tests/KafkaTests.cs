using System.Net;
using Bux.Kafka;

namespace Kyc;

/// <summary>The story on Kafka.</summary>
public sealed class KafkaTests(BrokerFixture broker) : KycStory
{
    protected override string[] Log => ["--kafka", broker.Bootstrap];

    [Fact]
    public async Task While_the_broker_is_gone_the_outcome_is_unknown_and_afterwards_the_same_command_finds_it()
    {
        await using var own = await BrokerFixture.StartOwnAsync();
        using var sample = await SampleProcess.StartAsync("--kafka", own.Bootstrap);
        var id = Accounts.NewId();
        await sample.Http.OpenAsync(id);
        own.Kill();

        var unknown = await sample.Http.ProposeAsync(id, "Ada Lovelace");
        Assert.Equal((HttpStatusCode.GatewayTimeout, "outcome-unknown"), (unknown.Status, unknown.Title));
        own.Restart();

        var deadline = DateTime.UtcNow + TimeSpan.FromMinutes(2);
        Answer answer;
        do
        {
            Assert.True(DateTime.UtcNow < deadline, sample.Output);
            answer = await sample.Http.ProposeAsync(id, "Ada Lovelace", unknown.Body.GetProperty("commandId").GetGuid());
        }
        while (answer.Status == HttpStatusCode.GatewayTimeout);

        Assert.Equal((HttpStatusCode.OK, 3), (answer.Status, answer.Version));
        Assert.Equal(3, (await sample.Http.HistoryAsync(id, 3)).Body.GetProperty("entries").GetArrayLength());
    }
}
