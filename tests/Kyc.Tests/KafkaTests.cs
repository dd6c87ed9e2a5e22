using System.Net;
using Bux.Kafka;

namespace Kyc;

/// <summary>The story on Kafka.</summary>
public sealed class KafkaTests(BrokerFixture broker) : KycStory
{
    protected override string[] Log => ["--kafka", broker.Bootstrap];

    [Fact]
    public async Task While_the_broker_is_gone_the_outcome_is_unknown_and_the_caller_gets_the_id_to_repeat_with()
    {
        await using var own = await BrokerFixture.StartOwnAsync();
        using var sample = await SampleProcess.StartAsync("--kafka", own.Bootstrap);
        var id = Accounts.NewId();
        await sample.Http.OpenAsync(id);
        own.Kill();

        var unknown = await sample.Http.ProposeAsync(id, "Ada Lovelace");
        Assert.Equal((HttpStatusCode.GatewayTimeout, "outcome-unknown"), (unknown.Status, unknown.Title));
        Assert.NotEqual(Guid.Empty, unknown.Body.GetProperty("commandId").GetGuid());
    }
}
