using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Bux.Generators.Parsing;

/// <summary>
/// A hash of all that readers can learn of a compilation: every declaration without the bodies of its methods, without comments and white
/// space, and the references. Under an equal digest, a declaration that stands in the same file says the same.
/// </summary>
internal static class DeclarationDigest
{
    private static readonly ConditionalWeakTable<Compilation, string> OfCompilations = new();
    private static readonly ConditionalWeakTable<SyntaxTree, byte[]> OfTrees = new();
    private static readonly ConditionalWeakTable<MetadataReference, byte[]> References = new();
    private static long _references;

    public static string Of(Compilation compilation, CancellationToken cancellation)
    {
        if (OfCompilations.TryGetValue(compilation, out var known)) return known;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var options = (CSharpCompilationOptions)compilation.Options;
        Append(hash, $"{compilation.AssemblyName}\n{options.NullableContextOptions}\n{options.AllowUnsafe}");
        AppendReferences(hash, compilation);
        foreach (var tree in compilation.SyntaxTrees)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!OfTrees.TryGetValue(tree, out var digest)) digest = OfTrees.GetValue(tree, each => Digest(each, cancellation));
            hash.AppendData(digest);
        }

        var text = Convert.ToBase64String(hash.GetHashAndReset());
        return OfCompilations.GetValue(compilation, _ => text);
    }

    /// <summary>A hash of the references alone.</summary>
    public static string OfReferences(Compilation compilation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        AppendReferences(hash, compilation);
        return Convert.ToBase64String(hash.GetHashAndReset());
    }

    /// <summary>A reference is told by its object: the compiler keeps it for as long as what it refers to is the same.</summary>
    private static void AppendReferences(IncrementalHash hash, Compilation compilation)
    {
        foreach (var reference in compilation.References)
        {
            hash.AppendData(References.GetValue(reference, static _ => BitConverter.GetBytes(Interlocked.Increment(ref _references))));
        }
    }

    private static byte[] Digest(SyntaxTree tree, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var text = new StringBuilder(tree.Options.ToString()).Append('\n').Append(string.Join(",", tree.Options.PreprocessorSymbolNames)).Append('\n');
        // Constructs that only a walk into every token would show, such as `file` types, are modifiers and so among the tokens.
        foreach (var token in tree.GetRoot(cancellation).DescendantTokens(static node => !IsBody(node)))
        {
            if (token.ContainsDirectives)
            {
                foreach (var trivia in token.LeadingTrivia.Where(trivia => trivia.IsDirective)) text.Append(trivia.ToFullString()).Append('\n');
            }

            text.Append(token.Text).Append('\n');
        }

        Append(hash, text.ToString());
        return hash.GetHashAndReset();
    }

    /// <summary>
    /// Whether a node is what a method does, not what it is. Initializers stay, because constants are among them, and so do the bodies of
    /// properties, which say whether there is a field behind them.
    /// </summary>
    private static bool IsBody(SyntaxNode node) =>
        node is GlobalStatementSyntax || (node is BlockSyntax or ArrowExpressionClauseSyntax && node.Parent is BaseMethodDeclarationSyntax);

    private static void Append(IncrementalHash hash, string text) => hash.AppendData(Encoding.UTF8.GetBytes(text));
}
