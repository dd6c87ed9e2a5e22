using Bux.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Bux.Generators.Parsing;

/// <summary>Reads a class with <c>[StateMutator]</c>.</summary>
internal static class MutatorReader
{
    public static Parsed<MutatorModel> Read(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        var type = (INamedTypeSymbol)context.TargetSymbol;
        var compilation = context.SemanticModel.Compilation;
        var place = Symbols.Place(type);
        var findings = Declared.Check(type, compilation, abstractAllowed: true).ToList();
        var folds = new List<FoldModel>();
        ITypeSymbol? state = null;
        var complete = true;

        var methods = type.GetMembers().OfType<IMethodSymbol>()
            .Where(method => method is { Name: "Create" or "Apply", MethodKind: MethodKind.Ordinary })
            .ToArray();
        if (!type.IsStatic) findings.Add(Finding.Of(DiagnosticDescriptors.MutatorWithoutFold, place, type.Name, "is not static"));
        else if (methods.Length == 0) findings.Add(Finding.Of(DiagnosticDescriptors.MutatorWithoutFold, place, type.Name, "has no method Create or Apply"));
        else
        {
            foreach (var method in methods)
            {
                cancellation.ThrowIfCancellationRequested();
                if (new FoldReader(type, method, compilation, findings, cancellation).Read(ref state) is { } fold) folds.Add(fold);
                else complete = false;
            }

            foreach (var attribute in type.GetAttributes().Where(attribute => Symbols.Is(attribute.AttributeClass, Declared.NoStateChange)))
            {
                if (NoChangeReader.Read(type, attribute, state, compilation, findings, cancellation) is { } fold) folds.Add(fold);
                else complete = false;
            }
        }

        var model = new MutatorModel(Symbols.Names(type), state is null ? "" : Symbols.Text(state), Text(type, cancellation), folds.ToEquatableArray());
        return new Parsed<MutatorModel>(model, complete && findings.Count == 0, place, findings.ToEquatableArray());
    }

    /// <summary>The class without comments and white space; its parts in the order of their texts, because files have none.</summary>
    private static string Text(INamedTypeSymbol type, CancellationToken cancellation) => string.Join("\n", type.DeclaringSyntaxReferences
        .Select(reference => string.Join(" ", reference.GetSyntax(cancellation).DescendantTokens().Select(token => token.Text)))
        .OrderBy(text => text, StringComparer.Ordinal));
}
