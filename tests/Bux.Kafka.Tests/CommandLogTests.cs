using Bux.Log;
using Xunit;

namespace Bux.Kafka;

public sealed class CommandLogTests(BrokerFixture broker)
{
    [Fact]
    public async Task Records_and_positions_are_committed_together()
    {
        await using var service = await Service.CreateAsync(broker.Bootstrap);
        await service.SendAsync(0, 0, 10);
        using var log = service.Store.OpenCommands(service.Topics, 0);
        service.Join(log);
        var (epoch, records) = Service.Take(log, 10);

        var fault = Service.Commit(log, new OutputBatch(
            epoch, [.. records.Select(record => service.Event(0, Service.Text(record)))], [new NextOffset(0, records[^1].Offset + 1)]));

        Assert.Null(fault);
        Assert.Equal(Enumerable.Range(0, 10).Select(number => number.ToString()), service.Events());
        Assert.Equal(10, service.Committed());
    }
}
