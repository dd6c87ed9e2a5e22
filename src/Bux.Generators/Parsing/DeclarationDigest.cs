using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Bux.Generators.Parsing;

/// <summary>
/// Hashes of what readers can learn of a compilation. <see cref="Headers"/> covers what any reading may depend on: the references, and of
/// every file its usings, types, attributes, bases, constants and enums. A file's own hash covers its members too, but neither the bodies of
/// methods nor comments and white space. When the headers are the same, and every file that a reading has looked into has the hash that it
/// had, the reading would say the same again.
/// </summary>
internal sealed class DeclarationDigest
{
    private static readonly ConditionalWeakTable<Compilation, DeclarationDigest> OfCompilations = new();
    private static readonly ConditionalWeakTable<SyntaxTree, FileDigest> OfFiles = new();
    private static readonly ConditionalWeakTable<MetadataReference, byte[]> References = new();
    private static long _references;

    private readonly HashSet<string> _files = new(StringComparer.Ordinal);

    private DeclarationDigest(Compilation compilation, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var options = (CSharpCompilationOptions)compilation.Options;
        Append(hash, $"{compilation.AssemblyName}\n{options.NullableContextOptions}\n{options.AllowUnsafe}\n");
        AppendReferences(hash, compilation);
        foreach (var tree in compilation.SyntaxTrees)
        {
            cancellation.ThrowIfCancellationRequested();
            var file = OfFile(tree, cancellation);
            Append(hash, file.Headers);
            _files.Add(file.Members);
        }

        Headers = Text(hash);
    }

    /// <summary>The hash of all headers.</summary>
    public string Headers { get; }

    public static DeclarationDigest Of(Compilation compilation, CancellationToken cancellation) =>
        OfCompilations.TryGetValue(compilation, out var known) ? known : OfCompilations.GetValue(compilation, each => new DeclarationDigest(each, cancellation));

    /// <summary>A hash of the references alone.</summary>
    public static string OfReferences(Compilation compilation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        AppendReferences(hash, compilation);
        return Text(hash);
    }

    /// <summary>The hash of a file.</summary>
    public static string OfMembers(SyntaxTree tree, CancellationToken cancellation) => OfFile(tree, cancellation).Members;

    /// <summary>Whether the compilation has files with all of these hashes.</summary>
    public bool Has(string[] files)
    {
        foreach (var file in files)
        {
            if (!_files.Contains(file)) return false;
        }

        return true;
    }

    /// <summary>A reference is told by its object: the compiler keeps it for as long as what it refers to is the same.</summary>
    private static void AppendReferences(IncrementalHash hash, Compilation compilation)
    {
        foreach (var reference in compilation.References)
        {
            hash.AppendData(References.GetValue(reference, static _ => BitConverter.GetBytes(Interlocked.Increment(ref _references))));
        }
    }

    private static FileDigest OfFile(SyntaxTree tree, CancellationToken cancellation) =>
        OfFiles.TryGetValue(tree, out var known) ? known : OfFiles.GetValue(tree, each => new FileDigest(
            Digest(each, static node => !IsBody(node) && !IsMember(node), cancellation),
            Digest(each, static node => !IsBody(node), cancellation)));

    private static string Digest(SyntaxTree tree, Func<SyntaxNode, bool> descend, CancellationToken cancellation)
    {
        var text = new StringBuilder(tree.Options.ToString()).Append('\n').Append(string.Join(",", tree.Options.PreprocessorSymbolNames)).Append('\n');
        foreach (var token in tree.GetRoot(cancellation).DescendantTokens(descend))
        {
            if (token.ContainsDirectives)
            {
                foreach (var trivia in token.LeadingTrivia.Where(trivia => trivia.IsDirective)) text.Append(trivia.ToFullString()).Append('\n');
            }

            text.Append(token.Text).Append('\n');
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, text.ToString());
        return Text(hash);
    }

    /// <summary>
    /// Whether a node is what a method does, not what it is. Initializers stay, because constants are among them, and so do the bodies of
    /// properties, which say whether there is a field behind them.
    /// </summary>
    private static bool IsBody(SyntaxNode node) =>
        node is GlobalStatementSyntax || (node is BlockSyntax or ArrowExpressionClauseSyntax && node.Parent is BaseMethodDeclarationSyntax);

    /// <summary>Whether only a reader that looks into the type can know of it. Constants can be meant anywhere.</summary>
    private static bool IsMember(SyntaxNode node) => node switch
    {
        FieldDeclarationSyntax field => !field.Modifiers.Any(SyntaxKind.ConstKeyword),
        BaseMethodDeclarationSyntax or BasePropertyDeclarationSyntax or EventFieldDeclarationSyntax => true,
        ParameterListSyntax list => list.Parent is TypeDeclarationSyntax,
        _ => false,
    };

    private static void Append(IncrementalHash hash, string text) => hash.AppendData(Encoding.UTF8.GetBytes(text));

    private static string Text(IncrementalHash hash) => Convert.ToBase64String(hash.GetHashAndReset());

    private sealed class FileDigest(string headers, string members)
    {
        public string Headers => headers;

        public string Members => members;
    }
}
