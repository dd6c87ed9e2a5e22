using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Simplification;

namespace Bux.CodeFixes;

/// <summary>
/// Adapts a value to the type that it is now given to: as a collection expression where the type takes one, else through a conversion that the
/// library has. A value that converts by itself stays as it is.
/// </summary>
internal sealed class Given(SemanticModel model, DocumentEditor edits, CancellationToken cancellation)
{
    public void Adapt(ExpressionSyntax value, ITypeSymbol type)
    {
        var target = type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type;
        if (value.IsKind(SyntaxKind.DefaultLiteralExpression) || value.IsKind(SyntaxKind.NullLiteralExpression) || target is not INamedTypeSymbol named) return;
        if (value is PostfixUnaryExpressionSyntax { Operand: LiteralExpressionSyntax })
        {
            if (type.IsValueType) Put(value, _ => SyntaxFactory.LiteralExpression(SyntaxKind.DefaultLiteralExpression, SyntaxFactory.Token(SyntaxKind.DefaultKeyword)));
            return;
        }

        if (model.GetTypeInfo(value, cancellation).Type is { } present && value is not BaseObjectCreationExpressionSyntax && model.Compilation.ClassifyConversion(present, type).IsImplicit) return;
        var optional = !SymbolEqualityComparer.Default.Equals(type, target) && model.GetTypeInfo(value, cancellation).Nullability.FlowState == NullableFlowState.MaybeNull;
        switch (named.Name)
        {
            case "ImmutableArray" or "ImmutableList" or "ImmutableHashSet" or "ImmutableSortedSet" or "ImmutableQueue" or "ImmutableStack" or "IReadOnlyList" or "IReadOnlyCollection" or "IEnumerable":
                if (optional) Call(value, named.Name, optional: true);
                else Enumerate(value, named);
                break;
            case "ImmutableDictionary" or "ImmutableSortedDictionary":
                if (IsEmpty(value)) Put(value, _ => SyntaxFactory.MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, Named(named), SyntaxFactory.IdentifierName("Empty")));
                else Call(value, named.Name, optional);
                break;
            case "IReadOnlyDictionary":
                Fill(value, named, "System.Collections.Generic.Dictionary`2", "Dictionary");
                break;
            case "IReadOnlySet":
                Fill(value, named, "System.Collections.Generic.HashSet`1", "HashSet");
                break;
            case "ReadOnlyMemory" when value is CollectionExpressionSyntax { Elements.Count: 0 }:
                Put(value, _ => SyntaxFactory.MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, Named(named), SyntaxFactory.IdentifierName("Empty")));
                break;
            case "ReadOnlyMemory" when value is CollectionExpressionSyntax && model.Compilation.CreateArrayTypeSymbol(named.TypeArguments[0]) is var array:
                Put(value, node => SyntaxFactory.ArrayCreationExpression((ArrayTypeSyntax)edits.Generator.TypeExpression(array), Braces(SyntaxKind.ArrayInitializerExpression, node)));
                break;
        }
    }

    /// <summary>Writes the value as a collection expression.</summary>
    private void Enumerate(ExpressionSyntax value, INamedTypeSymbol type)
    {
        if (value is CollectionExpressionSyntax collection)
        {
            foreach (var element in collection.Elements.OfType<ExpressionElementSyntax>()) Adapt(element.Expression, type.TypeArguments[0]);
        }
        else if (IsEmpty(value))
        {
            Put(value, _ => SyntaxFactory.CollectionExpression());
        }
        else if (Elements(value) is { } elements)
        {
            foreach (var element in elements) Adapt(element, type.TypeArguments[0]);
            Put(value, node => SyntaxFactory.CollectionExpression(SyntaxFactory.SeparatedList<CollectionElementSyntax>(
                Elements((ExpressionSyntax)node)!.Value.GetWithSeparators().Select(each => each.IsToken ? each : (SyntaxNodeOrToken)SyntaxFactory.ExpressionElement((ExpressionSyntax)each.AsNode()!).WithoutTrivia()))));
        }
        else
        {
            Put(value, node => SyntaxFactory.CollectionExpression([SyntaxFactory.SpreadElement(SyntaxFactory.Token(SyntaxKind.DotDotToken).WithTrailingTrivia(SyntaxFactory.Space), Source((ExpressionSyntax)node).WithoutTrivia())]));
        }
    }

    /// <summary>Names the class that an interface to read through can be filled as, where the value does not name it.</summary>
    private void Fill(ExpressionSyntax value, INamedTypeSymbol type, string metadataName, string word)
    {
        if (value is not (ImplicitObjectCreationExpressionSyntax or CollectionExpressionSyntax))
        {
            var converts = model.GetTypeInfo(value, cancellation).Type is { } present && model.Compilation.ClassifyConversion(present, type).IsImplicit;
            if (!converts) Call(value, word, optional: false);
            return;
        }

        if (model.Compilation.GetTypeByMetadataName(metadataName)?.Construct([.. type.TypeArguments], [.. type.TypeArgumentNullableAnnotations]) is not { } filled) return;
        Put(value, node => node is ImplicitObjectCreationExpressionSyntax made
            ? SyntaxFactory.ObjectCreationExpression(Named(filled).WithLeadingTrivia(SyntaxFactory.Space), made.ArgumentList, made.Initializer)
            : SyntaxFactory.ObjectCreationExpression(
                Named(filled).WithLeadingTrivia(SyntaxFactory.Space), ((CollectionExpressionSyntax)node).Elements.Count > 0 ? null : SyntaxFactory.ArgumentList(),
                ((CollectionExpressionSyntax)node).Elements.Count > 0 ? Braces(SyntaxKind.CollectionInitializerExpression, node) : null));
    }

    /// <summary>Calls the library's conversion.</summary>
    private void Call(ExpressionSyntax value, string word, bool optional) => Put(value, node =>
    {
        var name = SyntaxFactory.IdentifierName("To" + word);
        var source = node is ImplicitObjectCreationExpressionSyntax made && model.GetTypeInfo(value, cancellation).Type is { } type
            ? SyntaxFactory.ObjectCreationExpression(Named(type).WithLeadingTrivia(SyntaxFactory.Space), made.ArgumentList, made.Initializer)
            : Source((ExpressionSyntax)node).WithoutTrivia();
        var receiver = source is BinaryExpressionSyntax or ConditionalExpressionSyntax or CastExpressionSyntax or AssignmentExpressionSyntax or SwitchExpressionSyntax or AwaitExpressionSyntax ? SyntaxFactory.ParenthesizedExpression(source) : source;
        return optional
            ? Continued(receiver, SyntaxFactory.InvocationExpression(SyntaxFactory.MemberBindingExpression(name)))
            : SyntaxFactory.InvocationExpression(SyntaxFactory.MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, receiver, name));
    });

    /// <summary>A chain of <c>?.</c> goes on at its end: the parser nests it to the right.</summary>
    private static ConditionalAccessExpressionSyntax Continued(ExpressionSyntax receiver, ExpressionSyntax call) => receiver is ConditionalAccessExpressionSyntax chain
        ? chain.WithWhenNotNull(Continued(chain.WhenNotNull, call))
        : SyntaxFactory.ConditionalAccessExpression(receiver, call);

    private void Put(ExpressionSyntax value, Func<SyntaxNode, ExpressionSyntax> change) => edits.ReplaceNode(value, (node, _) => change(node).WithTriviaFrom(node));

    private TypeSyntax Named(ITypeSymbol type) => ((TypeSyntax)edits.Generator.TypeExpression(type)).WithAdditionalAnnotations(Simplifier.Annotation, Simplifier.AddImportsAnnotation);

    private bool IsEmpty(ExpressionSyntax value) => value switch
    {
        BaseObjectCreationExpressionSyntax creation => creation is { ArgumentList: null or { Arguments.Count: 0 }, Initializer: null or { Expressions.Count: 0 } },
        CollectionExpressionSyntax { Elements.Count: 0 } => true,
        ArrayCreationExpressionSyntax { Initializer.Expressions.Count: 0 } => true,
        InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0 } call => model.GetSymbolInfo(call, cancellation).Symbol is IMethodSymbol { Name: "Empty", IsStatic: true },
        _ => false,
    };

    /// <summary>The elements of a creation that lists them, or null.</summary>
    private static SeparatedSyntaxList<ExpressionSyntax>? Elements(ExpressionSyntax value) => value switch
    {
        BaseObjectCreationExpressionSyntax { ArgumentList: null or { Arguments.Count: 0 }, Initializer: { } initializer } when initializer.Expressions.All(each => each is not (AssignmentExpressionSyntax or InitializerExpressionSyntax)) => initializer.Expressions,
        ArrayCreationExpressionSyntax { Initializer: { } initializer } => initializer.Expressions,
        ImplicitArrayCreationExpressionSyntax { Initializer: { } initializer } => initializer.Expressions,
        _ => null,
    };

    /// <summary>What the value was copied from: the copy is made anew anyway.</summary>
    private static ExpressionSyntax Source(ExpressionSyntax value) =>
        value is InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0, Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ToList" or "ToArray" or "ToHashSet" or "ToDictionary" } copy } ? copy.Expression : value;

    private static InitializerExpressionSyntax Braces(SyntaxKind kind, SyntaxNode collection) => SyntaxFactory.InitializerExpression(kind, SyntaxFactory.SeparatedList<ExpressionSyntax>(
        ((CollectionExpressionSyntax)collection).Elements.GetWithSeparators().Select(each => each.IsToken ? each : (SyntaxNodeOrToken)((ExpressionElementSyntax)each.AsNode()!).Expression)));
}
