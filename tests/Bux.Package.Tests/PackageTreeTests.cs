using System.Reflection.Metadata;
using System.Xml.Linq;

namespace Bux.Package;

/// <summary>What is in the packages.</summary>
public sealed class PackageTreeTests(PackedFeed feed)
{
    [Fact]
    public void Contracts_carries_the_generator_the_analyzers_and_their_fixes() => Assert.Equal(
        [
            "README.md", "analyzers/dotnet/cs/Bux.Analyzers.dll", "analyzers/dotnet/cs/Bux.CodeFixes.dll", "analyzers/dotnet/cs/Bux.Generators.dll", "build/Bux.Contracts.targets", "buildTransitive/Bux.ContractLock.targets", "buildTransitive/Bux.Contracts.targets",
            "buildTransitive/Bux.Schemas.targets", "icon.png", "lib/net10.0/Bux.Contracts.dll", "lib/net10.0/Bux.Contracts.xml", "tasks/netstandard2.0/Bux.Tasks.dll",
        ],
        Tree("Bux.Contracts"));

    [Fact]
    public void Runtime_carries_what_trimming_needs() => Assert.Equal(
        [
            "README.md", "build/Bux.Runtime.targets", "buildTransitive/Bux.Runtime.targets", "icon.png", "lib/net10.0/Bux.Runtime.dll",
            "lib/net10.0/Bux.Runtime.xml",
        ],
        Tree("Bux.Runtime"));

    [Fact]
    public void Sqlite_is_a_plain_library() =>
        Assert.Equal(["README.md", "icon.png", "lib/net10.0/Bux.Sqlite.dll", "lib/net10.0/Bux.Sqlite.xml"], Tree("Bux.Sqlite"));

    [Fact]
    public void Testing_is_a_plain_library() =>
        Assert.Equal(["README.md", "icon.png", "lib/net10.0/Bux.Testing.dll", "lib/net10.0/Bux.Testing.xml"], Tree("Bux.Testing"));

    [Theory]
    [InlineData("Bux.Contracts", "")]
    [InlineData("Bux.Testing", "Bux.Contracts")]
    [InlineData("Bux.Runtime", "Bux.Contracts,Confluent.Kafka,Microsoft.Extensions.DependencyInjection.Abstractions,Microsoft.Extensions.Hosting.Abstractions,Microsoft.Extensions.Logging.Abstractions,Microsoft.Extensions.Options")]
    [InlineData("Bux.Sqlite", "Bux.Runtime,Microsoft.Data.Sqlite")]
    public void A_package_says_what_it_is_and_depends_on_nothing_of_Roslyn(string package, string dependencies)
    {
        var metadata = XDocument.Parse(Text(feed.Read(package)[$"{package}.nuspec"])).Root!.Elements().First();
        string? Value(string name) => metadata.Elements().SingleOrDefault(element => element.Name.LocalName == name)?.Value;

        Assert.Equal((package, feed.Version, "MIT", "README.md", "icon.png"), (Value("id")!, Value("version")!, Value("license")!, Value("readme")!, Value("icon")!));
        Assert.False(string.IsNullOrWhiteSpace(Value("description")));
        Assert.False(string.IsNullOrWhiteSpace(Value("tags")));
        var found = metadata.Descendants().Where(element => element.Name.LocalName == "dependency").ToArray();
        Assert.Equal(dependencies.Split(',', StringSplitOptions.RemoveEmptyEntries), found.Select(each => each.Attribute("id")!.Value));
        // Whoever references the last package of the chain gets the generator and the targets of the first.
        Assert.All(found.Where(each => each.Attribute("id")!.Value.StartsWith("Bux.", StringComparison.Ordinal)), each => Assert.Equal("All", each.Attribute("include")?.Value));
    }

    [Fact]
    public void The_repository_in_a_package_is_the_remote_of_git()
    {
        var nuspec = XDocument.Parse(Text(feed.Read("Bux.Contracts")["Bux.Contracts.nuspec"]));
        var repository = nuspec.Descendants().Single(element => element.Name.LocalName == "repository");
        Assert.Equal(("git", PackedFeed.Remote), (repository.Attribute("type")!.Value, repository.Attribute("url")!.Value));
        Assert.Equal(40, repository.Attribute("commit")!.Value.Length);
    }

    [Fact]
    public void The_icon_is_a_picture_of_128_by_128()
    {
        var icon = feed.Read("Bux.Contracts")["icon.png"];
        Assert.Equal("PNG"u8, icon.AsSpan(1, 3));
        Assert.Equal((128, 128), (icon[19], icon[23]));
    }

    [Theory]
    [InlineData("Bux.Generators")]
    [InlineData("Bux.Analyzers")]
    [InlineData("Bux.CodeFixes", "Bux.Analyzers", "Bux.Generators", "Microsoft.CodeAnalysis.Workspaces", "Microsoft.CodeAnalysis.CSharp.Workspaces", "System.Composition.AttributedModel")]
    public void What_runs_in_the_compiler_uses_the_compiler_and_nothing_else(string assembly, params string[] more)
    {
        using var read = Mono.Cecil.AssemblyDefinition.ReadAssembly(new MemoryStream(feed.Read("Bux.Contracts")[$"analyzers/dotnet/cs/{assembly}.dll"]));
        // The compiler brings all of these: it uses them itself.
        string[] allowed = ["netstandard", "Microsoft.CodeAnalysis", "Microsoft.CodeAnalysis.CSharp", "System.Collections.Immutable", "System.Memory", .. more];
        Assert.Empty(read.MainModule.AssemblyReferences.Select(reference => reference.Name).Except(allowed));
    }

    [Fact]
    public void Every_library_has_symbols_whose_paths_are_the_repositorys_own()
    {
        foreach (var package in PackedFeed.Packages)
        {
            using var provider = MetadataReaderProvider.FromPortablePdbStream(new MemoryStream(feed.Read(package, "snupkg")[$"lib/net10.0/{package}.pdb"]));
            var symbols = provider.GetMetadataReader();
            Assert.All(symbols.Documents, document => Assert.StartsWith("/_/", symbols.GetString(symbols.GetDocument(document).Name), StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Packing_in_another_folder_gives_the_same_bytes()
    {
        foreach (var (package, extension) in from package in PackedFeed.Packages from extension in (string[])["nupkg", "snupkg"] select (package, extension))
        {
            var (first, second) = (feed.Read(package, extension), feed.Read(package, extension, "second"));
            Assert.Equal(first.Keys, second.Keys);
            Assert.Empty(first.Where(file => !file.Value.AsSpan().SequenceEqual(second[file.Key])).Select(file => $"{package}.{extension}: {file.Key}"));
        }
    }

    /// <summary>The files of a package that are its own, not the format's.</summary>
    private IEnumerable<string> Tree(string package) => feed.Read(package).Keys.Where(path =>
        !path.StartsWith("_rels/", StringComparison.Ordinal) && !path.StartsWith("package/", StringComparison.Ordinal)
        && !path.EndsWith(".nuspec", StringComparison.Ordinal) && path != "[Content_Types].xml");

    private static string Text(byte[] bytes) => new StreamReader(new MemoryStream(bytes)).ReadToEnd();
}
