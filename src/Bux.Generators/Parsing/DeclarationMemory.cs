using System.Runtime.CompilerServices;
using Bux.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Bux.Generators.Parsing;

/// <summary>
/// What was read from the declarations of a file. Roslyn runs every transform again at every edit, because anything may have changed; but
/// nearly always a body or a comment has, and then what was read before is still true. Without this, an edit in a project of 3,000
/// annotated types would read all their shapes again.
/// </summary>
/// <remarks>
/// It holds no symbol and no compilation, and it goes with the file's tree. Whatever has findings is read again: they have places, and
/// those move with every line.
/// </remarks>
internal static class DeclarationMemory
{
    private static readonly ConditionalWeakTable<SyntaxTree, Memory> Trees = new();

    /// <summary>Reads an annotated type, or remembers what was read from it.</summary>
    public static Parsed<T> Read<T>(
        GeneratorAttributeSyntaxContext context, string step, Func<GeneratorAttributeSyntaxContext, CancellationToken, Parsed<T>> read, CancellationToken cancellation)
        where T : IEquatable<T>
    {
        // The parts of a partial type are in several files, and only one of them is this one.
        if (IsPartial(context.TargetNode)) return read(context, cancellation);
        return Remember(context.TargetNode, context.SemanticModel.Compilation, step, () => read(context, cancellation), static parsed => parsed.Findings.Count == 0, cancellation);
    }

    /// <summary>Reads a type that may be something or nothing, or remembers what was read from it.</summary>
    public static Parsed<T>? Read<T>(
        GeneratorSyntaxContext context, string step, Func<GeneratorSyntaxContext, CancellationToken, Parsed<T>?> read, CancellationToken cancellation)
        where T : IEquatable<T>
    {
        if (IsPartial(context.Node)) return read(context, cancellation);
        return Remember(context.Node, context.SemanticModel.Compilation, step, () => read(context, cancellation), static parsed => parsed is null || parsed.Findings.Count == 0, cancellation);
    }

    private static T Remember<T>(SyntaxNode node, Compilation compilation, string step, Func<T> read, Func<T, bool> lasts, CancellationToken cancellation)
    {
        var digest = DeclarationDigest.Of(compilation, cancellation);
        var memory = Trees.GetOrCreateValue(node.SyntaxTree);
        if (memory.TryGet(digest, (step, node.SpanStart), out var known)) return (T)known!;
        var value = read();
        if (lasts(value)) memory.Set(digest, (step, node.SpanStart), value);
        return value;
    }

    private static bool IsPartial(SyntaxNode node) =>
        node.AncestorsAndSelf().OfType<TypeDeclarationSyntax>().Any(type => type.Modifiers.Any(SyntaxKind.PartialKeyword));

    /// <summary>What a tree has said under one digest. Projects that share a file read it at the same time.</summary>
    private sealed class Memory
    {
        private readonly Dictionary<(string Step, int Place), object?> _values = [];
        private string _digest = "";

        public bool TryGet(string digest, (string, int) key, out object? value)
        {
            value = null;
            lock (_values) return _digest == digest && _values.TryGetValue(key, out value);
        }

        public void Set(string digest, (string, int) key, object? value)
        {
            lock (_values)
            {
                if (_digest != digest)
                {
                    _values.Clear();
                    _digest = digest;
                }

                _values[key] = value;
            }
        }
    }
}
