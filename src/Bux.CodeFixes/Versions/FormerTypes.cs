using System.Text.RegularExpressions;
using Bux.Generators.Locking;
using Bux.Generators.Model;
using Bux.Generators.Parsing;
using Microsoft.CodeAnalysis;

namespace Bux.CodeFixes.Versions;

/// <summary>A type that an old version needs because the one of today has another shape.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Present">The type of today, or null where there is none.</param>
/// <param name="Was">Its shape.</param>
/// <param name="Now">The shape in the same place today, or null.</param>
/// <param name="IsValue">Whether it is a struct or an enum.</param>
internal sealed record FormerType(string Name, INamedTypeSymbol? Present, ShapeNode Was, ShapeNode? Now, bool IsValue)
{
    /// <summary>Its members by their names on the wire; of an enum, the C# names alone.</summary>
    public Dictionary<string, string> Members { get; } = new(StringComparer.Ordinal);
}

/// <summary>
/// Finds the C# types of an old version: those of today where they still read what was written, else types of their own, which are declared
/// beside the event.
/// </summary>
internal sealed partial class FormerTypes
{
    private readonly Compilation _compilation;
    private readonly ContractChange _change;
    private readonly INamedTypeSymbol _event;
    private readonly bool _annotated;
    private readonly IReadOnlyCollection<INamedTypeSymbol> _madeByPlace;
    private readonly CancellationToken _cancellation;
    private readonly List<FormerType> _former = [];
    private readonly List<string> _declarations = [];

    /// <param name="name">What the old version is called for now.</param>
    /// <param name="annotated">Whether question marks may stand at reference types.</param>
    /// <param name="madeByPlace">The types of which older upcasters make objects with arguments that have no names.</param>
    public FormerTypes(
        Compilation compilation, ContractChange change, INamedTypeSymbol @event, string name, bool annotated, IReadOnlyCollection<INamedTypeSymbol> madeByPlace,
        CancellationToken cancellation)
    {
        (_compilation, _change, _event, _annotated, _madeByPlace, _cancellation) = (compilation, change, @event, annotated, madeByPlace, cancellation);
        Root = new FormerType(name, @event, change.Was, change.Now, @event.IsValueType);
        _former.Add(Root);
        Declare(Root);
    }

    /// <summary>The old version of the event.</summary>
    public FormerType Root { get; }

    /// <summary>All types that are other than today.</summary>
    public IReadOnlyList<FormerType> All => _former;

    /// <summary>The declarations to be written, the event's first.</summary>
    public IReadOnlyList<string> Declarations => _declarations;

    /// <summary>Whether a type was needed that the lock does not tell.</summary>
    public bool IsIncomplete { get; private set; }

    /// <summary>The former type that stands in a place, or null where it is one of today.</summary>
    public FormerType? At(ShapeNode was)
    {
        var path = was.Form.StartsWith("^", StringComparison.Ordinal) ? was.Form.Substring(1) : was.Path;
        return _former.FirstOrDefault(each => each.Was.Path == path)
            ?? (was.LooksOut() ? null : _former.Skip(1).FirstOrDefault(each => each.Was.Shape == was.Shape));
    }

    private string TypeOf(ShapeNode was, ShapeNode? now, ITypeSymbol? present)
    {
        var type = Present(was, now, Underlying(present));
        return was.Line is { Nullable: true } && (type.IsValue || _annotated) ? type.Text + "?" : type.Text;
    }

    private (string Text, bool IsValue) Present(ShapeNode was, ShapeNode? now, ITypeSymbol? present)
    {
        if (present is not null && _change.IsKept(was, now)) return (Written.Name(present.WithNullableAnnotation(NullableAnnotation.NotAnnotated)), present.IsValueType);
        if (FormerScalars.TypeOf(was.Form) is { } scalar) return scalar;
        switch (was.Form)
        {
            case "list" or "set":
                var (items, isImmutableArray) = Sequence(was, present as INamedTypeSymbol, present as IArrayTypeSymbol, TypeOf(was.Item!, now?.Item, ItemOf(present)));
                return (items, isImmutableArray);
            case "tuple":
                return (Tuple(was, now, present as INamedTypeSymbol), true);
            case var again when again[0] == '^':
                var around = _former.First(each => each.Was.Path == again.Substring(1));
                return (around.Name, around.IsValue);
            case var map when map.StartsWith("map of ", StringComparison.Ordinal):
                return (Map(was, now, present as INamedTypeSymbol), false);
            case var custom when custom.StartsWith("custom ", StringComparison.Ordinal):
                IsIncomplete = true;
                return ("object", false);
            default:
                if (present is null && Unchanged(was) is { } known) return (Written.Name(known), known.IsValueType);
                var former = Own(was, now, present as INamedTypeSymbol);
                return (former.Name, former.IsValue);
        }
    }

    private static ITypeSymbol? Underlying(ITypeSymbol? type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type;

    private static ITypeSymbol? ItemOf(ITypeSymbol? type) => type switch
    {
        IArrayTypeSymbol array => array.ElementType,
        INamedTypeSymbol named when Collections.Sequence(named) is not null => named.TypeArguments[0],
        _ => null,
    };

    /// <summary>The collection of today where it is one of the same kind, else one that nobody can change.</summary>
    private static (string Type, bool IsValue) Sequence(ShapeNode was, INamedTypeSymbol? present, IArrayTypeSymbol? array, string item)
    {
        var shape = present is null ? null : Collections.Sequence(present);
        var isSet = was.Form == "set";
        if (array is { Rank: 1 } && !isSet) return (item + "[]", false);
        if (shape is not null && shape.EndsWith("Set", StringComparison.Ordinal) == isSet) return ($"global::{Space(present!)}.{present!.Name}<{item}>", present.IsValueType);
        return isSet ? ($"global::System.Collections.Immutable.ImmutableHashSet<{item}>", false) : ($"global::System.Collections.Immutable.ImmutableArray<{item}>", true);
    }

    private string Map(ShapeNode was, ShapeNode? now, INamedTypeSymbol? present)
    {
        var isMap = present is not null && Collections.Map(present) is not null;
        var value = TypeOf(was.Value!, isMap ? now?.Value : null, isMap ? present!.TypeArguments[1] : null);
        var form = was.Form.Substring("map of ".Length);
        var key = isMap && now?.Form == was.Form ? Written.Name(present!.TypeArguments[0])
            : FormerScalars.TypeOf(form)?.Type ?? Own(was, null, isMap ? present!.TypeArguments[0] as INamedTypeSymbol : null, form).Name;
        return isMap ? $"global::{Space(present!)}.{present!.Name}<{key}, {value}>" : $"global::System.Collections.Immutable.ImmutableDictionary<{key}, {value}>";
    }

    private string Tuple(ShapeNode was, ShapeNode? now, INamedTypeSymbol? present)
    {
        var isSame = present is { IsTupleType: true } && present.TupleElements.Length == was.Parts.Count;
        var items = Enumerable.Range(0, was.Parts.Count).Select(index =>
        {
            var path = WirePath.Item(was.Path, index);
            var element = isSame ? present!.TupleElements[index] : null;
            var type = TypeOf(was.Part(path)!, isSame ? now?.Part(path) : null, element?.Type);
            return element is { IsExplicitlyNamedTupleElement: true } ? $"{type} {Symbols.Escaped(element.Name)}" : type;
        });
        return $"({string.Join(", ", items)})";
    }

    /// <summary>A type of its own for an object, an enum or a closed hierarchy.</summary>
    private FormerType Own(ShapeNode was, ShapeNode? now, INamedTypeSymbol? present, string? form = null)
    {
        form ??= was.Form;
        var isEnum = form.StartsWith("enum ", StringComparison.Ordinal);
        var serves = present is not null && (isEnum ? present.TypeKind == TypeKind.Enum : present.TypeKind is TypeKind.Class or TypeKind.Struct or TypeKind.Interface
            && !present.IsTupleType && FormerScalars.TypeOf(now?.Form ?? "") is null && now?.Form is not ("list" or "set"));
        if (!serves) (now, present) = (null, null);

        if (_former.Skip(1).FirstOrDefault(each => each.Was.Shape == was.Shape && !was.LooksOut()
            && SymbolEqualityComparer.Default.Equals(each.Present, present)) is { } known) return known;
        var stem = Regex.Replace(present is null ? Pascal(was) : Stem(present), "(?<=.)V[0-9]+$", "");
        if (Existing(stem, was, form) is { } existing)
        {
            var found = new FormerType(Written.Name(existing), present, was, now, existing.IsValueType);
            _former.Add(found);
            Name(found, existing, form);
            return found;
        }

        var former = new FormerType(Free(stem), present, was, now, isEnum || present is { IsValueType: true });
        _former.Add(former);
        if (isEnum) DeclareEnum(former, form);
        else if (form.StartsWith("one of ", StringComparison.Ordinal)) DeclareHierarchy(former, form);
        else Declare(former);
        return former;
    }

    private static string Pascal(ShapeNode was) => WireNames.Pascal(was.Path.EndsWith("]", StringComparison.Ordinal) || was.Path.EndsWith("}", StringComparison.Ordinal)
        ? Regex.Match(was.Path, @"([\w-]+)""?[^\w]*$").Groups[1].Value : was.Name);

    private static string Stem(INamedTypeSymbol type) =>
        type.Name + (type.TypeArguments.Length > 0 ? "Of" + string.Join("And", type.TypeArguments.Select(each => WireNames.Identifier(each.Name))) : "");

    /// <summary>A name that nothing beside the event has.</summary>
    private string Free(string stem)
    {
        var wish = $"{stem}V{_change.Locked.Version}";
        var name = wish;
        for (var number = 2; Beside(name).Any() || _former.Any(each => each.Name == name); number++) name = $"{wish}_{number}";
        return name;
    }

    private IEnumerable<INamedTypeSymbol> Beside(string name) =>
        _event.ContainingType is { } outer ? outer.GetTypeMembers(name) : _event.ContainingNamespace.GetTypeMembers(name);

    /// <summary>A type of the same name and shape that another event's old version brought along.</summary>
    private INamedTypeSymbol? Existing(string stem, ShapeNode was, string form)
    {
        if (was.LooksOut()) return null;
        var around = _event.ContainingType is { } outer ? outer.GetTypeMembers() : _event.ContainingNamespace.GetTypeMembers();
        return around.FirstOrDefault(each => Regex.IsMatch(each.Name, $"^{Regex.Escape(stem)}V[0-9]+(_[0-9]+)?$") && ShapeOf(each, form) == was.Shape);
    }

    /// <summary>For a member that is gone, the type of today that its name speaks of: <c>PersonalDetails</c> for <c>details</c>.</summary>
    private INamedTypeSymbol? Unchanged(ShapeNode was)
    {
        if (was.LooksOut()) return null;
        var name = Pascal(was);
        return _event.ContainingNamespace.GetTypeMembers().Where(each => each.Arity == 0 && !Declared.IsAnnotated(each)
                && (each.Name.EndsWith(name, StringComparison.Ordinal) || name.EndsWith(each.Name, StringComparison.Ordinal)))
            .OrderBy(each => each.Name, StringComparer.Ordinal).FirstOrDefault(each => ShapeOf(each, was.Form) == was.Shape);
    }

    private string? ShapeOf(INamedTypeSymbol type, string form)
    {
        var shapes = new ShapeReader(_compilation, null, _cancellation);
        if (type.TypeKind == TypeKind.Enum)
        {
            var words = EnumShape.Read(type, out _)?.Names.Select(each => WirePath.Word(each.Wire)) ?? [];
            return form == "enum " + string.Join("|", words.OrderBy(each => each, StringComparer.Ordinal)) ? form + "\n" : null;
        }

        shapes.ReadRoot(type);
        var contract = ContractShape.Of(new EventModel(Symbols.Names(type), "s", "n", 1, shapes.Codecs), "s");
        return form == "object" && shapes.Sound ? ShapeNode.Of(contract).Shape : null;
    }

    private static string Space(INamedTypeSymbol type) => type.ContainingNamespace.ToDisplayString();
}
