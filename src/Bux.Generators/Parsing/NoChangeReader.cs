using Bux.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Bux.Generators.Parsing;

/// <summary>Reads one <c>[NoStateChange&lt;TEvent&gt;]</c> of a mutator.</summary>
internal static class NoChangeReader
{
    /// <summary>Reads the attribute, or returns null; unless the compiler itself complains there is a finding then.</summary>
    /// <param name="state">The state that the mutator evolves, when it is known.</param>
    public static FoldModel? Read(
        INamedTypeSymbol mutator, AttributeData attribute, ITypeSymbol? state, Compilation compilation, List<Finding> findings, CancellationToken cancellation)
    {
        var type = attribute.AttributeClass!.TypeArguments[0];
        if (type.TypeKind == TypeKind.Error) return null;
        var place = LocationInfo.Of(attribute.ApplicationSyntaxReference?.GetSyntax(cancellation).GetLocation()) ?? Symbols.Place(mutator);
        if (type is not INamedTypeSymbol named || Symbols.Attribute(named, Declared.Event) is not { } declaration)
        {
            findings.Add(Finding.Of(DiagnosticDescriptors.NoChangeOfNoEvent, place, mutator.Name, Symbols.Short(type), "is no event"));
            return null;
        }

        var service = state is not null && Symbols.Attribute(state, Declared.State) is { } own ? Symbols.Positional(own) as string : null;
        var origin = Declared.ServiceOf(declaration, named.ContainingAssembly);
        if (service is not null && origin is not null && origin != service)
        {
            findings.Add(Finding.Of(DiagnosticDescriptors.NoChangeOfNoEvent, place, mutator.Name, named.Name, $"is an event of {origin}, not of {service}"));
            return null;
        }

        if (Declared.Contract(named, compilation) is not { } contract)
        {
            findings.Add(Finding.Of(DiagnosticDescriptors.ForeignContractUnknown, place, named.Name, named.ContainingAssembly.Name));
            return null;
        }

        // What the event holds cannot matter to the state; that it does nothing is a part of the fold.
        return new FoldModel(
            contract, named.Name, FoldKind.NoChange, Symbols.WithBases(named).Count(), Symbols.MentionsObsolete(named), "no change by " + Symbols.Text(named));
    }
}
