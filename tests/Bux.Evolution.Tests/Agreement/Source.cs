using System.Text;

namespace Bux.Evolution.Tests.Agreement;

/// <summary>The C# of random contracts.</summary>
internal static class Source
{
    /// <summary>A contract in a namespace of its own.</summary>
    /// <param name="root">Its members.</param>
    /// <param name="space">The namespace.</param>
    /// <param name="attribute">What makes a contract of it.</param>
    /// <param name="isCommand">Whether it is a command, whose key then is its first member.</param>
    public static string Of(Object root, string space, string attribute, bool isCommand)
    {
        var text = new StringBuilder($"namespace {space}\n{{\n");
        foreach (var form in All(root).DistinctBy(form => form.Type))
        {
            if (form is Names names) text.Append($"public enum {names.Name} {{ {string.Join(", ", names.All)} }}\n");
            else if (form is Id id) text.Append($"public readonly record struct {id.Name}({id.Value.Type} Value);\n");
            else if (form is Object shape) text.Append(Record(shape, ReferenceEquals(form, root) ? attribute : "", "", ReferenceEquals(form, root) && isCommand));
            else if (form is Hierarchy hierarchy)
            {
                text.Append($"[JsonPolymorphic(TypeDiscriminatorPropertyName = \"{hierarchy.Discriminator}\")]\n");
                foreach (var each in hierarchy.Cases) text.Append($"[JsonDerivedType(typeof({each.Name}), \"{each.Name.ToLowerInvariant()}\")]\n");
                text.Append($"public abstract record {hierarchy.Name};\n");
                foreach (var each in hierarchy.Cases) text.Append(Record(each, "", hierarchy.Name, false));
            }
        }

        return text.Append("}\n").ToString();
    }

    private static IEnumerable<Form> All(Form form) => new[] { form }.Concat(form.Inner.SelectMany(All));

    private static string Record(Object shape, string attribute, string parent, bool isCommand)
    {
        var key = isCommand ? "[property: EntityKey] string Key" : "";
        var bases = isCommand ? " : ICommand" : parent.Length > 0 ? " : " + parent : "";
        var text = $"{attribute} public sealed record {shape.Name}";
        if (!shape.IsPositional)
        {
            var properties = shape.Members.Select(member => member.Default is { } value ? $"{Named(member)} public {member.Form.Type} {member.Name} {{ get; init; }} = {value};"
                : member.Form is Optional ? $"{Named(member)} public {member.Form.Type} {member.Name} {{ get; init; }}"
                : $"{Named(member)} public required {member.Form.Type} {member.Name} {{ get; init; }}");
            return $"{text}({key}){bases} {{ {string.Join(" ", properties)} }}\n";
        }

        var parameters = shape.Members.OrderBy(member => member.Default is not null)
            .Select(member => $"{Named(member, "property: ")} {member.Form.Type} {member.Name}{(member.Default is { } value ? " = " + value : "")}");
        return $"{text}({string.Join(", ", new[] { key }.Where(each => each.Length > 0).Concat(parameters))}){bases};\n";
    }

    private static string Named(Member member, string target = "") => member.Wire is { } wire ? $"[{target}JsonPropertyName(\"{wire}\")]" : "";
}
