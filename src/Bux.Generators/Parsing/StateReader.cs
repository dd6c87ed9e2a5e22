using Bux.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Bux.Generators.Parsing;

/// <summary>Reads a type with <c>[State]</c>.</summary>
internal static class StateReader
{
    public static Parsed<StateDeclaration> Read(GeneratorAttributeSyntaxContext context, CancellationToken cancellation) =>
        Read((INamedTypeSymbol)context.TargetSymbol, context.Attributes[0], context.SemanticModel.Compilation, cancellation);

    public static Parsed<StateDeclaration> Read(INamedTypeSymbol type, AttributeData attribute, Compilation compilation, CancellationToken cancellation)
    {
        var place = Symbols.Place(type);
        var shapes = new ShapeReader(compilation, place, cancellation);
        foreach (var finding in Declared.Check(type, compilation, abstractAllowed: HierarchyShape.IsOne(type))) shapes.Report(finding);

        var service = Symbols.Positional(attribute) as string ?? "";
        foreach (var finding in Declared.CheckName(service, "the service of " + type.Name, place)) shapes.Report(finding);
        if (shapes.Sound) shapes.ReadRoot(type);

        var model = new StateDeclaration(Symbols.Names(type), service, type.IsValueType, shapes.Codecs);
        return new Parsed<StateDeclaration>(model, shapes.Sound, place, shapes.Findings);
    }
}
