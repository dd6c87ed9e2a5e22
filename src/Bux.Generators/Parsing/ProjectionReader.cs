using Bux.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Bux.Generators.Parsing;

/// <summary>Reads a class with <c>[Projection]</c>.</summary>
internal sealed class ProjectionReader
{
    private readonly INamedTypeSymbol _type;
    private readonly Compilation _compilation;
    private readonly List<Finding> _findings;
    private readonly List<(INamedTypeSymbol Event, ProjectedEventModel Model)> _events = [];
    private ITypeSymbol? _row;
    private bool _complete = true;

    private ProjectionReader(INamedTypeSymbol type, Compilation compilation)
    {
        (_type, _compilation) = (type, compilation);
        _findings = Declared.Check(type, compilation, abstractAllowed: true).ToList();
    }

    public static Parsed<ProjectionDeclaration> Read(GeneratorAttributeSyntaxContext context, CancellationToken cancellation) =>
        new ProjectionReader((INamedTypeSymbol)context.TargetSymbol, context.SemanticModel.Compilation).Read(context.Attributes[0], cancellation);

    private Parsed<ProjectionDeclaration> Read(AttributeData attribute, CancellationToken cancellation)
    {
        var place = Symbols.Place(_type);
        var name = Symbols.Positional(attribute) as string ?? "";
        _findings.AddRange(Declared.CheckName(name, "the projection " + _type.Name, place));
        var keys = Methods("Key").ToArray();
        var methods = Methods("On").ToArray();
        if (methods.Length == 0) _findings.Add(Finding.Of(DiagnosticDescriptors.ProjectionWithoutOn, place, _type.Name));
        foreach (var method in methods)
        {
            cancellation.ThrowIfCancellationRequested();
            ReadOn(method, keys);
        }

        foreach (var key in keys) CheckKey(key);
        var model = new ProjectionDeclaration(
            Symbols.Names(_type), name, _row is null ? "" : Symbols.Text(_row), _events.Select(each => each.Model).ToEquatableArray());
        return new Parsed<ProjectionDeclaration>(model, _complete && _findings.Count == 0, place, _findings.ToEquatableArray());
    }

    private IEnumerable<IMethodSymbol> Methods(string name) => _type.GetMembers(name).OfType<IMethodSymbol>()
        .Where(method => _compilation.IsSymbolAccessibleWithin(method, _compilation.Assembly));

    private void ReadOn(IMethodSymbol method, IMethodSymbol[] keys)
    {
        var row = method.ReturnType;
        if (row.TypeKind == TypeKind.Error || method.Parameters.Any(parameter => parameter.Type.TypeKind == TypeKind.Error))
        {
            _complete = false;
            return;
        }

        if (RowProblem(method, row) is { } problem)
        {
            Refuse(method, problem);
            return;
        }

        if (_row is not null && !SymbolEqualityComparer.Default.Equals(_row, row))
        {
            _findings.Add(Finding.Of(DiagnosticDescriptors.ProjectionRowsDiffer, Symbols.Place(method), _type.Name, _row.Name, row.Name));
            return;
        }

        _row ??= row;
        if (Parameters(method, row) is { } parameters) Add(method, parameters, keys);
    }

    private static string? RowProblem(IMethodSymbol method, ITypeSymbol row)
    {
        if (!method.IsStatic) return "is not static";
        if (method.IsGenericMethod) return "is generic";
        if (method.ReturnsVoid) return "returns nothing";
        if (method.IsAsync || row.ContainingNamespace?.ToDisplayString() == "System.Threading.Tasks") return "is asynchronous; a projection is pure";
        return row is not INamedTypeSymbol { IsReferenceType: true } ? $"returns {Symbols.Short(row)}, which is no class" : null;
    }

    private List<ProjectionParameter>? Parameters(IMethodSymbol method, ITypeSymbol row)
    {
        var parameters = new List<ProjectionParameter>();
        foreach (var parameter in method.Parameters)
        {
            ProjectionParameter? kind = parameter.RefKind is not (RefKind.None or RefKind.In) ? null
                : IsEvent(parameter.Type) ? ProjectionParameter.Event
                : SymbolEqualityComparer.Default.Equals(parameter.Type, row) ? ProjectionParameter.Row
                : Symbols.Is(parameter.Type, "Bux.EventContext") ? ProjectionParameter.Context
                : null;
            if (kind is null || parameters.Contains(kind.Value))
            {
                Refuse(method, $"has the parameter '{parameter.Name}', which is not the one event, row or context");
                return null;
            }

            parameters.Add(kind.Value);
        }

        if (parameters.Contains(ProjectionParameter.Event)) return parameters;
        Refuse(method, "takes no event (a type with [DomainEvent])");
        return null;
    }

    private void Add(IMethodSymbol method, List<ProjectionParameter> parameters, IMethodSymbol[] keys)
    {
        var taken = (INamedTypeSymbol)method.Parameters[parameters.IndexOf(ProjectionParameter.Event)].Type;
        if (_events.Any(each => SymbolEqualityComparer.Default.Equals(each.Event, taken)))
        {
            _findings.Add(Finding.Of(DiagnosticDescriptors.SecondOn, Symbols.Place(method), _type.Name, taken.Name));
            return;
        }

        if (Declared.Contract(taken, _compilation) is not { } contract)
        {
            _findings.Add(Finding.Of(DiagnosticDescriptors.ForeignContractUnknown, Symbols.Place(method), taken.Name, taken.ContainingAssembly.Name));
            return;
        }

        var position = parameters.IndexOf(ProjectionParameter.Row);
        var required = position >= 0 && method.Parameters[position].Type.NullableAnnotation == NullableAnnotation.NotAnnotated;
        var key = keys.FirstOrDefault(each => IsKey(each) && SymbolEqualityComparer.Default.Equals(each.Parameters[0].Type, taken));
        var model = new ProjectedEventModel(
            contract, parameters.ToEquatableArray(), required, key is null ? null : KeyParameters(key),
            Symbols.IsObsolete(method) || Symbols.MentionsObsolete(taken) || (key is not null && Symbols.IsObsolete(key)));
        _events.Add((taken, model));
    }

    private static EquatableArray<ProjectionParameter> KeyParameters(IMethodSymbol key) =>
        key.Parameters.Length == 1 ? new([ProjectionParameter.Event]) : new([ProjectionParameter.Event, ProjectionParameter.Context]);

    private static bool IsEvent(ITypeSymbol type) => type is INamedTypeSymbol && Symbols.Attribute(type, Declared.Event) is not null;

    private static bool IsKey(IMethodSymbol key) =>
        key is { IsStatic: true, IsGenericMethod: false, ReturnType.SpecialType: SpecialType.System_String, Parameters.Length: 1 or 2 }
        && IsEvent(key.Parameters[0].Type)
        && (key.Parameters.Length == 1 || Symbols.Is(key.Parameters[1].Type, "Bux.EventContext"));

    private void CheckKey(IMethodSymbol key)
    {
        var problem = !IsKey(key) ? "has another form"
            : _events.Any(each => SymbolEqualityComparer.Default.Equals(each.Event, key.Parameters[0].Type)) ? null
            : $"is for {key.Parameters[0].Type.Name}, which the projection does not take";
        // With a faulty On, its Key is not faulty too.
        if (problem is null || _findings.Count > 0 || !_complete) return;
        _findings.Add(Finding.Of(DiagnosticDescriptors.KeySignature, Symbols.Place(key), _type.Name, problem));
    }

    private void Refuse(IMethodSymbol method, string what) =>
        _findings.Add(Finding.Of(DiagnosticDescriptors.OnSignature, Symbols.Place(method), _type.Name, what));
}
