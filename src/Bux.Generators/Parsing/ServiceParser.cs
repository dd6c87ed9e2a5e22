using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Bux.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Bux.Generators.Parsing;

/// <summary>Reads states and mutators.</summary>
internal static class ServiceParser
{
    public static Parsed<StateModel> State(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        var type = (INamedTypeSymbol)context.TargetSymbol;
        var findings = new Findings();
        var service = context.Attributes[0].ConstructorArguments.FirstOrDefault().Value as string ?? "";
        if (!WireNames.IsKebab(service)) findings.Add("BUX0003", type, type.Name, $"'{service}' is no service's name: lower-case letters, digits and single hyphens");
        if (Symbols.Unnameable(type) is { } reason) findings.Add("BUX0010", type, type.Name, reason);
        if (findings.Count > 0) return new Parsed<StateModel>(null, findings.ToArray());

        cancellation.ThrowIfCancellationRequested();
        var codecs = new CodecParser(context.SemanticModel.Compilation.AssemblyName ?? "", findings);
        if (codecs.Root(type, type) is not { } codec) return new Parsed<StateModel>(null, findings.ToArray());
        var shape = string.Join("\n", codecs.Codecs.Select(ShapeOf));
        return new Parsed<StateModel>(
            new StateModel(service, type.ToTypeName(), type.IsValueType, codec, shape, codecs.Codecs, Symbols.PlaceOf(type)), findings.ToArray());
    }

    public static Parsed<MutatorModel> Mutator(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        var type = (INamedTypeSymbol)context.TargetSymbol;
        var findings = new Findings();
        if (Symbols.Unnameable(type) is { } reason) findings.Add("BUX0010", type, type.Name, reason);
        var folds = new List<FoldModel>();
        foreach (var method in type.GetMembers().OfType<IMethodSymbol>().Where(method => method.Name is "Create" or "Apply"))
        {
            cancellation.ThrowIfCancellationRequested();
            if (Fold(type, method, context.SemanticModel.Compilation.Assembly, findings) is { } fold) folds.Add(fold);
        }

        if (folds.Count == 0 && findings.Count == 0) findings.Add("BUX0016", type, type.Name, "it has no Create and no Apply");
        var body = string.Join("\n", type.DeclaringSyntaxReferences
            .Select(reference => string.Join(" ", reference.GetSyntax(cancellation).DescendantTokens().Select(token => token.Text)))
            .OrderBy(text => text, System.StringComparer.Ordinal));
        return new Parsed<MutatorModel>(new MutatorModel(type.ToTypeName(), folds.ToEquatableArray(), body, Symbols.PlaceOf(type)), findings.ToArray());
    }

    private static FoldModel? Fold(INamedTypeSymbol mutator, IMethodSymbol method, IAssemblySymbol here, Findings findings)
    {
        var create = method.Name == "Create";
        var sound = method is { IsStatic: true, IsGenericMethod: false, ReturnsVoid: false, DeclaredAccessibility: Accessibility.Public or Accessibility.Internal }
            && method.Parameters.Length == (create ? 1 : 2)
            && (create || SymbolEqualityComparer.Default.Equals(method.Parameters[0].Type, method.ReturnType));
        if (!sound || method.Parameters[method.Parameters.Length - 1].Type is not INamedTypeSymbol domainEvent)
        {
            findings.Add("BUX0016", method, $"{mutator.Name}.{method.Name}", create
                ? "is not of the form 'static State Create(Event e)'"
                : "is not of the form 'static State Apply(State s, Event e)'");
            return null;
        }

        if (domainEvent.BuxAttribute("DomainEventAttribute") is not { } attribute)
        {
            if (domainEvent.TypeKind != TypeKind.Error) findings.Add("BUX0016", method, $"{mutator.Name}.{method.Name}", $"takes {domainEvent.Name}, which is no [DomainEvent]");
            return null;
        }

        if (!Symbols.HasContracts(domainEvent, here))
        {
            findings.Add("BUX0021", method, domainEvent.Name, domainEvent.ContainingAssembly.Name);
            return null;
        }

        var name = attribute.NamedArgument("Name") as string ?? WireNames.OfEvent(domainEvent.Name);
        var stateNullable = !create && (method.Parameters[0].NullableAnnotation == NullableAnnotation.Annotated);
        return new FoldModel(
            mutator.ToTypeName(), method.Name, method.ReturnType.ToTypeName(), domainEvent.ToTypeName(), domainEvent.Name,
            $"{name} V{attribute.ConstructorArguments.FirstOrDefault().Value}", Symbols.ContractOf(domainEvent), !create, stateNullable, Symbols.PlaceOf(method));
    }

    /// <summary>A codec's shape on the wire as a line of text, for the fingerprint.</summary>
    private static string ShapeOf(CodecModel codec) =>
        $"{codec.Kind} {codec.Type.Display} {string.Join(",", codec.Members.Select(member => $"{member.Json}:{member.Value.Type}{(member.Value.IsNullable ? "?" : "")}"))}"
        + $" {string.Join(",", codec.EnumMembers)} {codec.Key?.Type} {codec.Element?.Type}{(codec.Element?.IsNullable == true ? "?" : "")}";
}
