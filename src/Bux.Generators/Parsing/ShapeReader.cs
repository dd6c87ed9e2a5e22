using Bux.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Bux.Generators.Parsing;

/// <summary>Reads the shape of one annotated type and of everything that it reaches.</summary>
/// <param name="compilation">Where the types are.</param>
/// <param name="root">The place of the annotated type.</param>
/// <param name="cancellation">Ends the reading.</param>
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
        if (CustomShape.Of(type) is { } custom)
        {
            var codec = Symbols.Positional(custom) is INamedTypeSymbol named ? named.Name : "";
            Report(Finding.Of(DiagnosticDescriptors.UnusableCodec, root, codec, type.Name, "cannot write an annotated type, whose members are the contract", Symbols.Short(type)));
        }

        var text = Symbols.Text(type);
        _codecs[text] = null;
        _codecs[text] = type.IsAbstract && HierarchyShape.IsOne(type)
            ? new HierarchyShape(this).Read(type)
            : new ObjectShape(this, compilation).Read(type);
    }

    /// <summary>Reads a type of a closed hierarchy, which is an object that leaves the discriminator's name free.</summary>
    /// <returns>Whether it could be read.</returns>
    public bool ReadObject(INamedTypeSymbol type, string discriminator)
    {
        var text = Symbols.Text(type);
        if (!_codecs.TryGetValue(text, out var known) || known is not (null or ObjectCodec))
        {
            _codecs[text] = null;
            known = _codecs[text] = new ObjectShape(this, compilation).Read(type);
        }

        if (known is ObjectCodec shape && shape.Members.Any(member => member.Wire == discriminator))
        {
            Report(Finding.Of(DiagnosticDescriptors.DuplicateMember, Symbols.Place(type) ?? root, type.Name, discriminator));
        }

        return Sound;
    }

    /// <summary>Reads a type in the place of a member or a response.</summary>
    /// <param name="type">The type.</param>
    /// <param name="at">Where to report that the wire has no form for it.</param>
    /// <param name="place">The member's name for messages.</param>
    /// <param name="codec">The member's <c>[Codec]</c>, or null.</param>
    public WireType? Read(ITypeSymbol type, LocationInfo? at, string place, AttributeData? codec = null)
    {
        cancellation.ThrowIfCancellationRequested();
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
        {
            return Read(nullable.TypeArguments[0], at, place, codec) is { } value ? new NullableType(value) : null;
        }

        codec ??= CustomShape.Of(type);
        var read = codec is null ? ReadPresent(type, at, place) : new CustomShape(this, compilation).Read(codec, type, at, place);
        if (read is not { } present) return null;
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
        if (CustomShape.Of(named) is not null) return null;
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
            if (named.IsTupleType) return ReadTuple(named, at, place);
            if (!HierarchyShape.IsOne(named) && Unsupported(named) is { } reason) return Refuse(type, at, place, reason);
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

    private WireType? ReadTuple(INamedTypeSymbol type, LocationInfo? at, string place)
    {
        var names = Symbols.Names(type.TupleUnderlyingType ?? type);
        var items = type.TupleElements.Select(item => Read(item.Type, at, place)).ToArray();
        if (items.Any(item => item is null)) return null;
        _codecs[names.Type] = new TupleCodec(names.Type, names.Name, names.FullName, names.Obsolete, items.Select(item => item!).ToEquatableArray());
        return new NamedType(names.Type, true);
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
        _codecs[text] = HierarchyShape.IsOne(type) ? new HierarchyShape(this).Read(type)
            // An annotated type is an object wherever it stands: what another declaration makes of it must not depend on who asks.
            : !Declared.IsAnnotated(type) && IdMember(type) is { } id ? ReadId(type, id)
            : new ObjectShape(this, compilation).Read(type);
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
        if (EnumShape.Read(type, out var reason) is not { } codec) return reason;
        _codecs[codec.Type] = codec;
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
        { IsAbstract: true } => "an abstract type does not say what it holds",
        { IsRefLikeType: true } => "it lives on the stack",
        { TypeKind: TypeKind.Enum } => null,
        { SpecialType: SpecialType.System_IntPtr or SpecialType.System_UIntPtr } => "its size is the machine's",
        { SpecialType: not SpecialType.None } => "it is none of the types that the wire knows",
        _ when IsOfSystem(type) => "it is none of the library's types that the wire knows",
        _ => null,
    };

    private static bool IsOfSystem(INamedTypeSymbol type) =>
        type.ContainingAssembly?.Name is { } assembly
        && (assembly.StartsWith("System.", StringComparison.Ordinal) || assembly is "System" or "mscorlib" or "netstandard");

    public void Warn(DiagnosticDescriptor rule, LocationInfo? at, params string[] arguments) => _findings.Add(Finding.Of(rule, at ?? root, arguments));

    private WireType? Refuse(ITypeSymbol type, LocationInfo? at, string place, string reason)
    {
        Report(Finding.Of(DiagnosticDescriptors.UnsupportedType, at ?? root, place, Symbols.Short(type), reason));
        return null;
    }
}
