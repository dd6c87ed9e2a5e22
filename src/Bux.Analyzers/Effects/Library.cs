using Microsoft.CodeAnalysis;

namespace Bux.Analyzers.Effects;

/// <summary>What the members of referenced assemblies do. Their bodies are not there to look into: what is known about them stands in tables.</summary>
internal sealed class Library(BuxSymbols symbols, Compilation compilation)
{
    private readonly HashSet<ISymbol> _vouched = Vouched(symbols, compilation);

    /// <summary>What calling the member does, or null when it does nothing but compute.</summary>
    public EffectKind? EffectOf(ISymbol member)
    {
        var type = member.ContainingType;
        if (type is null || IsVouched(member)) return null;
        var name = Name(type);
        if (LibraryTables.Members.TryGetValue($"{name}.{member.Name}", out var known)) return known;
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (LibraryTables.Types.TryGetValue(Name(current), out var kind)) return kind;
        }

        if (LibraryTables.PureTypes.Contains(name)) return null;
        var space = Space(type);
        foreach (var (prefix, kind) in LibraryTables.Namespaces)
        {
            if (space == prefix || space.StartsWith(prefix + ".", StringComparison.Ordinal)) return kind;
        }

        return LibraryTables.PureNamespaces.Contains(space) || IsContract(member) || IsException(type) ? null : EffectKind.Unknown;
    }

    /// <summary>The argument that a call changes: its ordinal, -1 for the instance, or null when it changes none.</summary>
    public static int? Changed(IMethodSymbol method)
    {
        var type = method.ContainingType;
        var space = Space(type);
        var isCollection = space.StartsWith("System.Collections", StringComparison.Ordinal) || type.SpecialType == SpecialType.System_Array;
        if (method.IsStatic)
        {
            if (method.Name is "CopyTo" or "TryCopyTo") return isCollection || type.Name is "MemoryExtensions" ? 1 : null;
            if (type.Name == "Array" && space == "System") return LibraryTables.ArrayChanges.TryGetValue(method.Name, out var ordinal) ? ordinal : null;
            return type.Name is "MemoryExtensions" or "CollectionExtensions" && LibraryTables.Changing.Contains(method.Name) ? 0 : null;
        }

        if (method.Name is "CopyTo" or "TryCopyTo" && method.Parameters.Length > 0) return 0;
        if (type.Name is "Span" && space == "System") return method.Name is "Fill" or "Clear" ? -1 : null;
        if (type.Name is "StringBuilder") return LibraryTables.Changing.Contains(method.Name) || method.Name.StartsWith("Append", StringComparison.Ordinal) || method.Name == "Replace" ? -1 : null;
        if (!isCollection || IsUnchangeable(type)) return null;
        return LibraryTables.Changing.Contains(method.Name) ? -1 : null;
    }

    /// <summary>Whether what the method returns is an object of the caller's own.</summary>
    public static bool MakesNew(IMethodSymbol method) =>
        LibraryTables.Making.Any(prefix => method.Name.StartsWith(prefix, StringComparison.Ordinal)) && method.Name is not ("GetEnumerator" or "ToLookup");

    /// <summary>Whether the method returns what it is called on, or another view of it, rather than something of its own.</summary>
    public static bool HandsBack(IMethodSymbol method) => method.ContainingType switch
    {
        { Name: "StringBuilder" } type => SymbolEqualityComparer.Default.Equals(method.ReturnType, type),
        { Name: "MemoryExtensions" } => method.Name is "AsSpan" or "AsMemory",
        { Name: "Span" or "Memory" } => method.Name == "Slice",
        { Name: "Enumerable" } => method.Name == "AsEnumerable",
        _ => false,
    } && Space(method.ContainingType) is "System" or "System.Text" or "System.Linq";

    /// <summary>Whether anyone who holds an object of this type can change it: arrays, changeable collections, builders.</summary>
    public static bool IsChangeable(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol => true,
        INamedTypeSymbol { TypeKind: TypeKind.Delegate or TypeKind.Enum } => false,
        INamedTypeSymbol named when named.Name == "StringBuilder" => true,
        INamedTypeSymbol named => !IsUnchangeable(named) && Space(named).StartsWith("System.Collections", StringComparison.Ordinal)
            && (LibraryTables.ChangeableCollections.Contains(named.Name) || named.ContainingType is not null),
        _ => false,
    };

    /// <summary>Whether an object of this library type is never changed and leads to nothing that could be: ids, times, comparers.</summary>
    public static bool IsPlain(ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.DeclaringSyntaxReferences.IsEmpty: true } named && LibraryTables.Plain.Contains(Name(named.OriginalDefinition));

    /// <summary>Whether it is a collection, a pair or a view through which nobody can change anything; what is in it may be another matter.</summary>
    public static bool IsImmutableCollection(INamedTypeSymbol type) => type is { OriginalDefinition.DeclaringSyntaxReferences.IsEmpty: true, ContainingType: null }
        && ((type.Name.StartsWith("Immutable", StringComparison.Ordinal) && Space(type) == "System.Collections.Immutable")
            || (type.Name.StartsWith("Frozen", StringComparison.Ordinal) && Space(type) == "System.Collections.Frozen")
            || (type.Name == "KeyValuePair" && Space(type) == "System.Collections.Generic")
            || (type.Name is "ReadOnlyMemory" or "ReadOnlySpan" && Space(type) == "System"));

    /// <summary>The name that identifies a type in the tables: generic ones without their arity.</summary>
    public static string Name(INamedTypeSymbol type) => type.ContainingType is { } outer ? $"{Name(outer)}.{type.Name}" : $"{Space(type)}.{type.Name}";

    private static string Space(INamedTypeSymbol type) => type.ContainingNamespace is { IsGlobalNamespace: false } space ? space.ToDisplayString() : "";

    private static bool IsUnchangeable(INamedTypeSymbol type) => type.Name != "Builder"
        && (type.Name.StartsWith("Immutable", StringComparison.Ordinal) || type.Name.StartsWith("IImmutable", StringComparison.Ordinal)
            || type.Name.StartsWith("Frozen", StringComparison.Ordinal) || type.Name.StartsWith("ReadOnly", StringComparison.Ordinal) || type.Name.StartsWith("IReadOnly", StringComparison.Ordinal));

    private static bool IsException(INamedTypeSymbol type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (current.Name == "Exception" && Space(current) == "System") return true;
        }

        return false;
    }

    /// <summary>
    /// What is plainly a value: members that the compiler wrote, and everything in an assembly whose contracts Bux wrote, because the
    /// rules have judged it where it was compiled.
    /// </summary>
    private bool IsContract(ISymbol member)
    {
        if (member.ContainingAssembly is { } assembly && assembly.GetAttributes().Any(each => BuxSymbols.Is(each.AttributeClass, symbols.Catalogue))) return true;
        if (SymbolEqualityComparer.Default.Equals(member.ContainingAssembly, symbols.Command.ContainingAssembly)) return true;
        var type = member.ContainingType;
        if (type.TypeKind == TypeKind.Enum || type.IsTupleType || type.IsAnonymousType) return true;
        if (type.IsRecord && member is IMethodSymbol { MethodKind: MethodKind.Constructor }) return true;
        return member switch
        {
            IFieldSymbol field => !field.IsStatic || field.IsReadOnly || field.IsConst,
            IPropertySymbol { GetMethod: { } getter } => IsCompilerGenerated(getter),
            IMethodSymbol method => IsCompilerGenerated(method) || (method.MethodKind == MethodKind.Constructor && method.IsImplicitlyDeclared),
            _ => false,
        };
    }

    private static bool IsCompilerGenerated(ISymbol symbol) => symbol.GetAttributes().Any(each => each.AttributeClass?.Name == "CompilerGeneratedAttribute");

    private bool IsVouched(ISymbol member)
    {
        for (ISymbol? current = member.OriginalDefinition; current is not null and not INamespaceSymbol; current = current.ContainingSymbol)
        {
            if (_vouched.Contains(current) || SaysPure(current)) return true;
        }

        return member is IMethodSymbol { AssociatedSymbol: { } property } && SaysPure(property);
    }

    /// <summary>Whether the author vouches for the member: <c>[Pure]</c> of Bux, or the framework's own that survives in its assemblies.</summary>
    public static bool SaysPure(ISymbol symbol) => symbol.GetAttributes().Any(each => each.AttributeClass?.Name == "PureAttribute"
        && each.ConstructorArguments.All(argument => argument.Kind == TypedConstantKind.Array && (argument.IsNull || argument.Values.IsEmpty)));

    private static HashSet<ISymbol> Vouched(BuxSymbols symbols, Compilation compilation) => new(
        compilation.Assembly.GetAttributes()
            .Where(each => BuxSymbols.Is(each.AttributeClass, symbols.Pure))
            .SelectMany(each => each.ConstructorArguments)
            .Where(argument => argument.Kind == TypedConstantKind.Array && !argument.IsNull)
            .SelectMany(argument => argument.Values)
            .Select(value => value.Value)
            .OfType<INamedTypeSymbol>()
            .Select(type => type.OriginalDefinition),
        SymbolEqualityComparer.Default);
}
