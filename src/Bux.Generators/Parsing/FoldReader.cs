using Bux.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Bux.Generators.Parsing;

/// <summary>Reads one method <c>Create</c> or <c>Apply</c> of a mutator.</summary>
internal sealed class FoldReader(
    INamedTypeSymbol mutator, IMethodSymbol method, Compilation compilation, List<Finding> findings, CancellationToken cancellation)
{
    /// <summary>Reads the method, or returns null; unless the compiler itself complains there is a finding then.</summary>
    /// <param name="state">The state that the mutator's other methods return, or null before the first.</param>
    public FoldModel? Read(ref ITypeSymbol? state)
    {
        var returned = method.ReturnType;
        if (returned.TypeKind == TypeKind.Error || method.Parameters.Any(parameter => parameter.Type.TypeKind == TypeKind.Error)) return null;
        if (!compilation.IsSymbolAccessibleWithin(method, compilation.Assembly)) return Refuse("is not visible to generated code");
        if (method.IsGenericMethod) return Refuse("is generic");
        if (method.Parameters.Any(parameter => parameter.RefKind is not (RefKind.None or RefKind.In))) return Refuse("takes something by reference");
        if (returned is not INamedTypeSymbol || Symbols.Attribute(returned, Declared.State) is null) return Refuse($"returns {Symbols.Short(returned)}, which is no state");
        if (returned.IsReferenceType && returned.NullableAnnotation == NullableAnnotation.Annotated) return Refuse("may return null; a state, once made, stays");
        if (state is not null && !SymbolEqualityComparer.Default.Equals(state, returned)) return Refuse($"evolves {returned.Name}, but other methods evolve {state.Name}");

        if (Kind(returned) is not { } kind) return null;
        var taken = (INamedTypeSymbol)method.Parameters[method.Parameters.Length - 1].Type;
        if (Declared.Contract(taken, compilation) is not { } contract)
        {
            findings.Add(Finding.Of(DiagnosticDescriptors.ForeignContractUnknown, Symbols.Place(method), taken.Name, taken.ContainingAssembly.Name));
            return null;
        }

        state = returned;
        var shapes = new ShapeReader(compilation, null, cancellation);
        shapes.ReadRoot(taken);
        var obsolete = Symbols.IsObsolete(method) || Symbols.MentionsObsolete(taken);
        return new FoldModel(contract, taken.Name, kind, Symbols.WithBases(taken).Count(), obsolete, ShapeText.Of(shapes.Codecs));
    }

    private FoldKind? Kind(ITypeSymbol state)
    {
        var parameters = method.Parameters;
        var count = method.Name == "Create" ? 1 : 2;
        if (parameters.Length != count || !IsEvent(parameters[count - 1].Type))
        {
            Refuse(count == 1 ? "does not take exactly one event" : "does not take exactly a state and an event");
            return null;
        }

        if (count == 1) return FoldKind.Create;
        var before = parameters[0].Type;
        if (before is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable
            && SymbolEqualityComparer.Default.Equals(nullable.TypeArguments[0], state)) return FoldKind.ApplyToNullableStruct;
        if (SymbolEqualityComparer.Default.Equals(before, state))
        {
            return before.IsReferenceType && before.NullableAnnotation == NullableAnnotation.Annotated ? FoldKind.ApplyToNullable : FoldKind.Apply;
        }

        Refuse($"takes {Symbols.Short(before)} and returns {state.Name}");
        return null;
    }

    private static bool IsEvent(ITypeSymbol type) => type is INamedTypeSymbol && Symbols.Attribute(type, Declared.Event) is not null;

    private FoldModel? Refuse(string what)
    {
        findings.Add(Finding.Of(DiagnosticDescriptors.FoldSignature, Symbols.Place(method), mutator.Name, method.Name, what));
        return null;
    }
}
