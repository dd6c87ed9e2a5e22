using Bux.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Bux.Generators.Parsing;

/// <summary>Reads a class with <c>[UseCase]</c>.</summary>
internal static class UseCaseReader
{
    public static Parsed<UseCaseModel> Read(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        var type = (INamedTypeSymbol)context.TargetSymbol;
        var compilation = context.SemanticModel.Compilation;
        var place = Symbols.Place(type);
        var findings = Declared.Check(type, compilation, abstractAllowed: type.IsStatic).ToList();
        var handlers = new List<HandlerModel>();
        var complete = true;

        var methods = type.GetMembers("Handle").OfType<IMethodSymbol>()
            .Where(method => compilation.IsSymbolAccessibleWithin(method, compilation.Assembly))
            .ToArray();
        if (methods.Length == 0) findings.Add(Finding.Of(DiagnosticDescriptors.UseCaseWithoutHandle, place, type.Name));
        foreach (var method in methods)
        {
            cancellation.ThrowIfCancellationRequested();
            if (new HandlerReader(type, method, compilation, findings).Read() is { } handler) handlers.Add(handler);
            else complete = false;
        }

        var dependencies = ReadDependencies(type, methods, place, findings);
        var model = new UseCaseModel(Symbols.Names(type), type.IsStatic, dependencies, handlers.ToEquatableArray());
        return new Parsed<UseCaseModel>(model, complete && findings.Count == 0, place, findings.ToEquatableArray());
    }

    private static EquatableArray<DependencyModel> ReadDependencies(
        INamedTypeSymbol type, IMethodSymbol[] methods, LocationInfo? place, List<Finding> findings)
    {
        if (type.IsStatic || type.IsAbstract || methods.All(method => method.IsStatic)) return EquatableArray<DependencyModel>.Empty;
        var constructors = type.InstanceConstructors.Where(constructor => constructor.DeclaredAccessibility == Accessibility.Public).ToArray();
        if (constructors.Length != 1)
        {
            findings.Add(Finding.Of(DiagnosticDescriptors.UseCaseConstructor, place, type.Name, constructors.Length == 0 ? "no" : constructors.Length.ToString()));
            return EquatableArray<DependencyModel>.Empty;
        }

        return constructors[0].Parameters
            .Select(parameter => new DependencyModel(Symbols.Text(parameter.Type), parameter.Name))
            .ToEquatableArray();
    }
}
