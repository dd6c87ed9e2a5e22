using System.Collections.Generic;
using System.Linq;
using Bux.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Bux.Generators.Parsing;

/// <summary>Finds out how a type is written as JSON, and everything below it.</summary>
/// <param name="assembly">The assembly whose generator runs: codecs are made anew in each, so that none clashes with another's.</param>
internal sealed class CodecParser(string assembly, Findings findings)
{
    private readonly Dictionary<string, CodecModel?> _codecs = [];

    /// <summary>The codecs found so far.</summary>
    public EquatableArray<CodecModel> Codecs => _codecs.Values.OfType<CodecModel>().OrderBy(codec => codec.HintName, System.StringComparer.Ordinal).ToEquatableArray();

    /// <summary>The codec's full name of a root type, or null when it cannot be written.</summary>
    public string? Root(INamedTypeSymbol type, ISymbol at) => Value(type, at)?.Codec;

    /// <summary>How a value of the type is written, or null when it cannot be.</summary>
    /// <param name="type">The type.</param>
    /// <param name="at">The declaration to blame.</param>
    public ValueModel? Value(ITypeSymbol type, ISymbol at)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
        {
            return Value(nullable.TypeArguments[0], at) is { } inner ? inner with { IsNullable = true } : null;
        }

        // Oblivious code does not say whether null is a value, so it is taken as one.
        var isNullable = type.IsReferenceType && type.NullableAnnotation != NullableAnnotation.NotAnnotated;
        if (Primitives.Of(type) is { } primitive) return new ValueModel(type.Named(), primitive, null, isNullable, type.IsValueType);

        var codec = type.TypeKind switch
        {
            TypeKind.Enum => Enum((INamedTypeSymbol)type, at),
            TypeKind.Array => Array((IArrayTypeSymbol)type, at),
            TypeKind.Class or TypeKind.Struct or TypeKind.Interface when type is INamedTypeSymbol named => Collection(named, at) ?? Object(named, at),
            _ => Unsupported(type, at, "Bux has no JSON for this kind of type"),
        };
        return codec is null ? null : new ValueModel(type.Named(), null, codec, isNullable, type.IsValueType);
    }

    private string? Unsupported(ITypeSymbol type, ISymbol at, string reason)
    {
        if (type.TypeKind != TypeKind.Error) findings.Add("BUX0007", at, at.Name, type.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat), reason);
        return null;
    }

    private string? Enum(INamedTypeSymbol type, ISymbol at)
    {
        if (type.GetAttributes().Any(attribute => attribute.AttributeClass?.ToDisplayString() == "System.FlagsAttribute"))
        {
            return Unsupported(type, at, "a [Flags] value has no single name; use a set of an enum");
        }

        var members = type.GetMembers().OfType<IFieldSymbol>().Where(field => field.HasConstantValue)
            .GroupBy(field => field.ConstantValue).Select(group => group.First().Name);
        return Add(type, (space, name) => new CodecModel(CodecKind.Enum, space, name, type.ToTypeName()) { EnumMembers = members.ToEquatableArray() });
    }

    private string? Array(IArrayTypeSymbol type, ISymbol at) => type.Rank == 1
        ? Sequence(type, type.ElementType, at, CodecKind.Sequence, "items.ToArray()")
        : Unsupported(type, at, "use an array of arrays");

    private string? Collection(INamedTypeSymbol type, ISymbol at)
    {
        if (Collections.Of(type) is not { } shape) return null;
        if (shape.Kind != CodecKind.Map) return Sequence(type, type.TypeArguments[0], at, shape.Kind, shape.Conversion, shape.HasUnsafeDefault);

        var (key, value) = (Value(type.TypeArguments[0], at), Value(type.TypeArguments[1], at));
        if (key is null || value is null) return null;
        if (!Primitives.IsKey(type.TypeArguments[0])) return Unsupported(type, at, "a dictionary's key is a string, a Guid, an integer or an enum");
        return Add(type, (space, name) => new CodecModel(CodecKind.Map, space, name, type.ToTypeName()) { Key = key, Element = value, Conversion = shape.Conversion });
    }

    private string? Sequence(ITypeSymbol type, ITypeSymbol element, ISymbol at, CodecKind kind, string conversion, bool hasUnsafeDefault = false) =>
        Value(element, at) is { } value
            ? Add(type, (space, name) => new CodecModel(kind, space, name, type.ToTypeName())
            {
                Element = value, Conversion = conversion, HasUnsafeDefault = hasUnsafeDefault,
            })
            : null;

    private string? Object(INamedTypeSymbol type, ISymbol at)
    {
        var key = type.Named();
        if (_codecs.TryGetValue(key, out var known)) return known is null ? CodecName(type) : known.FullName;
        if (type.TypeKind == TypeKind.Interface || type.IsAbstract || type.SpecialType == SpecialType.System_Object || type.IsTupleType)
        {
            return Unsupported(type, at, type.IsTupleType ? "a tuple's members have no names on the wire; use a record" : "its concrete type is not known");
        }

        if (type.IsRefLikeType || (type.IsFileLocal) || Symbols.Unnameable(type.OriginalDefinition) is { } and not "it is generic")
        {
            return Unsupported(type, at, "generated code cannot name it");
        }

        _codecs[key] = null; // Marks it as under way, for types that contain themselves.
        var members = new ObjectParser(this, findings).Members(type, at);
        if (members is null)
        {
            _codecs.Remove(key);
            return null;
        }

        var (space, name) = Symbols.GeneratedFor(type, assembly, "Codec");
        var wrapper = type is { IsValueType: true, IsReadOnly: true } && members.Value.Count == 1 && members.Value[0] is { InConstructor: true, Value.IsNullable: false };
        var codec = new CodecModel(wrapper ? CodecKind.Wrapper : CodecKind.Object, space, name, type.ToTypeName())
        {
            Members = members.Value, IsRejection = IsRejection(type),
        };
        _codecs[key] = codec;
        return codec.FullName;
    }

    private string CodecName(INamedTypeSymbol type)
    {
        var (space, name) = Symbols.GeneratedFor(type, assembly, "Codec");
        return $"global::{space}.{name}";
    }

    private static bool IsRejection(INamedTypeSymbol type)
    {
        for (var current = type.BaseType; current is not null; current = current.BaseType)
        {
            if (current.IsBux("Rejection")) return true;
        }

        return false;
    }

    private string Add(ITypeSymbol type, System.Func<string, string, CodecModel> create)
    {
        var key = type.Named();
        if (_codecs.TryGetValue(key, out var known) && known is not null) return known.FullName;
        var (space, name) = type is INamedTypeSymbol { Arity: 0 } simple
            ? Symbols.GeneratedFor(simple, assembly, "Codec")
            : (ElementNamespace(type), Symbols.PartName(type) + "Codec");
        var codec = create(space, name);
        _codecs[key] = codec;
        return codec.FullName;
    }

    /// <summary>A collection's codec stands beside its element's: equal names of elements in different namespaces do not meet.</summary>
    private string ElementNamespace(ITypeSymbol type)
    {
        while (true)
        {
            switch (type)
            {
                case IArrayTypeSymbol array:
                    type = array.ElementType;
                    continue;
                case INamedTypeSymbol { Arity: > 0 } generic:
                    type = generic.TypeArguments[generic.Arity - 1];
                    continue;
                case INamedTypeSymbol named:
                    return Symbols.GeneratedFor(named, assembly, "").Namespace;
                default:
                    return Symbols.GeneratedNamespace(assembly);
            }
        }
    }
}
