using Bux.Hosting;
using Bux.InMemory;
using Bux.Log;
using Bux.Probe;
using Bux.Seam;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Bux.Runtime.Hosting;

public sealed class HostingTests
{
    [Fact]
    public async Task A_use_case_with_a_scoped_dependency_is_refused_by_name()
    {
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => MemoryHost.StartAsync(new InMemoryLogStore(), bux =>
        {
            bux.Services.AddScoped<List<string>>();
            MemoryHost.AddRelease(bux, "f", [new UseCaseDependency(typeof(ProbeUseCases), "names", typeof(List<string>))]);
        }));
        Assert.Contains("ProbeUseCases", refused.Message, StringComparison.Ordinal);
        Assert.Contains("'names'", refused.Message, StringComparison.Ordinal);
        Assert.Contains("singleton", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Options_that_cannot_work_are_named_all_at_once()
    {
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => MemoryHost.StartAsync(bux => bux.AddProbe().UseInMemory().Configure(options =>
        {
            options.Partitions = 0;
            options.Workers = -1;
            options.ReplyTimeout = TimeSpan.FromHours(2);
        })));
        Assert.Contains("Partitions is 0", refused.Message, StringComparison.Ordinal);
        Assert.Contains("Workers is -1", refused.Message, StringComparison.Ordinal);
        Assert.Contains("ReplyTimeout", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_could_not_start_is_disposed_without_another_error()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddBux(bux => bux.AddProbe().UseInMemory().Configure(options => options.Partitions = 0));
        var host = builder.Build();

        await Assert.ThrowsAsync<InvalidOperationException>(() => host.StartAsync(TestContext.Current.CancellationToken));
        await ((IAsyncDisposable)host).DisposeAsync();
    }

    [Fact]
    public async Task A_host_without_a_log_says_how_to_get_one()
    {
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => MemoryHost.StartAsync(bux => bux.AddProbe()));
        Assert.Contains("UseKafka", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AddBux_is_called_once() =>
        Assert.Throws<InvalidOperationException>(() => new ServiceCollection().AddBux(bux => bux.UseInMemory()).AddBux(bux => bux.UseInMemory()));

    [Fact]
    public async Task Another_number_of_partitions_stops_the_start()
    {
        var log = new InMemoryLogStore();
        await using (await MemoryHost.StartAsync(log))
        {
        }

        var refused = await Assert.ThrowsAsync<LogNotReadyException>(() => MemoryHost.StartAsync(bux => bux.AddProbe().UseLog(_ => log).Configure(options => options.Partitions = 5)));
        Assert.Contains("probe.commands has 4 partitions", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Missing_topics_are_not_made_outside_of_development()
    {
        var refused = await Assert.ThrowsAsync<LogNotReadyException>(() => MemoryHost.StartAsync(
            bux => bux.AddProbe().UseLog(_ => new InMemoryLogStore()).Configure(options => options.CreateTopics = false)));
        Assert.Contains("probe.commands is missing", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_is_ready_once_its_partitions_are_restored_and_not_any_more_when_it_stops()
    {
        var host = await MemoryHost.StartAsync(new InMemoryLogStore());
        var status = host.Status;
        await host.UntilAsync(() => status.IsReady);
        await host.DisposeAsync();
        Assert.False(status.IsReady);
    }
}
