using Bux.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Bux.Generators.Parsing;

/// <summary>Reads a type with <c>[State]</c>.</summary>
internal static class StateReader
{
    public static Parsed<StateDeclaration> Read(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        var type = (INamedTypeSymbol)context.TargetSymbol;
        var compilation = context.SemanticModel.Compilation;
        var place = Symbols.Place(type);
        var shapes = new ShapeReader(compilation, place, cancellation);
        foreach (var finding in Declared.Check(type, compilation, abstractAllowed: HierarchyShape.IsOne(type))) shapes.Report(finding);

        var service = Symbols.Positional(context.Attributes[0]) as string ?? "";
        foreach (var finding in Declared.CheckName(service, "the service of " + type.Name, place)) shapes.Report(finding);
        if (shapes.Sound) shapes.ReadRoot(type);

        var model = new StateDeclaration(Symbols.Names(type), service, type.IsValueType, shapes.Codecs);
        return new Parsed<StateDeclaration>(model, shapes.Sound, place, shapes.Findings);
    }
}
