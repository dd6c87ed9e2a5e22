using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Bux.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Bux.Generators.Parsing;

/// <summary>Reads projections.</summary>
internal static class ProjectionParser
{
    private const string Form = "static Row On(Event e[, Row row][, EventContext context])";

    public static Parsed<ProjectionModel> Projection(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        var type = (INamedTypeSymbol)context.TargetSymbol;
        var here = context.SemanticModel.Compilation.Assembly;
        var findings = new Findings();
        var name = context.Attributes[0].ConstructorArguments.FirstOrDefault().Value as string ?? "";
        if (!WireNames.IsKebab(name)) findings.Add("BUX0003", type, type.Name, $"'{name}' is no projection's name: lower-case letters, digits and single hyphens");
        if (Symbols.Unnameable(type) is { } reason) findings.Add("BUX0010", type, type.Name, reason);

        var methods = type.GetMembers("On").OfType<IMethodSymbol>().ToArray();
        if (methods.Length == 0) findings.Add("BUX0019", type, type.Name, $"has no method '{Form}'");
        ITypeSymbol? row = null;
        var events = new List<ProjectedEventModel>();
        foreach (var method in methods)
        {
            cancellation.ThrowIfCancellationRequested();
            var own = method.ReturnType.WithNullableAnnotation(NullableAnnotation.NotAnnotated);
            row ??= own;
            if (!SymbolEqualityComparer.Default.Equals(row, own) || !own.IsReferenceType)
            {
                findings.Add("BUX0019", method, type.Name, $"has an On that returns {own.Name}; all of them return the same class or record");
            }
            else if (Event(type, method, row, here, findings) is { } known)
            {
                events.Add(known);
            }
        }

        foreach (var twice in events.GroupBy(known => known.Event.Name).Where(group => group.Count() > 1))
        {
            findings.Add("BUX0019", type, type.Name, $"has more than one On for {twice.First().Event.Display}");
        }

        var value = findings.Count > 0 || row is null
            ? null
            : new ProjectionModel(name, type.ToTypeName(), row.ToTypeName(), events.ToEquatableArray(), Symbols.PlaceOf(type));
        return new Parsed<ProjectionModel>(value, findings.ToArray());
    }

    private static ProjectedEventModel? Event(INamedTypeSymbol type, IMethodSymbol method, ITypeSymbol row, IAssemblySymbol here, Findings findings)
    {
        if (method.Parameters.Any(parameter => parameter.Type.TypeKind == TypeKind.Error)) return null;
        var events = method.Parameters.Where(parameter => parameter.Type.BuxAttribute("DomainEventAttribute") is not null).ToArray();
        var rowParameter = method.Parameters.FirstOrDefault(parameter => SymbolEqualityComparer.Default.Equals(parameter.Type, row));
        var others = method.Parameters.Count(parameter => parameter.Type.IsBux("EventContext")) + (rowParameter is null ? 0 : 1);
        if (events.Length != 1 || !method.IsStatic || method.IsGenericMethod || method.Parameters.Length != 1 + others
            || method.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Internal))
        {
            findings.Add("BUX0019", method, type.Name, $"has an On that is not of the form '{Form}'");
            return null;
        }

        var domainEvent = (INamedTypeSymbol)events[0].Type;
        if (!Symbols.HasContracts(domainEvent, here))
        {
            findings.Add("BUX0021", method, domainEvent.Name, domainEvent.ContainingAssembly.Name);
            return null;
        }

        var arguments = method.Parameters.Select(parameter =>
            parameter.Type.IsBux("EventContext") ? "context"
            : SymbolEqualityComparer.Default.Equals(parameter, rowParameter) ? (parameter.NullableAnnotation == NullableAnnotation.NotAnnotated ? "row!" : "row")
            : $"({domainEvent.Named()})e");
        var key = type.GetMembers("Key").OfType<IMethodSymbol>().FirstOrDefault(candidate =>
            candidate is { IsStatic: true, ReturnType.SpecialType: SpecialType.System_String }
            && SymbolEqualityComparer.Default.Equals(candidate.Parameters.FirstOrDefault()?.Type, domainEvent));
        var keyCall = key is null ? null : $"{type.Named()}.Key(({domainEvent.Named()})e{(key.Parameters.Length == 2 ? ", context" : "")})";
        return new ProjectedEventModel(
            domainEvent.ToTypeName(), Symbols.ContractOf(domainEvent),
            rowParameter?.NullableAnnotation == NullableAnnotation.NotAnnotated, arguments.ToEquatableArray(), keyCall);
    }
}
