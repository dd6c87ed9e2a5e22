using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Bux.House;

/// <summary>A source file of the project.</summary>
internal sealed record SourceFile(string Path, string Text)
{
    private CompilationUnitSyntax? _root;

    public CompilationUnitSyntax Root => _root ??= CSharpSyntaxTree.ParseText(Text, new CSharpParseOptions(LanguageVersion.Preview)).GetCompilationUnitRoot();

    public int Lines => Text.Count(letter => letter == '\n');

    /// <summary>The namespaces that it names: in usings and in qualified names.</summary>
    public IEnumerable<string> Namespaces => Root.DescendantNodes().Select(node => node switch
    {
        UsingDirectiveSyntax { Name: { } name } => name.ToString(),
        QualifiedNameSyntax qualified => qualified.ToString(),
        MemberAccessExpressionSyntax access => access.ToString(),
        _ => null,
    }).OfType<string>().Select(name => name.Replace("global::", "", StringComparison.Ordinal));
}

/// <summary>The project's files.</summary>
internal static class SourceTree
{
    /// <summary>The project's folder: the nearest one above the tests that holds the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The C# files below a folder, without what builds leave.</summary>
    public static IReadOnlyList<SourceFile> Files(string folder) => [.. Directory
        .EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
        .Where(path => !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal) && !path.EndsWith(".verified.cs", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal)
        .Select(path => new SourceFile(path, File.ReadAllText(Path.Combine(Root, path))))];

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Bux.Generators.sln"))) return folder.FullName;
        }

        throw new InvalidOperationException("These tests read the source: run them inside of a checkout.");
    }
}
