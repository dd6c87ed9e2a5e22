namespace Bux.House;

/// <summary>Which room may use which. A new arrow is a decision: it is made here, with its reason.</summary>
public sealed class DirectionTests
{
    private const string Runtime = "src/Bux.Runtime";

    /// <summary>The rooms of the runtime and those that each may use besides itself.</summary>
    private static readonly Dictionary<string, string[]> Rooms = new()
    {
        ["Log"] = [],
        ["Wire"] = [],
        ["Telemetry"] = [],
        ["Engine"] = ["Log", "Wire"],
        ["Embedded"] = ["Log"],
        ["InMemory"] = ["Log", "Embedded"],
        ["Kafka"] = ["Log"],
        ["Client"] = ["Log", "Wire", "Telemetry"],
        ["Projections"] = ["Log", "Wire", "Telemetry"],
        ["Hosting"] = ["Log", "Wire", "Telemetry", "Engine", "InMemory", "Kafka", "Client", "Projections"],
    };

    [Fact]
    public void Every_folder_of_the_runtime_is_a_room_with_rules()
    {
        var folders = Directory.GetDirectories(Path.Combine(SourceTree.Root, Runtime))
            .Where(folder => Path.GetFileName(folder) is not ("bin" or "obj") && Directory.EnumerateFiles(folder, "*.cs").Any())
            .Select(Path.GetFileName);
        Assert.Equal(Rooms.Keys.Order(StringComparer.Ordinal), folders.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_room_uses_only_the_rooms_that_it_may()
    {
        var arrows =
            from room in Rooms
            from file in SourceTree.Files($"{Runtime}/{room.Key}")
            from other in Rooms.Keys
            where other != room.Key && !room.Value.Contains(other)
            where file.Namespaces.Any(name => name == $"Bux.{other}" || name.StartsWith($"Bux.{other}.", StringComparison.Ordinal))
            select $"{file.Path} uses {other}";
        Assert.Empty(arrows);
    }

    [Fact]
    public void Only_the_Kafka_room_sees_the_Kafka_client()
    {
        var files = SourceTree.Files("src").Where(file => !file.Path.StartsWith($"{Runtime}/Kafka/", StringComparison.Ordinal));
        Assert.Empty(files.Where(file => file.Namespaces.Any(name => name.StartsWith("Confluent", StringComparison.Ordinal))).Select(file => file.Path));
    }

    [Fact]
    public void Contracts_depend_on_nothing()
    {
        var project = File.ReadAllText(Path.Combine(SourceTree.Root, "src/Bux.Contracts/Bux.Contracts.csproj"));
        Assert.DoesNotContain("<PackageReference", project, StringComparison.Ordinal);
        var files = SourceTree.Files("src/Bux.Contracts");
        string[] others = [.. Rooms.Keys.Select(room => $"Bux.{room}")];
        Assert.Empty(files.Where(file => file.Namespaces.Any(others.Contains)).Select(file => file.Path));
    }

    [Fact]
    public void Parsing_and_emitting_never_meet()
    {
        Assert.Empty(SourceTree.Files("src/Bux.Generators/Model").Where(file => Uses(file, "Parsing") || Uses(file, "Emitting")).Select(file => file.Path));
        Assert.Empty(SourceTree.Files("src/Bux.Generators/Parsing").Where(file => Uses(file, "Emitting")).Select(file => file.Path));
        Assert.Empty(SourceTree.Files("src/Bux.Generators/Emitting").Where(file => Uses(file, "Parsing")).Select(file => file.Path));
    }

    [Fact]
    public void The_format_of_the_lock_knows_nothing_of_symbols()
    {
        string[] format = ["Acceptance", "LockedContract", "LockFile", "LockReading", "ContractShape", "ShapeChange", "ShapeComparison", "ShapeHash", "ShapeLine", "WirePath"];
        var files = SourceTree.Files("src/Bux.Generators/Locking").Where(file => format.Contains(Path.GetFileNameWithoutExtension(file.Path))).ToArray();

        Assert.Equal(format.Length, files.Length);
        Assert.Empty(files.Where(file => file.Namespaces.Any(name => name.StartsWith("Microsoft", StringComparison.Ordinal)) || Uses(file, "Parsing") || Uses(file, "Emitting")).Select(file => file.Path));
        Assert.Empty(SourceTree.Files("src/Bux.Generators/Model").Concat(SourceTree.Files("src/Bux.Generators/Parsing")).Concat(SourceTree.Files("src/Bux.Generators/Emitting"))
            .Where(file => Uses(file, "Locking")).Select(file => file.Path));
    }

    [Fact]
    public void The_rooms_of_the_analyzers_do_not_use_each_other()
    {
        var folders = Directory.GetDirectories(Path.Combine(SourceTree.Root, "src/Bux.Analyzers")).Select(folder => Path.GetFileName(folder)!).Where(name => name is not ("bin" or "obj" or "Rules")).ToArray();
        Assert.NotEmpty(folders);
        var arrows =
            from room in folders
            from file in SourceTree.Files($"src/Bux.Analyzers/{room}")
            from other in folders
            where other != room && file.Namespaces.Any(name => name == $"Bux.Analyzers.{other}" || name.StartsWith($"Bux.Analyzers.{other}.", StringComparison.Ordinal))
            select $"{file.Path} uses {other}";
        Assert.Empty(arrows);
    }

    [Fact]
    public void What_runs_in_the_compiler_sees_no_editor()
    {
        var files = SourceTree.Files("src/Bux.Analyzers").Concat(SourceTree.Files("src/Bux.Generators"));
        string[] editors = ["Microsoft.CodeAnalysis.CodeFixes", "Microsoft.CodeAnalysis.CodeActions", "Microsoft.CodeAnalysis.Editing", "Microsoft.CodeAnalysis.Formatting"];
        Assert.Empty(files.Where(file => file.Namespaces.Any(name => editors.Any(editor => name.StartsWith(editor, StringComparison.Ordinal)))).Select(file => file.Path));
    }

    [Fact]
    public void A_command_service_needs_nothing_of_the_runtime()
    {
        foreach (var sample in (string[])["Kyc.Contracts", "Kyc.BrokerAccounts", "Kyc.Backoffice"])
        {
            Assert.DoesNotContain("Bux.Runtime", File.ReadAllText(Path.Combine(SourceTree.Root, $"samples/{sample}/{sample}.csproj")), StringComparison.Ordinal);
        }
    }

    private static bool Uses(SourceFile file, string room) => file.Namespaces.Any(name => name == $"Bux.Generators.{room}");
}
