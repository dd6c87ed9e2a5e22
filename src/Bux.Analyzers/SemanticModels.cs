using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace Bux.Analyzers;

/// <summary>
/// The semantic models of a compilation, one for each file. A model keeps what it has bound, so that the rules which follow calls into other
/// bodies bind each of them once for all, and the driver with them. They go when the compilation goes.
/// </summary>
internal static class SemanticModels
{
    private static readonly ConditionalWeakTable<Compilation, ConcurrentDictionary<SyntaxTree, SemanticModel>> Models = new();

    public static SemanticModel Of(Compilation compilation, SyntaxTree tree) =>
#pragma warning disable RS1030 // What a method calls is in other files than the one that is analyzed.
        Models.GetValue(compilation, static _ => new()).GetOrAdd(tree, each => compilation.GetSemanticModel(each));
#pragma warning restore RS1030
}
