namespace Bux.Package;

/// <summary>What a user gets who references the packages: each project is built with warnings as errors, and runs a command.</summary>
public sealed class ConsumerTests(PackedFeed feed)
{
    [Theory]
    [InlineData("<Nullable>enable</Nullable><ImplicitUsings>enable</ImplicitUsings>")]
    [InlineData("<LangVersion>13</LangVersion><Nullable>enable</Nullable>")]
    [InlineData("<Nullable>disable</Nullable><ImplicitUsings>disable</ImplicitUsings>")]
    public async Task A_project_that_references_the_runtime_handles_a_command(string properties)
    {
        var consumer = new Consumer(feed, "direct").Add("Direct", ["Bux.Runtime"], Together(), properties);

        Assert.Equal(Consumer.Answers, await consumer.RunAsync("Direct"));
    }

    [Fact]
    public async Task A_service_in_a_library_gets_the_generator_and_its_host_gets_it_through_the_runtime()
    {
        var consumer = new Consumer(feed, "transitive")
            .Add("Accounts", ["Bux.Contracts"], Consumer.Service)
            .Add("Middle", ["Accounts"], "namespace Middle { public sealed class Nothing; }")
            .Add("Host", ["Middle", "Bux.Runtime"], Consumer.Program);

        Assert.Equal(Consumer.Answers, await consumer.RunAsync("Host"));
        using var middle = Mono.Cecil.AssemblyDefinition.ReadAssembly(Path.Combine(consumer.Folder, "Middle", "bin", "Debug", "net10.0", "Middle.dll"));
        Assert.DoesNotContain(middle.MainModule.Types, type => type.Namespace.StartsWith("Bux", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Two_services_that_see_each_others_internals_are_both_dispatched_to()
    {
        const string Friends = """
            [assembly: System.Runtime.CompilerServices.InternalsVisibleTo("Customers")]
            [assembly: System.Runtime.CompilerServices.InternalsVisibleTo("Host")]
            """;
        var customers = Friends.Replace("Customers", "Accounts", StringComparison.Ordinal) + "\n"
            + Consumer.Service.Replace("accounts", "customers", StringComparison.Ordinal).Replace("namespace Accounts", "namespace Customers", StringComparison.Ordinal);
        var program = Consumer.Program
            .Replace("bux.AddAccounts()", "bux.AddAccounts().AddCustomers()", StringComparison.Ordinal)
            .Replace("await host.StopAsync();", """
                Console.WriteLine((await commands.SendAsync(new Customers.OpenAccount("A-1"))).IsAccepted);
                await host.StopAsync();
                """, StringComparison.Ordinal);
        var consumer = new Consumer(feed, "friends")
            .Add("Accounts", ["Bux.Contracts"], Sort(Friends + "\n" + Consumer.Service))
            .Add("Customers", ["Accounts", "Bux.Contracts"], Sort(customers))
            .Add("Host", ["Accounts", "Customers", "Bux.Runtime"], program);

        string[] expected = [.. Consumer.Answers, "True"];
        Assert.Equal(expected, await consumer.RunAsync("Host"));
    }

    [Fact]
    public async Task A_compiler_or_a_language_that_is_too_old_is_an_error_with_a_remedy()
    {
        var consumer = new Consumer(feed, "old").Add("Old", ["Bux.Contracts"], Consumer.Service);

        var language = await consumer.BuildAsync("Old", "-p:LangVersion=12");
        Assert.NotEqual(0, language.ExitCode);
        Assert.Contains("error BUX0101", language.Output, StringComparison.Ordinal);
        var compiler = await consumer.BuildAsync("Old", "-p:CompilerApiVersion=roslyn4.8");
        Assert.NotEqual(0, compiler.ExitCode);
        Assert.Contains("error BUX0100", compiler.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mutator_that_is_not_pure_does_not_compile_in_a_project_that_references_the_package()
    {
        var impure = Consumer.Service.Replace("new Account(e.Id);", "new Account(e.Id + System.DateTime.UtcNow.Ticks);", StringComparison.Ordinal);
        var consumer = new Consumer(feed, "impure").Add("Impure", ["Bux.Contracts"], impure);

        var built = await consumer.BuildAsync("Impure");
        Assert.NotEqual(0, built.ExitCode);
        Assert.Contains("error BUX1002: AccountMutator.Create uses DateTime.UtcNow", built.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_project_that_references_the_package_accepts_its_contracts_and_keeps_to_them()
    {
        var consumer = new Consumer(feed, "locked").Add("Locked", ["Bux.Contracts"], Consumer.Service, "<Nullable>enable</Nullable><BuxContractLock>enable</BuxContractLock>");

        Assert.Contains("error BUX2001", (await consumer.BuildAsync("Locked")).Output, StringComparison.Ordinal);
        (await consumer.BuildAsync("Locked", "-t:BuxAcceptContracts")).Succeeded();
        (await consumer.BuildAsync("Locked")).Succeeded();

        var changed = Consumer.Service.Replace("AccountOpenedEventV1(string Id);", "AccountOpenedEventV1(string Id, int Age);", StringComparison.Ordinal);
        await File.WriteAllTextAsync(Path.Combine(consumer.Folder, "Locked", "Source.cs"), changed);
        Assert.Contains("error BUX2004", (await consumer.BuildAsync("Locked")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_native_program_handles_a_command()
    {
        NativeTools.SkipIfMissing();
        var consumer = new Consumer(feed, "native").Add("Native", ["Bux.Runtime"], Together(), "<Nullable>enable</Nullable><PublishAot>true</PublishAot>");

        Assert.Equal(Consumer.Answers, await consumer.PublishAndRunAsync("Native"));
    }

    /// <summary>Program and service in one file: usings, the program's statements, then the types.</summary>
    private static string Together() => Sort(Consumer.Program + "\n" + Consumer.Service.Replace("[assembly: ServiceContracts(\"accounts\")]", "", StringComparison.Ordinal))
        .Replace("var builder", "[assembly: ServiceContracts(\"accounts\")]\n\nvar builder", StringComparison.Ordinal);

    /// <summary>Puts the usings of several files in front, each once.</summary>
    private static string Sort(string source)
    {
        var lines = source.Split('\n');
        bool IsUsing(string line) => line.StartsWith("using ", StringComparison.Ordinal) && !line.StartsWith("using var", StringComparison.Ordinal);
        return string.Join('\n', lines.Where(IsUsing).Distinct().Concat(lines.Where(line => !IsUsing(line))));
    }
}
