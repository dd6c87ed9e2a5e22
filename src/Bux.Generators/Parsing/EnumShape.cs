using Bux.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Bux.Generators.Parsing;

/// <summary>Reads an enum that is written by the names of its members.</summary>
internal static class EnumShape
{
    /// <summary>Reads an enum, or says why it cannot be on the wire.</summary>
    public static EnumCodec? Read(INamedTypeSymbol type, out string reason)
    {
        reason = "";
        var fields = type.GetMembers().OfType<IFieldSymbol>().Where(field => field.HasConstantValue).ToArray();
        var members = fields.Select(field => new EnumName(Symbols.Escaped(field.Name), JsonAttributes.NameOf(field))).ToArray();
        if (Symbols.Attribute(type, "System.FlagsAttribute") is not null) reason = "a combination of flags has no name";
        else if (members.Length == 0) reason = "it has no members";
        else if (members.Select(member => member.Wire).Distinct(StringComparer.Ordinal).Count() < members.Length) reason = "two of its members have the same name";
        if (reason.Length > 0) return null;

        var names = Symbols.Names(type);
        return new EnumCodec(names.Type, names.Name, names.FullName, names.Obsolete || fields.Any(Symbols.IsObsolete), members.ToEquatableArray());
    }
}
