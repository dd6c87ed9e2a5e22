namespace Bux.Analyzers.Tests.Replies;

/// <summary>BUX1100.</summary>
public sealed class DiscardedReplyTests
{
    [Theory]
    [InlineData("await commands.SendAsync(new Open(id));", "await commands.SendAsync(new Open(id))")]
    [InlineData("await commands.SendAsync(new Open(id)).ConfigureAwait(false);", "await commands.SendAsync(new Open(id)).ConfigureAwait(false)")]
    [InlineData("commands.SendAsync(new Open(id));", "commands.SendAsync(new Open(id))")]
    [InlineData("commands.SendAsync(new Open(id)).Wait();", "commands.SendAsync(new Open(id)).Wait()")]
    [InlineData("commands.SendAsync(new Open(id)).GetAwaiter().GetResult();", "commands.SendAsync(new Open(id)).GetAwaiter().GetResult()")]
    [InlineData("ICommandClient? c = commands; c?.SendAsync(new Open(id)).Wait();", "c?.SendAsync(new Open(id)).Wait()")]
    [InlineData("ICommandClient? c = commands; c?.SendAsync(new Open(id));", "c?.SendAsync(new Open(id))")]
    [InlineData("var reply = await commands.SendAsync(new Open(id));", "reply")]
    [InlineData("Reply<Opened> reply; reply = await commands.SendAsync(new Open(id));", "reply")]
    [InlineData("var task = commands.SendAsync(new Open(id));", "task")]
    [InlineData("var (reply, number) = (await commands.SendAsync(new Open(id)), 1); Use(number);", "reply")]
    [InlineData("Reply<Opened>? reply = null; (reply, _) = (await commands.SendAsync(new Open(id)), 1);", "reply")]
    [InlineData("foreach (var reply in many) Use(1);", "reply")]
    [InlineData("await given;", "await given")]
    [InlineData("await given.WaitAsync(cancellation);", "await given.WaitAsync(cancellation)")]
    [InlineData("var task = commands.SendAsync(new Open(id)); await task;", "await task")]
    [InlineData("await Task.WhenAll(commands.SendAsync(new Open(id)), given); Use(await given);", "commands.SendAsync(new Open(id))")]
    [InlineData("await Task.WhenAll(commands.SendAsync(new Open(id)), commands.SendAsync(new Close(id)));", "commands.SendAsync(new Open(id))|commands.SendAsync(new Close(id))")]
    [InlineData("await Task.WhenAll(many.Select(each => commands.SendAsync(new Open(id))));", "await Task.WhenAll(many.Select(each => commands.SendAsync(new Open(id))))")]
    [InlineData("Task.WaitAll([commands.SendAsync(new Open(id))]);", "commands.SendAsync(new Open(id))")]
    [InlineData("Action act = () => commands.SendAsync(new Open(id)); act();", "commands.SendAsync(new Open(id))")]
    [InlineData("Action act = async () => await commands.SendAsync(new Open(id)); act();", "await commands.SendAsync(new Open(id))")]
    [InlineData("Func<Task> act = async () => await commands.SendAsync(new Open(id)); await act();", "await commands.SendAsync(new Open(id))")]
    [InlineData("Func<Task> act = () => commands.SendAsync(new Open(id)); await act();", "commands.SendAsync(new Open(id))")]
    [InlineData("await Parallel.ForEachAsync(many, async (each, c) => await commands.SendAsync(new Open(id), c));", "await commands.SendAsync(new Open(id), c)")]
    [InlineData("async Task Inner() => await commands.SendAsync(new Open(id)); await Inner();", "await commands.SendAsync(new Open(id))")]
    [InlineData("Task Inner() => commands.SendAsync(new Open(id)); await Inner();", "commands.SendAsync(new Open(id))")]
    [InlineData("for (;; await commands.SendAsync(new Open(id))) if (flag) break;", "await commands.SendAsync(new Open(id))")]
    [InlineData("await Tell(new Open(id));", "await Tell(new Open(id))")]
    [InlineData("await Later(new Open(id));", "await Later(new Open(id))")]
    [InlineData("await foreach (var _ in Stream()) await commands.SendAsync(new Open(id));", "await commands.SendAsync(new Open(id))")]
    [InlineData("await foreach (var reply in Stream()) { }", "reply")]
    [InlineData("TryTell(out var reply);", "reply")]
    [InlineData("Use(nameof(flag)); var reply = await commands.SendAsync(new Open(id)); Use(nameof(reply));", "reply")]
    public async Task A_discarded_reply_is_reported(string body, string marks) =>
        Assert.Equal(marks.Split('|').Select(each => $"BUX1100: {each}"), await Analysis.MarksAsync(Accounts.Client(body, more: More)));

    [Theory]
    [InlineData("_ = await commands.SendAsync(new Open(id));")]
    [InlineData("_ = commands.SendAsync(new Open(id));")]
    [InlineData("var reply = await commands.SendAsync(new Open(id)); Use(reply);")]
    [InlineData("var reply = await commands.SendAsync(new Open(id)); _ = reply;")]
    [InlineData("kept = await commands.SendAsync(new Open(id));")]
    [InlineData("many.Add(await commands.SendAsync(new Open(id)));")]
    [InlineData("many[0] = await commands.SendAsync(new Open(id));")]
    [InlineData("kept ??= await commands.SendAsync(new Open(id));")]
    [InlineData("await commands.SendAsync(new Open(id)).ContinueWith(task => Use(task.Result));")]
    [InlineData("(await commands.SendAsync(new Open(id))).Log();")]
    [InlineData("(await commands.SendAsync(new Open(id))).Match(_ => 1, _ => 2, _ => 3);")]
    [InlineData("Use(await commands.SendAsync(new Open(id)));")]
    [InlineData("Func<Task<Reply<Opened>>> act = () => commands.SendAsync(new Open(id)); Use(await act());")]
    [InlineData("Func<Task> act = () => (Task)commands.SendAsync(new Open(id)); await act();")]
    [InlineData("var one = commands.SendAsync(new Open(id)); var two = commands.SendAsync(new Close(id)); await Task.WhenAll(one, two); Use(one.Result); Use(await two);")]
    [InlineData("var tasks = many.Select(each => commands.SendAsync(new Open(id))).ToList(); await Task.WhenAll(tasks); foreach (var task in tasks) Use(await task);")]
    [InlineData("foreach (var reply in await Task.WhenAll(many.Select(each => commands.SendAsync(new Open(id))))) Use(reply);")]
    [InlineData("await given; Use(given.Result);")]
    [InlineData("await Throws<TimeoutException>(() => commands.SendAsync(new Open(id)));")]
    [InlineData("await Throws<TimeoutException>(async () => await commands.SendAsync(new Open(id)));")]
    [InlineData("if (flag) { var reply = await commands.SendAsync(new Open(id)); if (reply is { IsAccepted: true }) return; }")]
    [InlineData("TryTell(out _);")]
    [InlineData("await Task.Delay(1); Use(string.Concat(id, id)); id.ToString();")]
    public async Task A_reply_that_somebody_has_is_not(string body) => Assert.Empty(await Analysis.MarksAsync(Accounts.Client(body, more: More)));

    [Fact]
    public async Task A_reply_that_is_returned_is_not() => Assert.Empty(await Analysis.MarksAsync(Accounts.Client(
        "return commands.SendAsync(new Open(id));", "Task<Reply<Opened>>", "public Task<Reply<Opened>> Other() => commands.SendAsync(new Open(\"\")); public async ValueTask<Reply<Opened>> Third() => await Other();")));

    [Fact]
    public async Task A_method_that_returns_a_mere_task_hides_the_reply() => Assert.Equal(
        ["BUX1100: commands.SendAsync(new Open(id))"], await Analysis.MarksAsync(Accounts.Client("return commands.SendAsync(new Open(id));", "Task")));

    [Fact]
    public async Task The_message_names_the_command()
    {
        var found = Assert.Single(await Analysis.RunAsync(Analysis.Compilation(Analysis.Usings + Accounts.Client("await commands.SendAsync(new Open(id));"))));

        Assert.StartsWith("The reply of Open is discarded", found.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    private const string More = """
        private Task<Reply<T>> Tell<T>(ICommand<T> command) => commands.SendAsync(command);
        private async ValueTask<Reply<T>> Later<T>(ICommand<T> command) => await commands.SendAsync(command);
        private async IAsyncEnumerable<Reply<Opened>> Stream() { yield return await commands.SendAsync(new Open("")); }
        private bool TryTell(out Reply<Opened> reply) { reply = new Opened(1); return true; }
        private static Task<T> Throws<T>(Func<Task> act) where T : Exception => throw new InvalidOperationException();
        """;
}
