using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Bux.Generators.Model;

/// <summary>A place in the user's source, without the tree that it belongs to.</summary>
internal sealed record LocationInfo(string Path, TextSpan Span, LinePositionSpan Lines)
{
    public static LocationInfo? Of(Location? location) =>
        location?.SourceTree is { } tree ? new LocationInfo(tree.FilePath, location.SourceSpan, location.GetLineSpan().Span) : null;

    /// <summary>The place in the tree of a compilation; without one of this path, as far as path and lines tell it.</summary>
    public Location In(Compilation compilation) =>
        compilation.SyntaxTrees.FirstOrDefault(tree => tree.FilePath == Path && tree.Length >= Span.End) is { } tree
            ? Location.Create(tree, Span) : Location.Create(Path, Span, Lines);
}

/// <summary>A diagnostic before it is one: its id, its place and what its message names.</summary>
internal sealed record Finding(string Id, LocationInfo? At, EquatableArray<string> Arguments)
{
    public static Finding Of(DiagnosticDescriptor rule, LocationInfo? at, params string[] arguments) =>
        new(rule.Id, at, new EquatableArray<string>(arguments));
}

/// <summary>What was read from one annotated type: facts for the source, and findings with places for the diagnostics.</summary>
/// <remarks>An unsound declaration has findings; it takes no part in the generated source, but the rules still know of it.</remarks>
internal sealed record Parsed<T>(T Model, bool Sound, LocationInfo? At, EquatableArray<Finding> Findings) where T : IEquatable<T>
{
    /// <summary>The same without places and findings: what the source depends on.</summary>
    public Parsed<T> Placeless() => new(Model, Sound, null, EquatableArray<Finding>.Empty);
}
