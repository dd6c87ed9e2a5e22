using System.Text.RegularExpressions;
using Bux.Generators.Locking;
using Bux.Generators.Model;
using Bux.Generators.Parsing;
using Microsoft.CodeAnalysis;

namespace Bux.CodeFixes.Versions;

/// <summary>
/// Writes the way from an old version to the new one, as far as it is plain: the same name on the wire and a value that fits. What only a
/// person can tell is left out, or written so that it cannot compile.
/// </summary>
/// <param name="prefix">What stands before the names of types that are declared beside the event.</param>
/// <param name="isImported">Whether a static class of the library is known by its name alone where the text will stand, and so its extensions.</param>
internal sealed class UpcasterText(
    Compilation compilation, ContractChange change, FormerTypes types, string prefix, Func<string, bool> isImported, CancellationToken cancellation)
{
    private const string Method = "Up";
    private const int Wide = 130;

    private static readonly string[] Filled =
    [
        "List", "ListInterface", "Collection", "ReadOnlyList", "ReadOnlyCollection", "Enumerable", "ImmutableArray", "ImmutableList", "HashSet", "ImmutableHashSet",
    ];

    private readonly List<(FormerType From, string Text)> _methods = [];
    private readonly HashSet<FormerType> _begun = [];

    /// <summary>The upcaster, and the methods that it needs for what the event holds; those in <paramref name="existing"/> are there already.</summary>
    public IEnumerable<string> Methods(string visible, Func<string, bool> existing)
    {
        var root = types.Root;
        var present = Written.Name(root.Present!);
        _methods.Insert(0, (root, $"/// <summary>What version {change.Locked.Version} says, in the words of <see cref=\"{root.Present!.Name}\"/>.</summary>\n[global::Bux.Upcaster]\n"
            + Arrow($"{visible} static {present} {Method}({Name(root)} e)", New(root, "e"))));
        return _methods.Where(each => each.From == root || !existing(each.From.Name.Split('.', ':').Last())).Select(each => each.Text);
    }

    private string Name(FormerType type) => type.Name.Contains("::") ? type.Name : prefix + type.Name;

    private static string Arrow(string head, string body) =>
        $"{head} =>{(Length(head + body) > Wide && !body.StartsWith("e switch", StringComparison.Ordinal) ? "\n    " : " ")}{body};";

    /// <summary>How long a text will be, once its names are as short as they can be.</summary>
    private static int Length(string text) => Regex.Replace(text, @"global::([\w@]+\.)*", "").Length;

    private string New(FormerType from, string e)
    {
        if (PresentType.Of(from.Present!, compilation, cancellation) is not { } type) return Written.Gap;
        var given = type.Members.Select(member => (Member: member, Value: Value(from, type, member, e))).ToArray();
        var arguments = given.Where(each => each.Member.IsParameter).ToArray();
        // After one that is left out, C# wants names; before it they are kept for the reader.
        var named = type.NamedArguments || arguments.Any(each => each.Value is null);
        var written = arguments.Where(each => each.Value is not null).Select(each => named ? $"{each.Member.Model.Parameter}: {each.Value}" : each.Value!).ToArray();
        var text = Length(string.Join(", ", written)) > Wide ? $"new(\n        {string.Join(",\n        ", written)})" : $"new({string.Join(", ", written)})";
        var initial = given.Where(each => !each.Member.IsParameter && each.Value is not null).Select(each => $"{each.Member.Model.Name} = {each.Value}").ToArray();
        return initial.Length == 0 ? text : $"{text} {{ {string.Join(", ", initial)} }}";
    }

    /// <summary>What a member gets, or null when it is left out.</summary>
    private string? Value(FormerType from, PresentType type, PresentMember member, string e)
    {
        var now = from.Now!.Member(member.Model.Wire);
        var was = from.Was.Member(member.Model.Wire);
        if (now is null) return null;
        var isAsked = member.IsParameter ? member.Model.WhenAbsent is null || HasNoDefault(member) : member.Property.IsRequired;
        if (was is not null)
        {
            var old = $"{e}.{from.Members[member.Model.Wire]}";
            // Where nobody would ask for it, the compiler shall.
            return Map(old, was, now, member.Property.Type) ?? (isAsked ? null : old);
        }

        var isRenamed = FormerTypes.Renamed(from, type, now) is not null;
        if (now.Line is { Optional: true }) return isRenamed ? $"{e}.{member.Model.Name}" : isAsked ? "null" : null;
        return isAsked ? null : $"{e}.{member.Model.Name}";
    }

    private static bool HasNoDefault(PresentMember member) => member.Default is null && member.Declaration is not null
        && member.Property.ContainingType.InstanceConstructors.All(each => each.Parameters.FirstOrDefault(parameter =>
            string.Equals(parameter.Name, member.Property.Name, StringComparison.OrdinalIgnoreCase)) is not { HasExplicitDefaultValue: true });

    /// <summary>An old value as one of today, or null when only a person can tell.</summary>
    private string? Map(string value, ShapeNode was, ShapeNode now, ITypeSymbol type)
    {
        var present = type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type;
        var mayBeNull = was.Line is { Nullable: true };
        if (mayBeNull && now.Line is { Nullable: false }) return null;
        if (change.IsKept(was, now)) return value;
        if (FormerScalars.Widens(was.Form, now.Form)) return Scalars.Of(present) is null ? null : value;
        if (!mayBeNull) return Converted(value, was, now, present);
        var name = Symbols.Escaped(WireNames.Camel(value.Split('.').Last().TrimStart('@')));
        return Converted(name, was, now, present) is { } converted ? $"{value} is {{ }} {name} ? {converted} : null" : null;
    }

    private string? Converted(string value, ShapeNode was, ShapeNode now, ITypeSymbol present)
    {
        if (was.Form == now.Form && was.Form is "list" or "set") return Items(value, was, now, present);
        if (was.Form == now.Form && was.Form.StartsWith("map ", StringComparison.Ordinal)) return Values(value, was, now, present);
        if (was.Form == "tuple" && now.Form == "tuple" && present is INamedTypeSymbol { IsTupleType: true } tuple) return Tuple(value, was, now, tuple);
        if (types.At(was) is not { Present: { } target } former || !SymbolEqualityComparer.Default.Equals(target, present)) return null;
        if (was.Form.StartsWith("^", StringComparison.Ordinal) && was.Form != now.Form) return null;
        Write(former);
        return $"{Method}({value})";
    }

    private string? Items(string value, ShapeNode was, ShapeNode now, ITypeSymbol present)
    {
        var item = present switch
        {
            IArrayTypeSymbol { Rank: 1 } array => array.ElementType,
            INamedTypeSymbol named when Collections.Sequence(named) is { } shape && Filled.Contains(shape) => named.TypeArguments[0],
            _ => null,
        };
        if (item is null || was.Item is null || now.Item is null || Map("item", was.Item, now.Item, item) is not { } mapped) return null;
        if (mapped == "item") return $"[.. {value}]";
        var each = mapped == $"{Method}(item)" ? Method : $"item => {mapped}";
        return isImported("System.Linq.Enumerable") ? $"[.. {value}.Select({each})]" : $"[.. global::System.Linq.Enumerable.Select({value}, {each})]";
    }

    private string? Values(string value, ShapeNode was, ShapeNode now, ITypeSymbol present)
    {
        if (present is not INamedTypeSymbol named || was.Value is null || now.Value is null) return null;
        var way = Collections.Map(named) switch
        {
            "Dictionary" or "DictionaryInterface" or "ReadOnlyDictionary" => "System.Linq.Enumerable.ToDictionary",
            "ImmutableDictionary" => "System.Collections.Immutable.ImmutableDictionary.ToImmutableDictionary",
            _ => null,
        };
        if (way is null || Map("entry.Value", was.Value, now.Value, named.TypeArguments[1]) is not { } mapped) return null;
        // Of two dictionaries, the one of wider values takes no other.
        if (mapped == "entry.Value") mapped = $"({Written.Name(named.TypeArguments[1])})entry.Value";
        var dot = way.LastIndexOf('.');
        var rest = $"entry => entry.Key, entry => {mapped})";
        return isImported(way.Substring(0, dot)) ? $"{value}{way.Substring(dot)}({rest}" : $"global::{way}({value}, {rest}";
    }

    private string? Tuple(string value, ShapeNode was, ShapeNode now, INamedTypeSymbol tuple)
    {
        if (was.Parts.Count != now.Parts.Count) return null;
        var items = Enumerable.Range(0, was.Parts.Count).Select(index => Map(
            $"{value}.Item{index + 1}", was.Part(WirePath.Item(was.Path, index))!, now.Part(WirePath.Item(now.Path, index))!, tuple.TupleElements[index].Type)).ToArray();
        return items.Any(item => item is null) ? null : $"({string.Join(", ", items)})";
    }

    private void Write(FormerType former)
    {
        if (former == types.Root || !_begun.Add(former)) return;
        var form = former.Was.Form;
        var head = $"private static {Written.Name(former.Present!)} {Method}({Name(former)} e)";
        var body = former.Present!.TypeKind == TypeKind.Enum ? Names(former)
            : form.StartsWith("one of ", StringComparison.Ordinal) ? Cases(former)
            : New(former, "e");
        _methods.Add((former, Arrow(head, body)));
    }

    /// <summary>Each name to the same; one that is gone does not compile, so that somebody says what it is today.</summary>
    private string Names(FormerType former)
    {
        var present = former.Present!.GetMembers().OfType<IFieldSymbol>().Where(each => each.HasConstantValue).ToArray();
        return Switch(former.Members.Select(each =>
            $"{Name(former)}.{each.Value} => {Written.Name(former.Present)}.{present.FirstOrDefault(field => JsonAttributes.NameOf(field) == each.Key)?.Name ?? each.Value}"));
    }

    private string Cases(FormerType former)
    {
        var arms = new List<string>();
        foreach (var each in former.Members)
        {
            var own = types.All.First(type => type.Name == each.Value);
            var name = Symbols.Escaped(WireNames.Camel(WireNames.Pascal(each.Key)));
            var isThere = own is { Present: not null, Now: not null };
            if (isThere) Write(own);
            // A case that is gone must not compile either; "Up" would call the method that is being written.
            arms.Add($"{Name(own)} {name} => {(isThere ? $"{Method}({name})" : $"{name}.To{former.Present!.Name}()")}");
        }

        return Switch(arms);
    }

    private static string Switch(IEnumerable<string> arms) =>
        $"e switch\n{{\n{string.Concat(arms.Select(arm => $"    {arm},\n"))}    _ => throw new global::System.ArgumentOutOfRangeException(nameof(e)),\n}}";
}
