using Bux.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Bux.Generators.Parsing;

/// <summary>Reads the shape of one annotated type and of everything that it reaches.</summary>
internal sealed class ShapeReader(Compilation compilation, LocationInfo? root, CancellationToken cancellation)
{
    private readonly Dictionary<string, CodecModel?> _codecs = new(StringComparer.Ordinal);
    private readonly List<Finding> _findings = [];

    public LocationInfo? Root => root;

    /// <summary>Whether everything could be read. Source that does not compile has no findings of ours, but is not sound either.</summary>
    public bool Sound { get; private set; } = true;

    public EquatableArray<Finding> Findings => _findings.ToEquatableArray();

    public EquatableArray<CodecModel> Codecs => _codecs
        .Where(entry => entry.Value is not null)
        .OrderBy(entry => entry.Key, StringComparer.Ordinal)
        .Select(entry => entry.Value!)
        .ToEquatableArray();

    public void Report(Finding finding)
    {
        Sound = false;
        _findings.Add(finding);
    }

    /// <summary>Reads an annotated type, which is an object even when it looks like a strongly typed id.</summary>
    public void ReadRoot(INamedTypeSymbol type)
    {
        _codecs[Symbols.Text(type)] = null;
        _codecs[Symbols.Text(type)] = new ObjectShape(this, compilation).Read(type);
    }

    /// <summary>Reads a type in the place of a member or a response.</summary>
    /// <param name="type">The type.</param>
    /// <param name="at">Where to report that the wire has no form for it.</param>
    /// <param name="place">The member's name for messages.</param>
    public WireType? Read(ITypeSymbol type, LocationInfo? at, string place)
    {
        cancellation.ThrowIfCancellationRequested();
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
        {
            return Read(nullable.TypeArguments[0], at, place) is { } value ? new NullableType(value) : null;
        }

        if (ReadPresent(type, at, place) is not { } present) return null;
        // Code without nullable annotations cannot say what may be null, so everything may.
        return type.IsReferenceType && type.NullableAnnotation != NullableAnnotation.NotAnnotated ? new NullableType(present) : present;
    }

    /// <summary>Reads a type that can be text, or returns null.</summary>
    public KeyType? ReadKey(ITypeSymbol type)
    {
        if (type.IsReferenceType && type.NullableAnnotation == NullableAnnotation.Annotated) return null;
        var text = Symbols.Text(type);
        if (Scalars.Of(type) is { } scalar) return Scalars.IsKey(scalar) ? new ScalarKey(text, scalar) : null;
        if (type is not INamedTypeSymbol named) return null;
        if (named.TypeKind == TypeKind.Enum) return ReadEnum(named) is null ? new EnumKey(text) : null;
        return IdMember(named) is { } id && ReadKey(id.Type) is { } inner ? new WrappedKey(text, Symbols.Escaped(id.Name), inner) : null;
    }

    private WireType? ReadPresent(ITypeSymbol type, LocationInfo? at, string place)
    {
        if (type.TypeKind == TypeKind.Error)
        {
            // The compiler says so itself.
            Sound = false;
            return null;
        }

        var text = Symbols.Text(type);
        if (Scalars.Of(type) is { } scalar) return new ScalarType(text, type.IsValueType, scalar);
        if (type is IArrayTypeSymbol { Rank: 1 } array) return ReadItems(array.ElementType, text, false, "Array", at, place);
        if (type is INamedTypeSymbol named)
        {
            if (Collections.Sequence(named) is { } shape) return ReadItems(named.TypeArguments[0], text, named.IsValueType, shape, at, place);
            if (Collections.Map(named) is { } map) return ReadMap(named, text, map, at, place);
            if (Unsupported(named) is { } reason) return Refuse(type, at, place, reason);
            return ReadNamed(named, text, at, place);
        }

        return Refuse(type, at, place, type.TypeKind switch
        {
            TypeKind.Array => "an array of several dimensions",
            TypeKind.Dynamic => "it can be anything",
            TypeKind.Pointer or TypeKind.FunctionPointer => "it is a pointer",
            _ => "its shape is open",
        });
    }

    private WireType? ReadItems(ITypeSymbol item, string text, bool isValueType, string shape, LocationInfo? at, string place) =>
        Read(item, at, place) is { } read ? new SequenceType(text, isValueType, shape, read) : null;

    private WireType? ReadMap(INamedTypeSymbol type, string text, string shape, LocationInfo? at, string place)
    {
        if (ReadKey(type.TypeArguments[0]) is not { } key) return Refuse(type, at, place, "its keys are no text, Guid, integer or enum");
        return Read(type.TypeArguments[1], at, place) is { } value ? new MapType(text, type.IsValueType, shape, key, value) : null;
    }

    private WireType? ReadNamed(INamedTypeSymbol type, string text, LocationInfo? at, string place)
    {
        if (!compilation.IsSymbolAccessibleWithin(type, compilation.Assembly)) return Refuse(type, at, place, "generated code cannot see it");
        if (type.TypeKind == TypeKind.Enum)
        {
            return ReadEnum(type) is { } reason ? Refuse(type, at, place, reason) : new NamedType(text, true);
        }

        if (_codecs.ContainsKey(text)) return new NamedType(text, type.IsValueType);
        _codecs[text] = null;
        _codecs[text] = IdMember(type) is { } id ? ReadId(type, id) : new ObjectShape(this, compilation).Read(type);
        return new NamedType(text, type.IsValueType);
    }

    private CodecModel? ReadId(INamedTypeSymbol type, IPropertySymbol value)
    {
        var names = Symbols.Names(type);
        var obsolete = names.Obsolete || Symbols.IsObsolete(value);
        return Read(value.Type, Symbols.Place(value) ?? root, $"{type.Name}.{value.Name}") is { } inner
            ? new IdCodec(names.Type, names.Name, names.FullName, obsolete, Symbols.Escaped(value.Name), inner)
            : null;
    }

    /// <summary>Reads an enum.</summary>
    /// <returns>Null, or why it cannot be on the wire.</returns>
    private string? ReadEnum(INamedTypeSymbol type)
    {
        if (Symbols.Attribute(type, "System.FlagsAttribute") is not null) return "a combination of flags has no name";
        var fields = type.GetMembers().OfType<IFieldSymbol>().Where(field => field.HasConstantValue).ToArray();
        var members = fields.Select(field => new EnumName(Symbols.Escaped(field.Name), WireNames.Camel(field.Name))).ToArray();
        if (members.Length == 0) return "it has no members";
        if (members.Select(member => member.Wire).Distinct(StringComparer.Ordinal).Count() < members.Length) return "two of its members have the same name in camelCase";
        var names = Symbols.Names(type);
        _codecs[names.Type] = new EnumCodec(
            names.Type, names.Name, names.FullName, names.Obsolete || fields.Any(Symbols.IsObsolete), members.ToEquatableArray());
        return null;
    }

    /// <summary>The one value of a strongly typed id: a readonly record struct around a scalar that is not null.</summary>
    private static IPropertySymbol? IdMember(INamedTypeSymbol type)
    {
        if (type is not { IsRecord: true, IsValueType: true, IsReadOnly: true, IsUnboundGenericType: false }) return null;
        var constructors = type.InstanceConstructors.Where(constructor => constructor.Parameters.Length == 1).ToArray();
        var properties = type.GetMembers().OfType<IPropertySymbol>()
            .Where(property => property is { IsStatic: false, IsIndexer: false, DeclaredAccessibility: Accessibility.Public, SetMethod: not null })
            .ToArray();
        return constructors.Length == 1 && properties.Length == 1
            && properties[0].Name == constructors[0].Parameters[0].Name
            && properties[0].NullableAnnotation != NullableAnnotation.Annotated
            && (Scalars.Of(properties[0].Type) is not null || properties[0].Type.TypeKind == TypeKind.Enum)
            ? properties[0] : null;
    }

    private static string? Unsupported(INamedTypeSymbol type) => type switch
    {
        { SpecialType: SpecialType.System_Object } => "it can be anything",
        { TypeKind: TypeKind.Interface } => "an interface does not say what it holds",
        { TypeKind: TypeKind.Delegate } => "a delegate is code",
        { IsTupleType: true } => "a tuple's names are not kept",
        { IsAbstract: true } => "an abstract type does not say what it holds",
        { IsRefLikeType: true } => "it lives on the stack",
        { TypeKind: TypeKind.Enum } => null,
        { SpecialType: not SpecialType.None } => "it is none of the types that the wire knows",
        _ when IsOfSystem(type) => "it is none of the library's types that the wire knows",
        _ => null,
    };

    private static bool IsOfSystem(INamedTypeSymbol type) =>
        type.ContainingAssembly?.Name is { } assembly
        && (assembly.StartsWith("System.", StringComparison.Ordinal) || assembly is "System" or "mscorlib" or "netstandard");

    private WireType? Refuse(ITypeSymbol type, LocationInfo? at, string place, string reason)
    {
        Report(Finding.Of(DiagnosticDescriptors.UnsupportedType, at ?? root, place, Symbols.Short(type), reason));
        return null;
    }
}
