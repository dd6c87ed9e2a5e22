using Bux.Generators.Model;
using Bux.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Bux.CodeFixes.Versions;

/// <summary>A member of a type as it is today.</summary>
/// <param name="Model">How the wire knows it.</param>
/// <param name="Property">The property.</param>
/// <param name="Declaration">Its declaration, a property or a record's parameter; null where there is no source.</param>
internal sealed record PresentMember(MemberModel Model, IPropertySymbol Property, SyntaxNode? Declaration)
{
    public bool IsParameter => Model.Role == MemberRole.Constructor;

    public SyntaxList<AttributeListSyntax> Attributes => Declaration switch
    {
        ParameterSyntax parameter => parameter.AttributeLists,
        PropertyDeclarationSyntax property => property.AttributeLists,
        _ => default,
    };

    /// <summary>The value that stands in the source for its absence, or null.</summary>
    public ExpressionSyntax? Default => Declaration switch
    {
        ParameterSyntax parameter => parameter.Default?.Value,
        PropertyDeclarationSyntax property => property.Initializer?.Value,
        _ => null,
    };
}

/// <summary>A type that is an object on the wire, as it is today.</summary>
/// <param name="Type">The type.</param>
/// <param name="Members">Its members: those that its constructor takes in their order, then the others.</param>
/// <param name="NamedArguments">Whether the constructor has parameters that no member gives.</param>
internal sealed record PresentType(INamedTypeSymbol Type, IReadOnlyList<PresentMember> Members, bool NamedArguments)
{
    /// <summary>The type, or null where it is no object that could be read.</summary>
    public static PresentType? Of(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation)
    {
        var shapes = new ShapeReader(compilation, null, cancellation);
        shapes.ReadRoot(type);
        if (shapes.Codecs.FirstOrDefault(each => each.Type == Symbols.Text(type)) is not ObjectCodec codec) return null;
        var properties = Symbols.WithBases(type).SelectMany(level => level.GetMembers().OfType<IPropertySymbol>()).ToArray();
        var members = codec.Members
            .Select(model => new { Model = model, Property = properties.FirstOrDefault(each => Symbols.Escaped(each.Name) == model.Name) })
            .Where(each => each.Property is not null)
            .Select(each => new PresentMember(each.Model, each.Property!, each.Property!.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation)))
            .OrderBy(each => each.IsParameter ? each.Model.Position : int.MaxValue)
            .ToArray();
        return new PresentType(type, members, codec.NamedArguments);
    }

    /// <summary>The member of a name on the wire, or null.</summary>
    public PresentMember? Find(string wire) => Members.FirstOrDefault(each => each.Model.Wire == wire);

    /// <summary>The type's declaration that says most, or null where there is no source.</summary>
    public TypeDeclarationSyntax? Declaration(CancellationToken cancellation) => Type.DeclaringSyntaxReferences
        .Select(each => each.GetSyntax(cancellation)).OfType<TypeDeclarationSyntax>()
        .OrderByDescending(each => each.ParameterList is not null).ThenByDescending(each => each.AttributeLists.Count).FirstOrDefault();
}
