using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Bux.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Bux.Generators.Parsing;

/// <summary>
/// What was read from the declarations of a file. Roslyn runs every transform again at every edit, because anything may have changed; but
/// nearly always a body, a comment or a member somewhere else has, and then what was read before is still true. Without this, each edit in a
/// project of 3,000 annotated types would read all their shapes again.
/// </summary>
/// <remarks>
/// It holds no symbol and no compilation, and it goes with the file's tree. Whatever has findings is read again: they have places, and
/// those move with every line.
/// </remarks>
internal static class DeclarationMemory
{
    private static readonly ConditionalWeakTable<SyntaxTree, Memory> Trees = new();
    private static readonly ConditionalWeakTable<Compilation, object> Repeated = new();
    private static readonly ConcurrentDictionary<string, bool> Assemblies = new(StringComparer.Ordinal);

    /// <summary>Reads an annotated type, or remembers what was read from it.</summary>
    public static Parsed<T> Read<T>(
        GeneratorAttributeSyntaxContext context, string step, Func<GeneratorAttributeSyntaxContext, CancellationToken, Parsed<T>> read, CancellationToken cancellation)
        where T : IEquatable<T>
    {
        // The parts of a partial type are in several files, and only one of them is this one.
        if (IsPartial(context.TargetNode)) return read(context, cancellation);
        return Remember(context.TargetNode, context.SemanticModel, step, () => read(context, cancellation), static parsed => parsed.Findings.Count == 0, cancellation);
    }

    /// <summary>Reads a type that may be something or nothing, or remembers what was read from it.</summary>
    public static Parsed<T>? Read<T>(
        GeneratorSyntaxContext context, string step, Func<GeneratorSyntaxContext, CancellationToken, Parsed<T>?> read, CancellationToken cancellation)
        where T : IEquatable<T>
    {
        if (IsPartial(context.Node)) return read(context, cancellation);
        return Remember(context.Node, context.SemanticModel, step, () => read(context, cancellation), static parsed => parsed is null || parsed.Findings.Count == 0, cancellation);
    }

    private static T Remember<T>(SyntaxNode node, SemanticModel model, string step, Func<T> read, Func<T, bool> lasts, CancellationToken cancellation)
    {
        if (!IsRepeated(model.Compilation)) return read();
        var digest = DeclarationDigest.Of(model.Compilation, cancellation);
        var memory = Trees.GetOrCreateValue(node.SyntaxTree);
        var key = (step, node.SpanStart);
        if (memory.Find(key) is { } known && known.Headers == digest.Headers && digest.Has(known.Files)) return (T)known.Value!;
        var value = read();
        if (lasts(value) && model.GetDeclaredSymbol(node, cancellation) is INamedTypeSymbol type)
        {
            // That a type is nothing to read, its headers say.
            var files = value is null ? [] : ReadFiles.Of(type, cancellation).Select(tree => DeclarationDigest.OfMembers(tree, cancellation)).ToArray();
            memory.Set(key, new Remembered(digest.Headers, files, value));
        }

        return value;
    }

    /// <summary>Whether the assembly was compiled before in this process: a build compiles once, and remembering would be for nothing.</summary>
    private static bool IsRepeated(Compilation compilation) => (bool)Repeated.GetValue(
        compilation, static each => !Assemblies.TryAdd(each.AssemblyName ?? "", true));

    private static bool IsPartial(SyntaxNode node) =>
        node.AncestorsAndSelf().OfType<TypeDeclarationSyntax>().Any(type => type.Modifiers.Any(SyntaxKind.PartialKeyword));

    /// <summary>What was read, and what it was read from.</summary>
    private sealed record Remembered(string Headers, string[] Files, object? Value);

    /// <summary>What a file has said. Projects that share a file read it at the same time.</summary>
    private sealed class Memory
    {
        private readonly Dictionary<(string Step, int Place), Remembered> _values = [];

        public Remembered? Find((string, int) key)
        {
            lock (_values) return _values.TryGetValue(key, out var value) ? value : null;
        }

        public void Set((string, int) key, Remembered value)
        {
            lock (_values) _values[key] = value;
        }
    }
}
