using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Bux.House;

/// <summary>What one reads at a sitting. An exception stands here beside its reason.</summary>
public sealed class SizeTests
{
    private const int LongestFile = 300;
    private const int LongestFunction = 70;

    private static readonly Dictionary<string, string> LongFiles = new();

    private static readonly Dictionary<string, string> LongFunctions = new();

    private static readonly string[] Vague = ["Manager", "Helper", "Helpers", "Utils", "Util", "Utilities", "Base"];

    private static IEnumerable<SourceFile> All => SourceTree.Files("src").Concat(SourceTree.Files("tests")).Concat(SourceTree.Files("samples"))
        .Concat(SourceTree.Files("benchmarks"));

    [Fact]
    public void No_file_is_longer_than_one_reads_at_a_sitting() =>
        Assert.Empty(All.Where(file => file.Lines > LongestFile && !LongFiles.ContainsKey(file.Path)).Select(file => $"{file.Path}: {file.Lines} lines"));

    [Fact]
    public void No_function_is_longer_than_a_screen()
    {
        var long_ =
            from file in All
            from function in file.Root.DescendantNodes().Where(node => node is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AccessorDeclarationSyntax)
            let span = function.SyntaxTree.GetLineSpan(function.Span).Span
            let lines = span.End.Line - span.Start.Line + 1
            where lines > LongestFunction
            let name = $"{file.Path}: {(function as MethodDeclarationSyntax)?.Identifier.Text ?? function.Kind().ToString()}"
            where !LongFunctions.ContainsKey(name)
            select $"{name}, {lines} lines";
        Assert.Empty(long_);
    }

    [Fact]
    public void Every_exception_is_still_needed()
    {
        var paths = All.ToDictionary(file => file.Path, file => file.Lines);
        Assert.All(LongFiles.Keys, path => Assert.True(paths.GetValueOrDefault(path) > LongestFile, $"{path} needs no exception any more."));
    }

    [Fact]
    public void Types_have_names_that_say_something() => Assert.Empty(
        from file in SourceTree.Files("src")
        from type in file.Root.DescendantNodes().OfType<BaseTypeDeclarationSyntax>()
        where Vague.Any(word => type.Identifier.Text.EndsWith(word, StringComparison.Ordinal))
        select $"{file.Path}: {type.Identifier.Text}");

    [Fact]
    public void Nothing_is_left_open_in_the_code()
    {
        string[] marks = ["TO" + "DO", "FIX" + "ME", "HA" + "CK", "NotImplemented" + "Exception"];
        Assert.Empty(All.Where(file => marks.Any(mark => file.Text.Contains(mark, StringComparison.Ordinal))).Select(file => file.Path));
    }
}
