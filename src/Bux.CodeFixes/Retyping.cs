using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.FindSymbols;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Simplification;

namespace Bux.CodeFixes;

/// <summary>
/// Gives a member another type: at its declaration, at the constructor parameters that are stored in it, and at the values that the project
/// gives it.
/// </summary>
internal sealed class Retyping(Project project, SolutionEditor editor, CancellationToken cancellation)
{
    public async Task RetypeAsync(ISymbol member, ITypeSymbol type)
    {
        foreach (var declaration in await SyntaxOfAsync(member).ConfigureAwait(false))
        {
            switch (declaration)
            {
                case PropertyDeclarationSyntax property:
                    await DeclareAsync(property.Type, type).ConfigureAwait(false);
                    if (property.Initializer is { Value: { } value }) await GiveAsync(value, member, type).ConfigureAwait(false);
                    break;
                case VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1 } variables } field:
                    await DeclareAsync(variables.Type, type).ConfigureAwait(false);
                    if (field.Initializer is { Value: { } first }) await GiveAsync(first, member, type).ConfigureAwait(false);
                    break;
                case ParameterSyntax { Type: { } positional } parameter:
                    await DeclareAsync(positional, type).ConfigureAwait(false);
                    await RetypeArgumentsAsync(parameter, type).ConfigureAwait(false);
                    break;
            }
        }

        foreach (var (node, _) in await ReferencesAsync(member).ConfigureAwait(false))
        {
            var target = node.Parent is MemberAccessExpressionSyntax access && access.Name == node ? access : node;
            if (target.Parent is AssignmentExpressionSyntax assignment && assignment.Left == target) await GiveAsync(assignment.Right, member, type).ConfigureAwait(false);
            else if (type.Name == "ImmutableArray" || type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } optional && optional.TypeArguments[0].Name == "ImmutableArray") await CountAsync(target).ConfigureAwait(false);
        }
    }

    private async Task DeclareAsync(TypeSyntax old, ITypeSymbol type)
    {
        var edits = await EditsAsync(old).ConfigureAwait(false);
        edits?.ReplaceNode(old, edits.Generator.TypeExpression(type).WithTriviaFrom(old).WithAdditionalAnnotations(Simplifier.Annotation, Simplifier.AddImportsAnnotation));
    }

    /// <summary>Adapts a value that the member gets. A constructor's parameter is retyped instead, when it is nothing but the member's value.</summary>
    private async Task GiveAsync(ExpressionSyntax value, ISymbol member, ITypeSymbol type)
    {
        if (await ModelAsync(value).ConfigureAwait(false) is not { } model) return;
        if (value is IdentifierNameSyntax && model.GetSymbolInfo(value, cancellation).Symbol is IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } constructor } parameter
            && SymbolEqualityComparer.Default.Equals(constructor.ContainingType, member.ContainingType)
            && SymbolEqualityComparer.Default.Equals(parameter.Type, (member as IPropertySymbol)?.Type ?? (member as IFieldSymbol)?.Type)
            && (await SyntaxOfAsync(parameter).ConfigureAwait(false)).OfType<ParameterSyntax>().FirstOrDefault() is { Type: { } declared } declaration)
        {
            await DeclareAsync(declared, type).ConfigureAwait(false);
            await RetypeArgumentsAsync(declaration, type).ConfigureAwait(false);
            return;
        }

        if (await EditsAsync(value).ConfigureAwait(false) is { } edits) new Given(model, edits, cancellation).Adapt(value, type);
    }

    private async Task RetypeArgumentsAsync(ParameterSyntax parameter, ITypeSymbol type)
    {
        if (await ModelAsync(parameter).ConfigureAwait(false) is not { } declaring) return;
        if (declaring.GetDeclaredSymbol(parameter, cancellation) is not IParameterSymbol { ContainingSymbol: IMethodSymbol constructor } symbol) return;
        foreach (var (node, model) in await ReferencesAsync(constructor).ConfigureAwait(false))
        {
            var call = node.FirstAncestorOrSelf<SyntaxNode>(each => each is BaseObjectCreationExpressionSyntax or ConstructorInitializerSyntax or PrimaryConstructorBaseTypeSyntax);
            var arguments = (call is null ? null : model.GetOperation(call, cancellation)) switch
            {
                IObjectCreationOperation creation => creation.Arguments,
                IInvocationOperation invocation => invocation.Arguments,
                _ => [],
            };
            foreach (var argument in arguments.Where(each => each.ArgumentKind == ArgumentKind.Explicit && each.Parameter?.Ordinal == symbol.Ordinal))
            {
                // Of 'x!' the operation names the x.
                if (argument.Syntax.FirstAncestorOrSelf<ArgumentSyntax>() is { Expression: { } value } && await EditsAsync(value).ConfigureAwait(false) is { } edits) new Given(model, edits, cancellation).Adapt(value, type);
            }
        }
    }

    /// <summary>An ImmutableArray has a Length where a list has a Count.</summary>
    private async Task CountAsync(SyntaxNode target)
    {
        var name = target.Parent switch
        {
            MemberAccessExpressionSyntax access when access.Expression == target => access.Name,
            ConditionalAccessExpressionSyntax { WhenNotNull: MemberBindingExpressionSyntax binding } conditional when conditional.Expression == target => binding.Name,
            _ => null,
        };
        if (name is not IdentifierNameSyntax { Identifier.ValueText: "Count" } || name.Parent?.Parent is InvocationExpressionSyntax) return;
        if (await EditsAsync(name).ConfigureAwait(false) is { } edits) edits.ReplaceNode(name, SyntaxFactory.IdentifierName("Length").WithTriviaFrom(name));
    }

    private async Task<IReadOnlyList<(SyntaxNode Node, SemanticModel Model)>> ReferencesAsync(ISymbol symbol)
    {
        var found = new List<(SyntaxNode, SemanticModel)>();
        foreach (var location in (await SymbolFinder.FindReferencesAsync(symbol, project.Solution, cancellation).ConfigureAwait(false)).SelectMany(each => each.Locations))
        {
            if (location.Document.Project.Id != project.Id || location.IsImplicit && symbol is not IMethodSymbol) continue;
            var root = await location.Document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
            var model = await location.Document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
            if (root is not null && model is not null) found.Add((root.FindNode(location.Location.SourceSpan, getInnermostNodeForTie: true), model));
        }

        return found;
    }

    private async Task<IReadOnlyList<SyntaxNode>> SyntaxOfAsync(ISymbol symbol)
    {
        var nodes = new List<SyntaxNode>();
        foreach (var reference in symbol.DeclaringSyntaxReferences) nodes.Add(await reference.GetSyntaxAsync(cancellation).ConfigureAwait(false));
        return nodes;
    }

    private async Task<SemanticModel?> ModelAsync(SyntaxNode node) =>
        project.Solution.GetDocument(node.SyntaxTree) is { } document ? await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) : null;

    private async Task<DocumentEditor?> EditsAsync(SyntaxNode node) =>
        project.Solution.GetDocument(node.SyntaxTree) is { } document ? await editor.GetDocumentEditorAsync(document.Id, cancellation).ConfigureAwait(false) : null;
}
