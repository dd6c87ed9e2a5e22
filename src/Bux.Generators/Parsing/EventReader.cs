using Bux.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Bux.Generators.Parsing;

/// <summary>Reads a type with <c>[DomainEvent]</c>.</summary>
internal static class EventReader
{
    public static Parsed<EventModel> Read(GeneratorAttributeSyntaxContext context, CancellationToken cancellation) =>
        Read((INamedTypeSymbol)context.TargetSymbol, context.Attributes[0], context.SemanticModel.Compilation, cancellation);

    public static Parsed<EventModel> Read(INamedTypeSymbol type, AttributeData attribute, Compilation compilation, CancellationToken cancellation)
    {
        var place = Symbols.Place(type);
        var shapes = new ShapeReader(compilation, place, cancellation);
        foreach (var finding in Declared.Check(type, compilation)) shapes.Report(finding);

        var name = Symbols.Named(attribute, "Name") ?? WireNames.OfEvent(type.Name);
        var service = Declared.ServiceOf(attribute, compilation.Assembly);
        var version = Symbols.Positional(attribute) as int?;
        if (version < 1) shapes.Report(Finding.Of(DiagnosticDescriptors.EventVersionTooSmall, place, type.Name, version.ToString()));
        foreach (var finding in Declared.CheckName(name, type.Name, place)) shapes.Report(finding);
        foreach (var finding in Declared.CheckName(service ?? "unknown", "the service of " + type.Name, place)) shapes.Report(finding);
        if (shapes.Sound) shapes.ReadRoot(type);

        var model = new EventModel(Symbols.Names(type), service, name, version ?? 0, shapes.Codecs);
        return new Parsed<EventModel>(model, shapes.Sound && version is not null, place, shapes.Findings);
    }
}
