using Bux.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Bux.CodeFixes.Versions;

/// <summary>A member as an old version had it.</summary>
/// <param name="Wire">Its name on the wire.</param>
/// <param name="Name">Its C# name.</param>
/// <param name="Type">Its C# type.</param>
/// <param name="Absent">The C# text of what it is when it is missing; empty where it must be there or is null.</param>
/// <param name="IsOptional">Whether it may be missing.</param>
/// <param name="IsParameter">Whether the constructor takes it.</param>
/// <param name="Present">The member of today that has its name on the wire, or null.</param>
internal sealed record FormerMember(string Wire, string Name, string Type, string Absent, bool IsOptional, bool IsParameter, PresentMember? Present)
{
    /// <summary>Whether it can be changed later.</summary>
    public bool IsSettable => Present is { IsParameter: false, Property.SetMethod.IsInitOnly: false };

    public string AsParameter() => $"{Attributes()}{Type} {Name}{Assigned("")}";

    /// <param name="isTurned">Whether it comes from a class into a record, where only <c>required</c> says that the wire must have it.</param>
    public string AsProperty(bool isTurned)
    {
        var isRequired = !IsOptional && (isTurned || Present is null || Present.IsParameter || Present.Property.IsRequired || Present.Property.IsReadOnly);
        return $"{Attributes()}public {(isRequired ? "required " : "")}{Type} {Name} {{ get; {(IsSettable ? "set" : "init")}; }}{(isRequired ? "" : Assigned(";"))}";
    }

    private string Assigned(string end) => Absent.Length > 0 ? $" = {Absent}{end}" : "";

    private string Attributes()
    {
        var written = Present is null ? "" : string.Concat(Present.Attributes.Select(list => Targeted(list) + " "));
        if (WireName(Name) == Wire || Present is not null) return written;
        var target = IsParameter ? "property: " : "";
        return $"[{target}global::System.Text.Json.Serialization.JsonPropertyName({SymbolDisplay.FormatLiteral(Wire, quote: true)})] {written}";
    }

    private static string WireName(string name) => WireNames.Camel(name.TrimStart('@'));

    /// <summary>An attribute means the property, wherever it stood.</summary>
    private string Targeted(AttributeListSyntax list) => (Present!.Declaration is ParameterSyntax, IsParameter) switch
    {
        (false, true) when list.Target is null => $"[property: {list.Attributes}]",
        (true, false) when list.Target is { } target && target.Identifier.IsKind(SyntaxKind.PropertyKeyword) => $"[{list.Attributes}]",
        _ => list.WithoutTrivia().ToString(),
    };
}
