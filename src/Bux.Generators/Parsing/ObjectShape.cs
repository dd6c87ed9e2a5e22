using System.Globalization;
using Bux.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Bux.Generators.Parsing;

/// <summary>Reads a class, record or struct that is an object on the wire: its members, and how a new one gets them.</summary>
internal sealed class ObjectShape(ShapeReader shapes, Compilation compilation)
{
    private const string Rejection = "Bux.Rejection";

    /// <summary>Reads a type, or returns null and reports why not.</summary>
    public ObjectCodec? Read(INamedTypeSymbol type)
    {
        foreach (var level in Symbols.WithBases(type)) WarnOfAttributes(level, level.Name);
        var properties = Properties(type);
        if (Constructor(type, properties) is not { } constructor)
        {
            shapes.Report(Finding.Of(DiagnosticDescriptors.NoConstructor, Symbols.Place(type) ?? shapes.Root, type.Name));
            return null;
        }

        var isRejection = Symbols.WithBases(type).Any(each => Symbols.Is(each, Rejection));
        var members = new List<MemberModel>();
        foreach (var property in properties)
        {
            var parameter = constructor.Parameters.FirstOrDefault(each => Gives(each, property));
            if (isRejection && parameter is null && Symbols.Is(property.ContainingType, Rejection)) continue;
            WarnOfAttributes(property, $"{type.Name}.{property.Name}");
            if (JsonAttributes.IsIgnored(property)) RefuseIgnored(type, property, parameter);
            else if (Member(type, property, parameter, constructor) is { } member) members.Add(member);
        }

        RefuseFields(type);
        RefuseDuplicates(type, members);
        var names = Symbols.Names(type);
        var obsolete = names.Obsolete || Symbols.IsObsolete(constructor)
            || properties.Any(property => Symbols.IsObsolete(property) || Symbols.MentionsObsolete(property.Type));
        var named = constructor.Parameters.Length > members.Count(member => member.Role == MemberRole.Constructor);
        return new ObjectCodec(
            names.Type, names.Name, names.FullName, obsolete, type.IsValueType, isRejection, named, members.ToEquatableArray());
    }

    private static List<IPropertySymbol> Properties(INamedTypeSymbol type)
    {
        var properties = new List<IPropertySymbol>();
        foreach (var level in Symbols.WithBases(type).Reverse())
        {
            foreach (var property in level.GetMembers().OfType<IPropertySymbol>())
            {
                if (property is not { IsStatic: false, IsIndexer: false, DeclaredAccessibility: Accessibility.Public, GetMethod.DeclaredAccessibility: Accessibility.Public }) continue;
                var hidden = properties.FindIndex(each => each.Name == property.Name);
                if (hidden < 0) properties.Add(property);
                else properties[hidden] = property;
            }
        }

        return properties;
    }

    private IMethodSymbol? Constructor(INamedTypeSymbol type, List<IPropertySymbol> properties) => type.InstanceConstructors
        .Where(constructor => compilation.IsSymbolAccessibleWithin(constructor, compilation.Assembly))
        .Where(constructor => !IsCopy(constructor, type))
        .Where(constructor => constructor.Parameters.All(parameter => parameter.IsOptional || properties.Any(property => Gives(parameter, property))))
        .OrderByDescending(JsonAttributes.IsChosen)
        .ThenByDescending(constructor => constructor.Parameters.Count(parameter => properties.Any(property => Gives(parameter, property))))
        .ThenBy(constructor => constructor.ToDisplayString(), StringComparer.Ordinal)
        .FirstOrDefault();

    private static bool IsCopy(IMethodSymbol constructor, INamedTypeSymbol type) =>
        type.IsRecord && constructor.Parameters.Length == 1 && SymbolEqualityComparer.Default.Equals(constructor.Parameters[0].Type, type);

    private static bool Gives(IParameterSymbol parameter, IPropertySymbol property) =>
        parameter.RefKind is RefKind.None or RefKind.In
        && string.Equals(parameter.Name, property.Name, StringComparison.OrdinalIgnoreCase)
        && SymbolEqualityComparer.Default.Equals(parameter.Type, property.Type);

    private MemberModel? Member(INamedTypeSymbol type, IPropertySymbol property, IParameterSymbol? parameter, IMethodSymbol constructor)
    {
        var settable = property.SetMethod is { } setter && compilation.IsSymbolAccessibleWithin(setter, compilation.Assembly);
        if (parameter is null && !settable)
        {
            if (IsStored(property)) RefuseUnread(type, property.Name, property, "Give it 'init' or a constructor parameter of its name and type");
            return null;
        }

        var codec = CustomShape.Of(property) ?? CustomShape.Of(parameter);
        if (shapes.Read(property.Type, Symbols.Place(property), $"{type.Name}.{property.Name}", codec) is not { } read) return null;
        var role = parameter is not null ? MemberRole.Constructor
            : property.IsRequired ? MemberRole.Initializer
            : !property.SetMethod!.IsInitOnly ? MemberRole.Setter
            : type.IsRecord || type.IsValueType ? MemberRole.With
            : MemberRole.Initializer;
        var absent = parameter is { HasExplicitDefaultValue: true } ? Literal(parameter) : read is NullableType ? "null" : null;
        var leftOut = JsonAttributes.IsLeftOutWhenNull(property) && read is NullableType && absent is null or "null";
        return new MemberModel(
            Symbols.Escaped(property.Name), JsonAttributes.NameOf(property), read, role,
            parameter?.Ordinal ?? -1, Symbols.Escaped(parameter?.Name ?? ""), absent, leftOut,
            Absence.Of(property, parameter, role, read, constructor));
    }

    private void RefuseIgnored(INamedTypeSymbol type, IPropertySymbol property, IParameterSymbol? parameter)
    {
        if (parameter is { IsOptional: false }) RefuseUnread(type, property.Name, property, "Give its constructor parameter a default");
        else if (parameter is null && property.IsRequired) RefuseUnread(type, property.Name, property, "Do not make it both required and ignored");
    }

    private void WarnOfAttributes(ISymbol symbol, string name)
    {
        if (JsonAttributes.NotFollowed(symbol) is { } attribute) shapes.Warn(DiagnosticDescriptors.AttributeNotFollowed, Symbols.Place(symbol), name, attribute);
    }

    /// <summary>Whether a property holds a value of its own; a computed one does not, and is not written.</summary>
    private static bool IsStored(IPropertySymbol property) =>
        property.ContainingType.GetMembers().OfType<IFieldSymbol>().Any(field => SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property));

    private void RefuseFields(INamedTypeSymbol type)
    {
        foreach (var field in Symbols.WithBases(type).SelectMany(level => level.GetMembers().OfType<IFieldSymbol>()))
        {
            if (field is not { IsStatic: false, IsConst: false, IsImplicitlyDeclared: false, DeclaredAccessibility: Accessibility.Public }) continue;
            RefuseUnread(type, field.Name, field, "Make the field a property with 'init'");
        }
    }

    private void RefuseUnread(INamedTypeSymbol type, string name, ISymbol member, string remedy) =>
        shapes.Report(Finding.Of(DiagnosticDescriptors.MemberNotRead, Symbols.Place(member) ?? shapes.Root, $"{type.Name}.{name}", remedy));

    private void RefuseDuplicates(INamedTypeSymbol type, List<MemberModel> members)
    {
        foreach (var group in members.GroupBy(member => member.Wire, StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            shapes.Report(Finding.Of(DiagnosticDescriptors.DuplicateMember, Symbols.Place(type) ?? shapes.Root, type.Name, group.Key));
        }
    }

    private static string Literal(IParameterSymbol parameter)
    {
        var type = Symbols.Text(parameter.Type);
        return parameter.ExplicitDefaultValue switch
        {
            null => parameter.Type.IsReferenceType || parameter.Type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T ? "null" : $"default({type})",
            bool value => value ? "true" : "false",
            string value => SymbolDisplay.FormatLiteral(value, quote: true),
            char value => SymbolDisplay.FormatLiteral(value, quote: true),
            double value => Floating(value, "double", "d"),
            float value => Floating(value, "float", "f"),
            decimal value => value.ToString(CultureInfo.InvariantCulture) + "m",
            IFormattable value => $"({type})({value.ToString(null, CultureInfo.InvariantCulture)})",
            _ => $"default({type})",
        };
    }

    private static string Floating<T>(T value, string type, string suffix) where T : IFormattable =>
        value.ToString("R", CultureInfo.InvariantCulture) switch
        {
            "NaN" => type + ".NaN",
            "Infinity" => type + ".PositiveInfinity",
            "-Infinity" => type + ".NegativeInfinity",
            var text => text + suffix,
        };
}
