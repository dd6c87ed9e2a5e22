using Bux.Analyzers.Immutability;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Bux.CodeFixes;

/// <summary>The declaration that a report marks.</summary>
internal static class Reported
{
    /// <summary>The kind of fix that the report asks for, or null.</summary>
    public static string? Mend(Diagnostic report) => report.Properties.TryGetValue(Mends.Key, out var mend) ? mend : null;

    /// <summary>The property, field or type, and the document that declares it; null when the source has changed since.</summary>
    public static async Task<(Document Document, ISymbol Symbol)?> FindAsync(Solution solution, Diagnostic report, CancellationToken cancellation)
    {
        if (solution.GetDocument(report.Location.SourceTree) is not { } document) return null;
        var root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
        var model = await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        var node = root?.FindToken(report.Location.SourceSpan.Start).Parent?.FirstAncestorOrSelf<SyntaxNode>(each =>
            each is BasePropertyDeclarationSyntax or ParameterSyntax or VariableDeclaratorSyntax or BaseTypeDeclarationSyntax);
        return (node is null ? null : model?.GetDeclaredSymbol(node, cancellation)) switch
        {
            IParameterSymbol parameter when Positional(parameter) is { } property => (document, property),
            IPropertySymbol or IFieldSymbol or INamedTypeSymbol => (document, model!.GetDeclaredSymbol(node!, cancellation)!),
            _ => null,
        };
    }

    /// <summary>The property that a record's parameter declares.</summary>
    public static IPropertySymbol? Positional(IParameterSymbol parameter) => parameter.ContainingType?.GetMembers(parameter.Name).OfType<IPropertySymbol>()
        .FirstOrDefault(property => property.Locations.Intersect(parameter.Locations).Any());

    /// <summary>Whether the member has the form that it has because another member has it.</summary>
    public static bool IsBound(ISymbol member) => member.IsOverride || member.IsVirtual || member.IsAbstract || member.ContainingType.TypeKind == TypeKind.Interface
        || member.ContainingType.AllInterfaces.SelectMany(each => each.GetMembers()).Any(each =>
            SymbolEqualityComparer.Default.Equals(member.ContainingType.FindImplementationForInterfaceMember(each), member));
}
