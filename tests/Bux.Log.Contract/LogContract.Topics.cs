namespace Bux.Log;

public abstract partial class LogContract
{
    [Fact]
    public async Task A_missing_topic_is_created_only_when_that_is_asked_for()
    {
        var topics = ContractService.NewTopics(2);
        using var reader = Store.OpenReader();

        var error = await PreparingFails(ContractService.Plans(topics), create: false);

        Assert.All(
            ContractService.Plans(topics),
            plan => Assert.Contains(error.Problems, problem => problem.Contains(plan.Name, StringComparison.Ordinal)));
        Assert.Null(reader.Partitions(topics.Commands));
        await Store.PrepareAsync(ContractService.Plans(topics), create: true, TestContext.Current.CancellationToken);
        Assert.Equal(2, reader.Partitions(topics.Commands));
    }

    [Fact]
    public async Task A_problem_names_its_topic_and_a_remedy()
    {
        var topics = ContractService.NewTopics(1);

        var error = await PreparingFails([ContractService.Plans(topics)[0]], create: false);

        var problem = Assert.Single(error.Problems);
        var told = problem.IndexOf(topics.Commands, StringComparison.Ordinal) + topics.Commands.Length;
        Assert.True(problem.Length > told + 20, $"No remedy: {problem}");
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prepared_topics_may_be_prepared_again_and_keep_their_records()
    {
        using var service = await ContractService.CreateAsync(Store);
        await service.WriteAsync(service.Events(), "kept");

        await Store.PrepareAsync(ContractService.Plans(service.Topics), create: false, TestContext.Current.CancellationToken);
        await Store.PrepareAsync(ContractService.Plans(service.Topics), create: true, TestContext.Current.CancellationToken);

        Assert.Equal(["kept"], service.Values(service.Events()));
    }

    [Fact]
    public async Task A_missing_topic_of_another_service_is_never_created()
    {
        var foreign = ServiceTopics.EventsOf($"{ContractService.NewTopics(1).Service}-foreign");
        using var reader = Store.OpenReader();

        var error = await PreparingFails([new TopicPlan(foreign, null, Owned: false)], create: true);

        Assert.Contains(foreign, Assert.Single(error.Problems), StringComparison.Ordinal);
        Assert.Null(reader.Partitions(foreign));
    }

    [Fact]
    public async Task A_topic_with_another_number_of_partitions_is_refused()
    {
        using var service = await ContractService.CreateAsync(Store, partitions: 2);
        var events = ContractService.Plans(service.Topics)[1];

        var error = await PreparingFails([events with { Partitions = 5 }], create: true);

        var problem = Assert.Single(error.Problems);
        Assert.Contains(service.Topics.Events, problem, StringComparison.Ordinal);
        Assert.Contains("2", problem, StringComparison.Ordinal);
        Assert.Contains("5", problem, StringComparison.Ordinal);
        Assert.Equal(2, service.Reader.Partitions(service.Topics.Events));
    }

    [Fact]
    public async Task Any_number_of_partitions_will_do_for_a_topic_of_another_service()
    {
        using var service = await ContractService.CreateAsync(Store, partitions: 3);

        await Store.PrepareAsync(
            [new TopicPlan(service.Topics.Events, null, Owned: false)], create: false, TestContext.Current.CancellationToken);
    }

    private Task<LogNotReadyException> PreparingFails(IReadOnlyList<TopicPlan> plans, bool create) =>
        Assert.ThrowsAsync<LogNotReadyException>(() => Store.PrepareAsync(plans, create, TestContext.Current.CancellationToken));
}
