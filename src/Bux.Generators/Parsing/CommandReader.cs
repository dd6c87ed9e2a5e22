using Bux.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Bux.Generators.Parsing;

/// <summary>Reads a type with <c>[Command]</c>.</summary>
internal static class CommandReader
{
    public static Parsed<CommandModel> Read(GeneratorAttributeSyntaxContext context, CancellationToken cancellation) =>
        Read((INamedTypeSymbol)context.TargetSymbol, context.Attributes[0], context.SemanticModel.Compilation, cancellation);

    public static Parsed<CommandModel> Read(INamedTypeSymbol type, AttributeData attribute, Compilation compilation, CancellationToken cancellation)
    {
        var place = Symbols.Place(type);
        var shapes = new ShapeReader(compilation, place, cancellation);
        foreach (var finding in Declared.Check(type, compilation)) shapes.Report(finding);

        var name = Symbols.Positional(attribute) as string ?? WireNames.OfCommand(type.Name);
        var service = Declared.ServiceOf(attribute, compilation.Assembly);
        foreach (var finding in Declared.CheckName(name, type.Name, place)) shapes.Report(finding);
        foreach (var finding in Declared.CheckName(service ?? "unknown", "the service of " + type.Name, place)) shapes.Report(finding);

        WireType? response = null;
        KeyType? key = null;
        var keyMember = "";
        if (shapes.Sound)
        {
            shapes.ReadRoot(type);
            response = ReadResponse(type, shapes);
            (key, keyMember) = ReadKey(type, shapes);
        }

        var model = new CommandModel(Symbols.Names(type), service, name, key, keyMember, response, shapes.Codecs);
        return new Parsed<CommandModel>(model, shapes.Sound && key is not null && response is not null, place, shapes.Findings);
    }

    /// <summary>The type that a command answers, or null when it is not exactly one.</summary>
    public static ITypeSymbol? ResponseOf(INamedTypeSymbol command)
    {
        var responses = Responses(command);
        return responses.Length == 1 ? responses[0] : null;
    }

    private static ITypeSymbol[] Responses(INamedTypeSymbol command) => command.AllInterfaces
        .Where(each => Symbols.Is(each, "Bux.ICommand`1"))
        .Select(each => each.TypeArguments[0])
        .ToArray();

    private static WireType? ReadResponse(INamedTypeSymbol command, ShapeReader shapes)
    {
        var responses = Responses(command);
        if (responses.Length != 1)
        {
            shapes.Report(Finding.Of(
                DiagnosticDescriptors.CommandWithoutResponse, shapes.Root, command.Name, responses.Length == 0 ? "no ICommand" : "several ICommand<TResponse>"));
            return null;
        }

        var response = responses[0];
        if (Unfit(response) is { } reason)
        {
            shapes.Report(Finding.Of(DiagnosticDescriptors.UnsupportedResponse, shapes.Root, command.Name, Symbols.Short(response), reason));
            return null;
        }

        // An answer from code without nullable annotations is an answer, not perhaps one.
        if (response.NullableAnnotation == NullableAnnotation.None) response = response.WithNullableAnnotation(NullableAnnotation.NotAnnotated);
        return shapes.Read(response, shapes.Root, "The response of " + command.Name);
    }

    private static string? Unfit(ITypeSymbol response) => response switch
    {
        { SpecialType: SpecialType.System_Object } => "can be anything",
        { TypeKind: TypeKind.Dynamic } => "can be anything",
        INamedTypeSymbol named when Symbols.WithBases(named).Any(each => Symbols.Is(each, "Bux.Rejection")) => "is a rejection",
        INamedTypeSymbol named when Symbols.WithBases(named).Any(each => Symbols.Is(each, "Bux.Reply`1")) => "is a reply itself",
        INamedTypeSymbol { TypeKind: TypeKind.Interface } named when Collections.Sequence(named) is null && Collections.Map(named) is null => "is an interface",
        // The implicit conversion to Reply<T> does not exist for interfaces, so a use case could not return it.
        { TypeKind: TypeKind.Interface } => "is an interface; use an array or ImmutableArray",
        _ => null,
    };

    private static (KeyType? Key, string Member) ReadKey(INamedTypeSymbol command, ShapeReader shapes)
    {
        var properties = Symbols.WithBases(command)
            .SelectMany(level => level.GetMembers().OfType<IPropertySymbol>())
            .Where(property => property is { IsStatic: false, IsIndexer: false, DeclaredAccessibility: Accessibility.Public })
            .ToArray();
        var marked = new HashSet<string>(
            properties.Where(IsKey).Select(property => property.Name)
                .Concat(command.InstanceConstructors.SelectMany(constructor => constructor.Parameters).Where(IsKey).Select(parameter => parameter.Name)),
            StringComparer.OrdinalIgnoreCase);
        var keys = properties.Where(property => marked.Contains(property.Name)).GroupBy(property => property.Name).Select(group => group.First()).ToArray();
        if (keys.Length != 1)
        {
            shapes.Report(keys.Length == 0
                ? Finding.Of(DiagnosticDescriptors.CommandWithoutKey, shapes.Root, command.Name)
                : Finding.Of(DiagnosticDescriptors.CommandWithTwoKeys, shapes.Root, command.Name, keys.Length.ToString()));
            return (null, "");
        }

        var key = keys[0];
        if (shapes.ReadKey(key.Type) is { } read) return (read, Symbols.Escaped(key.Name));
        shapes.Report(Finding.Of(
            DiagnosticDescriptors.UnusableKey, Symbols.Place(key) ?? shapes.Root, $"{command.Name}.{key.Name}", Symbols.Short(key.Type)));
        return (null, "");
    }

    private static bool IsKey(ISymbol symbol) => Symbols.Attribute(symbol, "Bux.EntityKeyAttribute") is not null;
}
