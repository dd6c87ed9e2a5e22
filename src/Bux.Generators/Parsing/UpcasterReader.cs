using Bux.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Bux.Generators.Parsing;

/// <summary>Reads a method with <c>[Upcaster]</c>.</summary>
internal static class UpcasterReader
{
    public static Parsed<UpcasterModel> Read(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        var method = (IMethodSymbol)context.TargetSymbol;
        var compilation = context.SemanticModel.Compilation;
        var place = Symbols.Place(method);
        var name = $"{method.ContainingType.Name}.{method.Name}";
        var nothing = new UpcasterModel("", "", name, "", "", EquatableArray<UpcastTarget>.Empty, false, false, "");
        if (method.ReturnType.TypeKind == TypeKind.Error || method.Parameters.Any(parameter => parameter.Type.TypeKind == TypeKind.Error))
        {
            // The compiler says so itself.
            return new Parsed<UpcasterModel>(nothing, false, place, EquatableArray<Finding>.Empty);
        }

        if (Problem(method, compilation) is { } problem)
        {
            return Refused(nothing, place, Finding.Of(DiagnosticDescriptors.UpcasterSignature, place, name, problem));
        }

        var from = (INamedTypeSymbol)method.Parameters[0].Type;
        var isUpcast = IsUpcast(method.ReturnType);
        var returned = isUpcast ? ((INamedTypeSymbol)method.ReturnType).TypeArguments : [method.ReturnType];
        var targets = new List<UpcastTarget>();
        foreach (var type in returned.OfType<INamedTypeSymbol>())
        {
            if (Declared.Contract(type, compilation) is not { } contract)
            {
                return Refused(nothing, place, Finding.Of(DiagnosticDescriptors.ForeignContractUnknown, place, type.Name, type.ContainingAssembly.Name));
            }

            targets.Add(new UpcastTarget(contract, type.Name, Declared.ServiceOf(Symbols.Attribute(type, Declared.Event)!, type.ContainingAssembly)));
        }

        var shapes = new ShapeReader(compilation, null, cancellation);
        shapes.ReadRoot(from);
        var syntax = context.TargetNode;
        var text = string.Join(" ", syntax.DescendantTokens().Select(token => token.Text)) + ShapeText.Of(shapes.Codecs);
        var model = new UpcasterModel(
            Symbols.Text(method.ContainingType), Symbols.Escaped(method.Name), name, Symbols.Text(from), from.Name, targets.ToEquatableArray(), isUpcast,
            Symbols.IsObsolete(method) || Symbols.MentionsObsolete(method.ContainingType) || Symbols.MentionsObsolete(from) || returned.Any(Symbols.MentionsObsolete),
            text);
        return new Parsed<UpcasterModel>(model, true, place, EquatableArray<Finding>.Empty);
    }

    private static Parsed<UpcasterModel> Refused(UpcasterModel model, LocationInfo? place, Finding finding) => new(model, false, place, new([finding]));

    private static string? Problem(IMethodSymbol method, Compilation compilation)
    {
        if (!method.IsStatic) return "is not static";
        if (method.IsGenericMethod || method.ContainingType.IsGenericType) return "is generic";
        if (!compilation.IsSymbolAccessibleWithin(method, compilation.Assembly)) return "is not visible to generated code";
        if (method.IsAsync) return "is asynchronous";
        if (method.Parameters.Length != 1 || method.Parameters[0].RefKind is not (RefKind.None or RefKind.In) || !IsEvent(method.Parameters[0].Type))
        {
            return "does not take exactly one event";
        }

        var from = method.Parameters[0].Type;
        if (!SymbolEqualityComparer.Default.Equals(from.ContainingAssembly, compilation.Assembly))
        {
            return $"takes {from.Name} of {from.ContainingAssembly.Name}, and only there everybody who reads the event would find it";
        }

        var returned = IsUpcast(method.ReturnType) ? ((INamedTypeSymbol)method.ReturnType).TypeArguments : [method.ReturnType];
        if (returned.FirstOrDefault(type => !IsEvent(type)) is { } other) return $"returns {Symbols.Short(other)}, which is no event";
        return returned.Any(type => type.IsReferenceType && type.NullableAnnotation == NullableAnnotation.Annotated) ? "may return null; to drop an event, return Upcast<…>" : null;
    }

    private static bool IsUpcast(ITypeSymbol type) =>
        type is INamedTypeSymbol { Name: "Upcast", TypeArguments.Length: > 0 } named && named.ContainingNamespace is { Name: "Bux", ContainingNamespace.IsGlobalNamespace: true };

    private static bool IsEvent(ITypeSymbol type) => type is INamedTypeSymbol && Symbols.Attribute(type, Declared.Event) is not null;
}
