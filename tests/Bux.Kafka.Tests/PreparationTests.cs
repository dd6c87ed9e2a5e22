using Bux.Log;
using Confluent.Kafka;
using Confluent.Kafka.Admin;
using Xunit;

namespace Bux.Kafka;

/// <summary>The start-up check says what is wrong and how to mend it.</summary>
public sealed class PreparationTests(BrokerFixture broker)
{
    [Fact]
    public async Task Topics_that_were_created_are_accepted()
    {
        await using var service = await Service.CreateAsync(broker.Bootstrap, partitions: 2);

        await service.Store.PrepareAsync(service.Plans(), create: true, default);

        Assert.Equal(2, service.Reader.Partitions(service.Topics.Commands));
    }

    [Theory]
    [InlineData("cleanup.policy", "delete", "compact")]
    [InlineData("message.timestamp.type", "LogAppendTime", "CreateTime")]
    [InlineData("max.message.bytes", "1000", "1114112")]
    [InlineData("min.compaction.lag.ms", "5", "60000")]
    public async Task A_wrong_setting_of_a_compacted_topic_is_named_with_its_remedy(string setting, string actual, string wanted)
    {
        var plan = new TopicPlan(Fresh(), 1, true) { Compacted = true, MinimumCompactionLag = TimeSpan.FromMinutes(1) };
        await AssertProblemAsync(plan, setting, actual, wanted);
    }

    [Theory]
    [InlineData("cleanup.policy", "compact", "delete")]
    [InlineData("retention.ms", "604800000", "-1")]
    [InlineData("retention.bytes", "1000000", "-1")]
    public async Task A_setting_that_would_lose_events_is_named_with_its_remedy(string setting, string actual, string wanted)
        => await AssertProblemAsync(new TopicPlan(Fresh(), 1, true), setting, actual, wanted);

    [Theory]
    [InlineData("retention.ms", "1000", "604800000")]
    [InlineData("message.timestamp.type", "CreateTime", "LogAppendTime")]
    [InlineData("max.message.bytes", "1000", "1048576")]
    public async Task A_wrong_setting_of_a_command_topic_is_named_with_its_remedy(string setting, string actual, string wanted)
        => await AssertProblemAsync(new TopicPlan(Fresh(), 1, true) { Retention = TimeSpan.FromDays(7), LogAppendTime = true }, setting, actual, wanted);

    [Fact]
    public async Task All_problems_are_told_at_once()
    {
        await using var service = await Service.CreateAsync(broker.Bootstrap, partitions: 2);
        var missing = new TopicPlan(Fresh(), 4, true) { Retention = TimeSpan.FromHours(1) };
        var foreign = new TopicPlan(Fresh(), null, false);
        var recounted = service.Plans()[1] with { Partitions = 3 };

        var problems = (await Assert.ThrowsAsync<LogNotReadyException>(
            () => service.Store.PrepareAsync([missing, foreign, recounted], create: false, default))).Problems;

        Assert.Contains(problems, problem => problem.Contains(
            $"--create --topic {missing.Name} --partitions 4 --replication-factor 3", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.Contains("another service owns it", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.Contains("has 2 partitions and this host is set to 3", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.Contains("replicas and 3 are asked for", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.Contains("--add-config min.insync.replicas=2", StringComparison.Ordinal));
        Assert.Null(service.Reader.Partitions(missing.Name));
    }

    [Theory]
    [InlineData("2.0.2", "/usr/lib/x86_64-linux-gnu/librdkafka.so.1")]
    [InlineData("1.9.0-RC3", null)]
    public void An_old_native_library_is_refused_with_its_file_and_the_remedy(string version, string? file)
    {
        var problem = NativeClient.Problem(version, file);

        Assert.Contains(version, problem, StringComparison.Ordinal);
        Assert.Contains(file ?? "librdkafka.redist", problem, StringComparison.Ordinal);
        Assert.Contains("Remove", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2.16.0")]
    [InlineData("2.16.1-RC1")]
    [InlineData("3.0.0")]
    public void A_new_native_library_is_accepted(string version) => Assert.Null(NativeClient.Problem(version, null));

    [Fact]
    public void The_native_library_of_this_process_is_accepted() => Assert.Null(NativeClient.Problem());

    private static string Fresh() => $"t{Guid.NewGuid():N}"[..12];

    private async Task AssertProblemAsync(TopicPlan plan, string setting, string actual, string wanted)
    {
        var bootstrap = broker.Bootstrap;
        using var admin = new AdminClientBuilder(new AdminClientConfig { BootstrapServers = bootstrap }).Build();
        await using var store = new KafkaLogStore(new KafkaOptions { BootstrapServers = bootstrap });
        await store.PrepareAsync([plan], create: true, default);
        await admin.IncrementalAlterConfigsAsync(new Dictionary<ConfigResource, List<ConfigEntry>>
        {
            [new ConfigResource { Type = ResourceType.Topic, Name = plan.Name }] =
                [new ConfigEntry { Name = setting, Value = actual, IncrementalOperation = AlterConfigOpType.Set }],
        });
        LogNotReadyException? refused = null;
        Service.Until(() => (refused = Prepare(store, plan)) is not null);

        var problem = Assert.Single(refused!.Problems);
        Assert.Contains($"{setting}={actual} and {wanted} is needed", problem, StringComparison.Ordinal);
        Assert.Contains($"--entity-name {plan.Name} --add-config {setting}={wanted}", problem, StringComparison.Ordinal);
    }

    private static LogNotReadyException? Prepare(KafkaLogStore store, TopicPlan plan)
    {
        try
        {
            store.PrepareAsync([plan], create: true, default).Wait();
            return null;
        }
        catch (AggregateException error) when (error.InnerException is LogNotReadyException refused)
        {
            return refused;
        }
    }
}
