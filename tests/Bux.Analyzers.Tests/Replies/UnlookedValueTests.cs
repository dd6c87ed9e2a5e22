namespace Bux.Analyzers.Tests.Replies;

/// <summary>BUX1101. Every body begins with a reply.</summary>
public sealed class UnlookedValueTests
{
    private const string Sent = "var reply = await commands.SendAsync(new Open(id)); ";

    [Theory]
    [InlineData("Use(reply.Value);", "reply.Value")]
    [InlineData("Use(reply.Value); Use(reply.Value);", "reply.Value")]
    [InlineData("Use(reply!.Value.Number);", "reply!.Value")]
    [InlineData("Use(reply?.Value);", ".Value")]
    [InlineData("Use(reply); Use((await commands.SendAsync(new Open(id))).Value);", "(await commands.SendAsync(new Open(id))).Value")]
    [InlineData("Use(reply); Use(commands.SendAsync(new Open(id)).Result.Value);", "commands.SendAsync(new Open(id)).Result.Value")]
    [InlineData("if (!reply.IsAccepted) Use(reply.Value);", "reply.Value")]
    [InlineData("if (reply.IsAccepted) return; Use(reply.Value);", "reply.Value")]
    [InlineData("if (flag) { if (!reply.IsAccepted) return; } Use(reply.Value);", "reply.Value")]
    [InlineData("if (flag && reply.IsAccepted) Use(1); else Use(reply.Value);", "reply.Value")]
    [InlineData("if (flag || reply.IsAccepted) Use(reply.Value);", "reply.Value")]
    [InlineData("if (reply is null) return; Use(reply.Value);", "reply.Value")]
    [InlineData("if (reply is { } there) Use(there.Value);", "there.Value")]
    [InlineData("if (reply is Reply<Opened>.Rejected) Use(reply.Value);", "reply.Value")]
    [InlineData("if (reply is { Value: { Number: 1 } }) Use(1);", "Value")]
    [InlineData("if (reply.IsAccepted) { reply = await commands.SendAsync(new Open(id)); Use(reply.Value); }", "reply.Value")]
    [InlineData("var other = reply; other = kept!; if (reply.IsAccepted) Use(other.Value);", "other.Value")]
    [InlineData("Func<Opened> read = () => reply.Value; Use(read);", "reply.Value")]
    [InlineData("Opened Read() => reply.Value; Use(Read());", "reply.Value")]
    [InlineData("Use(reply); Use(many.Select(each => each.Value));", "each.Value")]
    [InlineData("Use(reply); foreach (var each in many) Use(each.Value);", "each.Value")]
    [InlineData("Use(reply); Use(many[0].Value);", "many[0].Value")]
    [InlineData("Use(reply); if (many[0].IsAccepted) Use(many[1].Value);", "many[1].Value")]
    [InlineData("Use(reply); Use(kept!.Value);", "kept!.Value")]
    [InlineData("Use(reply); Use((await given).Value);", "(await given).Value")]
    [InlineData("(kept, var number) = (reply, reply.Value); Use(number);", "reply.Value")]
    [InlineData("try { Use(reply.Value); } catch (InvalidOperationException) { }", "reply.Value")]
    [InlineData("try { Use(reply.IsAccepted); } finally { Use(reply.Value); }", "reply.Value")]
    [InlineData("Use($\"{reply.Value}\");", "reply.Value")]
    [InlineData("switch (reply) { case null: break; default: Use(reply.Value); break; }", "reply.Value")]
    [InlineData("Use(reply switch { Reply<Opened>.Faulted => reply.Value, _ => null });", "reply.Value")]
    public async Task A_value_that_is_read_unlooked_is_reported(string body, string marks) =>
        Assert.Equal(marks.Split('|').Select(each => $"BUX1101: {each}"), await Analysis.MarksAsync(Accounts.Client(Sent + body)));

    [Theory]
    [InlineData("if (!reply.IsAccepted) return; Use(reply.Value);")]
    [InlineData("if (!reply.IsAccepted) throw new InvalidOperationException(); Use(reply.Value);")]
    [InlineData("if (reply.IsAccepted == false) return; Use(reply.Value);")]
    [InlineData("if (reply.IsAccepted is false) return; Use(reply.Value);")]
    [InlineData("if (reply is { IsAccepted: false }) return; Use(reply.Value);")]
    [InlineData("Use(reply.IsAccepted ? reply.Value : null);")]
    [InlineData("Use(!reply.IsAccepted ? null : reply.Value);")]
    [InlineData("if (reply is { IsAccepted: true } && reply.Value.Number > 1) Use(1);")]
    [InlineData("if (reply.IsAccepted && reply.Value.Number > 1) Use(1);")]
    [InlineData("if (!reply.IsAccepted || reply.Value.Number > 1) Use(1);")]
    [InlineData("if (reply is { IsAccepted: true, Value: { Number: 1 } }) Use(1);")]
    [InlineData("if (reply is { IsAccepted: true } and { Value: var value }) Use(value);")]
    [InlineData("if (await commands.SendAsync(new Open(id)) is { IsAccepted: true } other && reply.IsAccepted) Use(other.Value);")]
    [InlineData("if (reply is Reply<Opened>.Accepted accepted) Use(accepted.Value);")]
    [InlineData("if (reply is not Reply<Opened>.Accepted) return; Use(reply.Value);")]
    [InlineData("if (reply is Reply<Opened>.Rejected or Reply<Opened>.Faulted) return; Use(reply.Value);")]
    [InlineData("if (reply is Reply<Opened>.Rejected rejected) { Use(rejected); return; } Use(reply.Value);")]
    [InlineData("switch (reply) { case Reply<Opened>.Rejected: return; case Reply<Opened>.Faulted: return; } Use(reply.Value);")]
    [InlineData("switch (reply) { case Reply<Opened>.Accepted: Use(reply.Value); break; }")]
    [InlineData("Use(reply switch { Reply<Opened>.Accepted => reply.Value, _ => null });")]
    [InlineData("Use(reply switch { { IsAccepted: true } => reply.Value, _ => null });")]
    [InlineData("switch (reply.IsAccepted) { case true: Use(reply.Value); break; }")]
    [InlineData("Use(reply.Match(a => reply.Value, r => null!, f => null!)); Use(reply.Value);")]
    [InlineData("while (!reply.IsAccepted) reply = await commands.SendAsync(new Open(id)); Use(reply.Value);")]
    [InlineData("var isFine = reply.IsAccepted; if (isFine) Use(reply.Value);")]
    [InlineData("System.Diagnostics.Debug.Assert(reply.IsAccepted); Use(reply.Value);")]
    [InlineData("if (!reply.IsAccepted) Use(1); Use(reply.Value);")]
    [InlineData("Look(reply); Use(reply.Value);")]
    [InlineData("var accepted = (Reply<Opened>.Accepted)reply; Use(accepted.Response); Use(reply.Value);")]
    [InlineData("if (reply.IsAccepted) { Func<Opened> read = () => reply.Value; Use(read); }")]
    [InlineData("if (!reply.IsAccepted) return; Use(Read()); Opened Read() => reply.Value;")]
    [InlineData("var other = reply; if (!other.IsAccepted) return; var third = other; Use(third.Value);")]
    [InlineData("if (!reply.IsAccepted) return; kept = reply; Use(kept.Value);")]
    [InlineData("Use(reply); if (kept is { IsAccepted: true }) Use(kept.Value);")]
    [InlineData("Use(reply); if ((await given).IsAccepted) Use((await given).Value);")]
    [InlineData("Use(reply); if (given.Result.IsAccepted) Use(given.Result.Value);")]
    [InlineData("Use(reply); if (many[0].IsAccepted) Use(many[0].Value);")]
    [InlineData("Use(reply); for (var i = 0; i < many.Count; i++) if (many[i].IsAccepted) Use(many[i].Value);")]
    [InlineData("Use(reply); Use(many.Where(each => each.IsAccepted).Select(each => each.Value));")]
    [InlineData("Use(reply); Use(from each in many where each.IsAccepted select each.Value);")]
    [InlineData("Use(reply); if (!many.All(each => each is { IsAccepted: true })) return; foreach (var each in many) Use(each.Value);")]
    [InlineData("Use(reply); foreach (var each in many) { if (!each.IsAccepted) continue; Use(each.Value); }")]
    [InlineData("if ((reply, kept) is ({ IsAccepted: true }, { IsAccepted: true })) { Use(reply.Value); Use(kept.Value); }")]
    [InlineData("try { Use(reply.Value); } catch (CommandRejectedException refused) { Use(refused.Rejection); }")]
    [InlineData("try { Use(1); if (!reply.IsAccepted) return; } finally { Use(2); } Use(reply.Value);")]
    [InlineData("Use(Throws<CommandRejectedException>(() => reply.Value));")]
    [InlineData("Use(IsType<Reply<Opened>.Accepted>(reply)); Use(reply.Value);")]
    [InlineData("if (!flag) return; if (reply.IsAccepted) Use(1); else return; Use(reply.Value);")]
    public async Task A_value_that_is_read_after_a_look_is_not(string body) => Assert.Empty(await Analysis.MarksAsync(Accounts.Client(Sent + body, more: """
        private static T Throws<T>(Func<object> act) where T : Exception => throw new InvalidOperationException();
        private static T IsType<T>(object value) => (T)value;
        """)));

    [Fact]
    public async Task A_function_that_is_given_a_reply_looks_at_it_itself() => Assert.Equal(
        ["BUX1101: reply.Value"],
        await Analysis.MarksAsync(Accounts.Client("Use(id);", "void", "private static long Read(Reply<Opened> reply) => reply.Value.Number;")));

    [Fact]
    public async Task The_value_of_anything_else_is_not_meant() => Assert.Empty(
        await Analysis.MarksAsync(Accounts.Client("int? n = flag ? 1 : null; Use(n!.Value); Use(new Lazy<int>(() => 1).Value);", "void")));
}
