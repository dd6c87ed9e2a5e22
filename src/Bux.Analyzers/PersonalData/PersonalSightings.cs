using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Bux.Analyzers.PersonalData;

/// <summary>What a file's text says: whether it marks personal data, and which declaration names what. Kept for as long as the file is the same.</summary>
internal sealed class PersonalSightings
{
    private static readonly ConditionalWeakTable<SyntaxTree, PersonalSightings> OfFiles = new();

    private PersonalSightings(SyntaxTree tree)
    {
        var declarations = new List<Declaration>();
        foreach (var node in tree.GetRoot().DescendantNodes())
        {
            if (node is AttributeSyntax attribute) IsMarked |= NameOf(attribute.Name) is "PersonalData" or "PersonalDataAttribute";
            else if (DeclaredNameOf(node) is { } name) declarations.Add(Read(name, node));
            // Another name for the attribute.
            else if (node is UsingDirectiveSyntax { Alias: not null, NamespaceOrType: NameSyntax target }) IsMarked |= NameOf(target) == "PersonalDataAttribute";
        }

        Declarations = declarations;
    }

    public bool IsMarked { get; }

    public IReadOnlyList<Declaration> Declarations { get; }

    public static PersonalSightings Of(SyntaxTree tree) => OfFiles.GetValue(tree, each => new PersonalSightings(each));

    /// <summary>Whether a node is, by its name, one of the places or makes the value of one.</summary>
    public static bool IsPlace(SyntaxNode node) => node switch
    {
        SimpleNameSyntax { Identifier.ValueText: var name } => IsPlace(name),
        BaseObjectCreationExpressionSyntax { ArgumentList: { } list, Parent: ThrowStatementSyntax or ThrowExpressionSyntax } => Says(list),
        PrimaryConstructorBaseTypeSyntax { ArgumentList: { } list } => Says(list),
        ConstructorInitializerSyntax { ArgumentList: { } list } => Says(list),
        ObjectCreationExpressionSyntax { Type: { } type, ArgumentList: { } list } => NameOf(type)?.EndsWith("Exception", StringComparison.Ordinal) == true && Says(list),
        ImplicitObjectCreationExpressionSyntax { ArgumentList: { } list } => Says(list),
        _ => false,
    };

    private static bool IsPlace(string name) =>
        name.StartsWith("Log", StringComparison.Ordinal) && name is not "Logging"
        || name.StartsWith("Write", StringComparison.Ordinal)
        || name is "BeginScope" or "SetTag" or "AddTag" or "SetBaggage" or "AddBaggage" or "AddEvent" or "SetStatus"
            or "Data" or "Trace" or "Debug" or "ArgumentOutOfRangeException" or "Rejection";

    /// <summary>Whether arguments say more than what is written there.</summary>
    private static bool Says(ArgumentListSyntax list) => list.Arguments.Any(each => each.Expression is not LiteralExpressionSyntax);

    private static Declaration Read(string name, SyntaxNode declaration)
    {
        var isPlace = declaration is MethodDeclarationSyntax { AttributeLists.Count: > 0 } method
            && method.AttributeLists.SelectMany(each => each.Attributes).Any(each => NameOf(each.Name) is "LoggerMessage" or "LoggerMessageAttribute");
        if (declaration is TypeDeclarationSyntax type)
        {
            var names = type.BaseList?.Types.Select(each => NameOf(each.Type)).OfType<string>().ToArray() ?? [];
            var isCommand = type.AttributeLists.SelectMany(each => each.Attributes).Any(each => NameOf(each.Name) is "Command" or "CommandAttribute");
            return new Declaration(name, isCommand || names.Any(each => IsPlace(each) || each.EndsWith("Exception", StringComparison.Ordinal)), names);
        }

        var named = new HashSet<string>(StringComparer.Ordinal);
        foreach (var node in declaration.DescendantNodes())
        {
            isPlace = isPlace || IsPlace(node);
            if (node is SimpleNameSyntax { Identifier.ValueText: var mentioned }) named.Add(mentioned);
        }

        return new Declaration(name, isPlace, named);
    }

    private static string? DeclaredNameOf(SyntaxNode node) => node switch
    {
        MethodDeclarationSyntax method => method.Identifier.ValueText,
        PropertyDeclarationSyntax property when HasBody(property) => property.Identifier.ValueText,
        VariableDeclaratorSyntax { Initializer: not null, Parent.Parent: FieldDeclarationSyntax } field => field.Identifier.ValueText,
        ConstructorDeclarationSyntax constructor => constructor.Identifier.ValueText,
        TypeDeclarationSyntax type => type.Identifier.ValueText,
        _ => null,
    };

    private static bool HasBody(PropertyDeclarationSyntax property) => property.ExpressionBody is not null
        || property.AccessorList?.Accessors.Any(each => each.Body is not null || each.ExpressionBody is not null) == true;

    private static string? NameOf(SyntaxNode node) => node switch
    {
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax alias => alias.Name.Identifier.ValueText,
        _ => null,
    };

    /// <summary>A member or a type that code can name.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="IsPlace">Whether it is a place, or names one.</param>
    /// <param name="Names">What else it names.</param>
    internal sealed record Declaration(string Name, bool IsPlace, IReadOnlyCollection<string> Names);
}
