using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;

namespace Bux.Analyzers.PersonalData;

/// <summary>What the rules on personal data know of one compilation.</summary>
internal sealed class PersonalKnowledge
{
    /// <summary>How many helpers deep a value is followed.</summary>
    private const int Depth = 6;

    private readonly ConcurrentDictionary<IMethodSymbol, PersonalSummary> _complete = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<(string Method, int Depth), PersonalSummary> _partial = new();
    private readonly Compilation _compilation;

    public PersonalKnowledge(Compilation compilation, BuxSymbols symbols)
    {
        _compilation = compilation;
        Marks = new PersonalMarks(symbols);
        Places = new PersonalPlaces(compilation, symbols, Marks);
        Words = new PersonalWords(compilation, symbols);
    }

    public PersonalMarks Marks { get; }

    public PersonalPlaces Places { get; }

    public PersonalWords Words { get; }

    public static int Deepest => Depth;

    /// <summary>
    /// What a method of this compilation does with its parameters, seen through so many helpers. A summary that no limit has cut short holds
    /// at every depth; another is kept for its depth alone, so that what is reported does not depend on who asked first.
    /// </summary>
    public PersonalSummary SummaryOf(IMethodSymbol method, int depth, CancellationToken cancellation)
    {
        method = method.PartialImplementationPart ?? method;
        if (_complete.TryGetValue(method, out var complete)) return complete;
        if (depth <= 0) return PersonalSummary.Cut;
        var key = (method.GetDocumentationCommentId() ?? method.ToDisplayString(), depth);
        if (_partial.TryGetValue(key, out var partial)) return partial;
        var summary = PersonalFlow.Summarize(this, method, depth, cancellation);
        return summary.IsComplete ? _complete[method] = summary : _partial[key] = summary;
    }

    /// <summary>Whether a method's body is written in this compilation.</summary>
    public bool HasBody(IMethodSymbol method)
    {
        if (method.IsAbstract || method.IsExtern) return false;
        method = method.OriginalDefinition.PartialImplementationPart ?? method.OriginalDefinition;
        return method.DeclaringSyntaxReferences.Any(each => _compilation.ContainsSyntaxTree(each.SyntaxTree) && PersonalBodies.IsBody(each.GetSyntax()));
    }

    /// <summary>The body of a method that is written in this compilation, or null.</summary>
    public IOperation? BodyOf(IMethodSymbol method, CancellationToken cancellation)
    {
        foreach (var reference in method.DeclaringSyntaxReferences)
        {
            if (!_compilation.ContainsSyntaxTree(reference.SyntaxTree)) continue;
            var model = SemanticModels.Of(_compilation, reference.SyntaxTree);
            if (PersonalBodies.Of(model, reference.GetSyntax(cancellation), cancellation).FirstOrDefault() is { } body) return body;
        }

        return null;
    }
}
