using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Bux.Analyzers.Immutability;

/// <summary>
/// The private fields of a fact's type, and the parameters of its primary constructor that its methods captured. They are changeable when code
/// outside of construction writes to them: a constructor, an 'init', an initializer and a <c>with</c> make the object, anything else changes it.
/// </summary>
internal sealed class HiddenState
{
    private readonly INamedTypeSymbol _type;
    private readonly Way _way;
    private readonly LibraryTypes _library;
    private readonly HashSet<IFieldSymbol> _fields;
    private readonly bool _captures;
    private readonly ConcurrentDictionary<ISymbol, Offence> _found = new(SymbolEqualityComparer.Default);

    public HiddenState(INamedTypeSymbol type, Way way, LibraryTypes library)
    {
        (_type, _way, _library) = (type, way, library);
        _fields = new HashSet<IFieldSymbol>(
            type.GetMembers().OfType<IFieldSymbol>().Where(field => field is
            {
                IsStatic: false, IsConst: false, IsReadOnly: false, IsImplicitlyDeclared: false, DeclaredAccessibility: Accessibility.Private,
            }),
            SymbolEqualityComparer.Default);
        _captures = !type.IsRecord && type.InstanceConstructors.Any(constructor => constructor.Parameters.Length > 0 && IsPrimary(constructor));
    }

    public bool IsWorthWatching => _fields.Count > 0 || _captures;

    public IEnumerable<Finding> Findings => _found.Select(entry => new Finding(entry.Key, entry.Value));

    public void See(IFieldReferenceOperation reference, ISymbol within)
    {
        var field = reference.Field.OriginalDefinition;
        if (!_fields.Contains(field) || !IsWritten(reference) || IsMaking(reference, within)) return;
        _found.TryAdd(field, Offences.Changed(Members.Named(field), Called(within), $"{_way}"));
    }

    public void See(IParameterReferenceOperation reference, ISymbol within)
    {
        var parameter = reference.Parameter;
        if (!_captures || parameter.ContainingSymbol is not IMethodSymbol constructor || !IsOwn(constructor) || !IsPrimary(constructor)) return;
        if (SymbolEqualityComparer.Default.Equals(within, constructor) || within is not IMethodSymbol) return;
        var name = $"{_type.Name}'s parameter {parameter.Name}";
        // What a method captured is a field that nobody sees.
        if (_library.Changes(parameter.Type)) _found.TryAdd(parameter, Offences.Changeable(name, parameter.Type, _library, _way));
        else if (IsWritten(reference)) _found.TryAdd(parameter, Offences.Changed(name, Called(within), $"{_way}"));
    }

    private static string Called(ISymbol within) => within is IMethodSymbol { AssociatedSymbol: { } accessed } ? Members.Name(accessed) : Members.Name(within);

    private bool IsOwn(IMethodSymbol method) => SymbolEqualityComparer.Default.Equals(method.ContainingType?.OriginalDefinition, _type);

    private static bool IsPrimary(IMethodSymbol constructor) => constructor.MethodKind == MethodKind.Constructor
        && constructor.DeclaringSyntaxReferences.Any(each => each.GetSyntax() is Microsoft.CodeAnalysis.CSharp.Syntax.TypeDeclarationSyntax);

    /// <summary>Whether the reference makes a new object: in a constructor or 'init' of the object itself, or in an initializer or <c>with</c>.</summary>
    private bool IsMaking(IFieldReferenceOperation reference, ISymbol within)
    {
        if (reference.Instance is IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ImplicitReceiver }) return true;
        // A settable property is reported itself.
        if (within is IMethodSymbol { MethodKind: MethodKind.PropertySet, IsInitOnly: false } setter && IsOwn(setter)) return true;
        if (reference.Instance is not IInstanceReferenceOperation) return false;
        for (var around = reference.Parent; around is not null; around = around.Parent)
        {
            if (around is IAnonymousFunctionOperation or ILocalFunctionOperation) return false;
        }

        return within is IMethodSymbol { MethodKind: MethodKind.Constructor } or IMethodSymbol { IsInitOnly: true };
    }

    /// <summary>Whether the reference is the target of a write, or is handed out so that others can write.</summary>
    private static bool IsWritten(IOperation reference)
    {
        var current = reference;
        // A part of a struct is a part of the field.
        while (current.Parent is IMemberReferenceOperation { Instance: { Type.IsValueType: true } instance } part && instance == current && part is IFieldReferenceOperation or IPropertyReferenceOperation)
        {
            current = current.Parent;
        }

        return current.Parent switch
        {
            IAssignmentOperation assignment => assignment.Target == current || assignment is ISimpleAssignmentOperation { IsRef: true },
            IIncrementOrDecrementOperation => true,
            IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } => true,
            ITupleOperation tuple => IsDeconstructed(tuple),
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol.RefKind: RefKind.Ref } } => true,
            IAddressOfOperation => true,
            _ => current.Syntax.Parent is Microsoft.CodeAnalysis.CSharp.Syntax.RefExpressionSyntax && current.Parent is IReturnOperation or IConditionalOperation,
        };
    }

    private static bool IsDeconstructed(IOperation tuple)
    {
        while (tuple.Parent is ITupleOperation outer) tuple = outer;
        return tuple.Parent is IDeconstructionAssignmentOperation deconstruction && deconstruction.Target == tuple;
    }
}
