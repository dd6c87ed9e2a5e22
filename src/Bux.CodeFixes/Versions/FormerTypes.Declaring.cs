using System.Text;
using Bux.Generators.Locking;
using Bux.Generators.Model;
using Bux.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Bux.CodeFixes.Versions;

// The text of the declarations.
internal sealed partial class FormerTypes
{
    private void Declare(FormerType former, string derived = "", IReadOnlyList<ShapeNode>? parts = null)
    {
        var slot = _declarations.Count;
        _declarations.Add("");
        var type = former.Present is null ? null : PresentType.Of(former.Present, _compilation, _cancellation);
        if (former.Present is not null && type is null) IsIncomplete = true;
        var members = Members(former, type, parts ?? former.Was.Parts);
        foreach (var member in members) former.Members[member.Wire] = member.Name;
        _declarations[slot] = Text(former, type, members, derived);
    }

    /// <summary>
    /// The members in the order of today's, and each that is gone where one of its form is new: it was most likely renamed. Others that are
    /// gone come last, because the lock does not know of places.
    /// </summary>
    private List<FormerMember> Members(FormerType former, PresentType? type, IReadOnlyList<ShapeNode> parts)
    {
        var isPositional = type is null || type.Members.Count == 0 || type.Members.Any(each => each.IsParameter);
        var left = parts.Where(each => type?.Find(each.Name) is null).ToList();
        var members = new List<FormerMember>();
        foreach (var present in type?.Members ?? [])
        {
            if (parts.FirstOrDefault(each => each.Name == present.Model.Wire) is { } was)
            {
                members.Add(Member(former, was, former.Now?.Member(was.Name), present, present.IsParameter));
            }
            else if (former.Now?.Member(present.Model.Wire) is { } added && Renamed(former, type!, added) is { } old && left.Remove(old))
            {
                members.Add(Gone(old, added, present.Property.Type, isPositional));
            }
        }

        var last = left.ConvertAll(each => Gone(each, null, null, isPositional));
        // An upcaster that gives values by their places could give them to the wrong members, and nobody would see it.
        var isUnsafe = last.Any(each => members.Concat(last).Any(other => other != each && other.Type == each.Type))
            && former.Present is not null && _madeByPlace.Contains(former.Present, SymbolEqualityComparer.Default);
        members.AddRange(last);
        return isUnsafe ? members.ConvertAll(each => each with { IsParameter = false }) : members;
    }

    /// <summary>The one member that is gone and had the shape of one that is new, if there are no two of either.</summary>
    public static ShapeNode? Renamed(FormerType former, PresentType type, ShapeNode added)
    {
        if (former.Now is not { } now) return null;
        var gone = former.Was.Parts.Where(each => type.Find(each.Name) is null && each.Shape == added.Shape).ToArray();
        var come = now.Parts.Where(each => former.Was.Part(each.Path) is null && each.Shape == added.Shape).ToArray();
        return gone.Length == 1 && come.Length == 1 && !gone[0].LooksOut() ? gone[0] : null;
    }

    private FormerMember Gone(ShapeNode was, ShapeNode? like, ITypeSymbol? likeType, bool isPositional)
    {
        var type = like is null ? TypeOf(was, null, null) : Written.Name(Underlying(likeType)!.WithNullableAnnotation(NullableAnnotation.NotAnnotated))
            + (was.Line is { Nullable: true } && (_annotated || likeType!.IsValueType) ? "?" : "");
        var name = Symbols.Escaped(WireNames.Pascal(was.Name));
        var absent = Absent(was, null, type, name);
        return new FormerMember(was.Name, name, type, absent, was.Line!.Optional, isPositional && absent is not "[]" && !IsUnknown(absent), null);
    }

    private FormerMember Member(FormerType former, ShapeNode was, ShapeNode? now, PresentMember present, bool isParameter)
    {
        var type = TypeOf(was, now, present.Property.Type);
        var isKept = now is not null && _change.IsKept(was, now);
        var isSame = isKept && now!.Line is { } line && line.Optional == was.Line!.Optional && line.Default == was.Line.Default && line.Nullable == was.Line.Nullable;
        var absent = isSame ? present.Default?.WithoutTrivia().ToString() ?? "" : Absent(was, isKept ? present : null, type, present.Model.Name);
        return new FormerMember(
            was.Name, present.Model.Name, isSame && present.Declaration is { } declared && TypeText(declared) is { } text ? text : type, absent, was.Line!.Optional,
            isParameter && absent is not "[]" && !IsUnknown(absent), present);
    }

    /// <summary>A type as it stands in the event's own file, where it means the same.</summary>
    private string? TypeText(SyntaxNode declaration) => _event.DeclaringSyntaxReferences.All(each => each.SyntaxTree != declaration.SyntaxTree) ? null
        : declaration.Ancestors().OfType<TypeDeclarationSyntax>().Any(each => each.TypeParameterList is not null) ? null
        : declaration is ParameterSyntax parameter ? parameter.Type?.WithoutTrivia().ToString()
        : declaration is PropertyDeclarationSyntax property ? property.Type.WithoutTrivia().ToString() : null;

    /// <summary>What a member is when it is missing. What only code could tell is a name that nothing has, so that the compiler asks for it.</summary>
    private string Absent(ShapeNode was, PresentMember? kept, string type, string name)
    {
        if (was.Line is not { Optional: true, Default: { } json } || json == "null") return "";
        if (!was.Form.StartsWith("enum ", StringComparison.Ordinal)) return FormerScalars.Literal(json, was.Form) ?? name.TrimStart('@') + Unknown;
        var wire = ShapeNode.Unquoted(json);
        var member = At(was)?.Members.TryGetValue(wire, out var own) == true ? own
            : Underlying(kept?.Property.Type)?.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(each => JsonAttributes.NameOf(each) == wire)?.Name;
        return member is null ? name.TrimStart('@') + Unknown : $"{type.TrimEnd('?')}.{member}";
    }

    private const string Unknown = "WhenItIsMissing";

    private static bool IsUnknown(string absent) => absent.EndsWith(Unknown, StringComparison.Ordinal);

    private string Text(FormerType former, PresentType? type, List<FormerMember> members, string derived)
    {
        var declaration = type?.Declaration(_cancellation);
        var parameters = members.Where(each => each.IsParameter).ToList();
        // C# wants parameters with a default last.
        if (parameters.SkipWhile(each => each.Absent.Length == 0).Any(each => each.Absent.Length == 0)) parameters = [.. parameters.OrderBy(each => each.Absent.Length > 0)];
        var properties = members.Where(each => !each.IsParameter).ToArray();
        var text = new StringBuilder();
        if (former == Root || declaration?.GetLeadingTrivia().Any(each => each.HasStructure) == true) text.Append(Summary(former)).Append('\n');
        foreach (var list in declaration?.AttributeLists ?? default) text.Append(list.WithoutTrivia()).Append(EndsLine(list) ? '\n' : ' ');
        text.Append(Head(former, declaration, members)).Append(' ').Append(former.Name);
        if (parameters.Count > 0 || properties.Length == 0) text.Append('(').Append(string.Join(", ", parameters.Select(each => each.AsParameter()))).Append(')');
        var bases = derived.Length > 0 ? derived : string.Join(", ", Markers(former, declaration));
        if (bases.Length > 0) text.Append(" : ").Append(bases);
        if (properties.Length == 0) return text.Append(';').ToString();
        var isTurned = former.Present is { IsRecord: false } && IsRecord(former, members);
        return text.Append("\n{\n").Append(string.Join("\n\n", properties.Select(each => each.AsProperty(isTurned)))).Append("\n}").ToString();
    }

    private string Summary(FormerType former) => former == Root
        ? $"/// <summary>Version {_change.Locked.Version} of <see cref=\"{_event.Name}\"/>: stored documents have it.</summary>"
        : $"/// <summary>What version {_change.Locked.Version} of <see cref=\"{_event.Name}\"/> has of it.</summary>";

    private string Head(FormerType former, TypeDeclarationSyntax? declaration, List<FormerMember> members)
    {
        var visible = SyntaxFacts.GetText(_event.DeclaredAccessibility);
        if (declaration is null) return visible + " sealed record";
        var kept = IsRecord(former, members) ? "record" : "class";
        var sealing = declaration.Modifiers.Any(SyntaxKind.SealedKeyword) ? " sealed" : "";
        if (!former.Present!.IsValueType) return $"{visible}{sealing} {kept}";
        // A readonly struct of one member would be read as that member alone, unless it is the event.
        var isReadOnly = declaration.Modifiers.Any(SyntaxKind.ReadOnlyKeyword) && (former == Root || members.Count != 1);
        return $"{visible}{(isReadOnly ? " readonly" : "")} {(kept == "record" ? "record " : "")}struct";
    }

    /// <summary>An initialiser of an <c>init</c> property holds in a record alone, where the document's value is put in its place afterwards.</summary>
    private static bool IsRecord(FormerType former, List<FormerMember> members) => former.Present is not { IsRecord: false } || members.Count == 0
        || members.Any(each => each.IsParameter || each is { IsOptional: true, Absent.Length: > 0, IsSettable: false });

    /// <summary>Interfaces that ask for nothing, which are there to be recognised by.</summary>
    private IEnumerable<string> Markers(FormerType former, TypeDeclarationSyntax? declaration) => declaration is null ? [] : former.Present!.Interfaces
        .Where(each => each.GetMembers().IsEmpty && each.AllInterfaces.All(other => other.GetMembers().IsEmpty))
        .Select(Written.Name);

    private static bool EndsLine(AttributeListSyntax list) =>
        list.GetTrailingTrivia().Any(SyntaxKind.EndOfLineTrivia) || list.GetLastToken().GetNextToken().LeadingTrivia.Any(SyntaxKind.EndOfLineTrivia);

    private void DeclareEnum(FormerType former, string form)
    {
        Name(former, former.Present, form);
        var names = former.Members.Select(each => WireNames.Camel(each.Value.TrimStart('@')) == each.Key
            ? each.Value : $"[global::System.Text.Json.Serialization.JsonStringEnumMemberName({SymbolDisplay.FormatLiteral(each.Key, quote: true)})] {each.Value}");
        _declarations.Add($"{SyntaxFacts.GetText(_event.DeclaredAccessibility)} enum {former.Name}\n{{\n{string.Join(",\n", names)},\n}}");
    }

    /// <summary>The C# names of an enum: those of today where it still has them.</summary>
    private static void Name(FormerType former, INamedTypeSymbol? like, string form)
    {
        if (!form.StartsWith("enum ", StringComparison.Ordinal))
        {
            foreach (var part in former.Was.Parts)
            {
                former.Members[part.Name] = like is null ? Symbols.Escaped(WireNames.Pascal(part.Name)) : Symbols.Escaped(Symbols.WithBases(like)
                    .SelectMany(each => each.GetMembers().OfType<IPropertySymbol>()).FirstOrDefault(each => JsonAttributes.NameOf(each) == part.Name)?.Name ?? WireNames.Pascal(part.Name));
            }

            return;
        }

        var fields = like?.GetMembers().OfType<IFieldSymbol>().Where(each => each.HasConstantValue).ToArray() ?? [];
        var words = WirePath.Split(form.Substring("enum ".Length), '|').Select(ShapeNode.Unquoted)
            .OrderBy(word => Array.FindIndex(fields, each => JsonAttributes.NameOf(each) == word) is >= 0 and var place ? place : int.MaxValue);
        foreach (var word in words) former.Members[word] = Symbols.Escaped(fields.FirstOrDefault(each => JsonAttributes.NameOf(each) == word)?.Name ?? WireNames.Pascal(word));
    }

    private void DeclareHierarchy(FormerType former, string form)
    {
        var by = WirePath.Find(form, " by ");
        var kind = ShapeNode.Unquoted(form.Substring(by + " by ".Length));
        var slot = _declarations.Count;
        _declarations.Add("");
        var text = new StringBuilder();
        if (kind != "$type") text.Append($"[global::System.Text.Json.Serialization.JsonPolymorphic(TypeDiscriminatorPropertyName = {SymbolDisplay.FormatLiteral(kind, quote: true)})]\n");
        foreach (var word in WirePath.Split(form.Substring("one of ".Length, by - "one of ".Length), '|').Select(ShapeNode.Unquoted))
        {
            var path = WirePath.Case(former.Was.Path, word);
            var present = former.Present is null ? null : CaseOf(former.Present, word);
            var each = new FormerType(Free(present?.Name ?? WireNames.Pascal(word)), present, former.Was.Part(path) ?? ShapeNode.Empty(path), former.Now?.Part(path), false);
            _former.Add(each);
            former.Members[word] = each.Name;
            Declare(each, former.Name);
            text.Append($"[global::System.Text.Json.Serialization.JsonDerivedType(typeof({each.Name}), {SymbolDisplay.FormatLiteral(word, quote: true)})]\n");
        }

        _declarations[slot] = text.Append($"{SyntaxFacts.GetText(_event.DeclaredAccessibility)} abstract record {former.Name};").ToString();
    }

    internal static INamedTypeSymbol? CaseOf(INamedTypeSymbol type, string word) => type.GetAttributes()
        .Where(each => Symbols.Is(each.AttributeClass, "System.Text.Json.Serialization.JsonDerivedTypeAttribute") && Symbols.Positional(each, 1) as string == word)
        .Select(each => Symbols.Positional(each) as INamedTypeSymbol).FirstOrDefault();
}
