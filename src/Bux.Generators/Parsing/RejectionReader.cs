using Bux.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Bux.Generators.Parsing;

/// <summary>Reads a record that derives from <c>Bux.Rejection</c>. It has no attribute, so syntax chooses the candidates.</summary>
internal static class RejectionReader
{
    public static bool IsCandidate(SyntaxNode node, CancellationToken cancellation) =>
        node is RecordDeclarationSyntax { BaseList.Types.Count: > 0 } record && !record.Modifiers.Any(Microsoft.CodeAnalysis.CSharp.SyntaxKind.AbstractKeyword);

    public static Parsed<RejectionModel>? Read(GeneratorSyntaxContext context, CancellationToken cancellation)
    {
        var node = (RecordDeclarationSyntax)context.Node;
        if (context.SemanticModel.GetDeclaredSymbol(node, cancellation) is not INamedTypeSymbol { IsAbstract: false } type) return null;
        return IsOne(type) && IsTheDeclaration(node, type, cancellation) ? Read(type, node, context.SemanticModel, cancellation) : null;
    }

    /// <summary>Whether a type is a rejection.</summary>
    public static bool IsOne(INamedTypeSymbol type) =>
        type is { IsAbstract: false, IsRecord: true } && Symbols.WithBases(type).Skip(1).Any(each => Symbols.Is(each, "Bux.Rejection"));

    /// <summary>The part of a rejection that says what its code is.</summary>
    public static RecordDeclarationSyntax? Declaration(INamedTypeSymbol type, CancellationToken cancellation) => type.DeclaringSyntaxReferences
        .Select(reference => reference.GetSyntax(cancellation)).OfType<RecordDeclarationSyntax>()
        .FirstOrDefault(node => node.BaseList is not null && IsTheDeclaration(node, type, cancellation));

    /// <summary>Reads a rejection by the part that says what its code is.</summary>
    public static Parsed<RejectionModel> Read(INamedTypeSymbol type, RecordDeclarationSyntax node, SemanticModel model, CancellationToken cancellation)
    {
        var compilation = model.Compilation;
        var place = Symbols.Place(type);
        var shapes = new ShapeReader(compilation, place, cancellation);
        foreach (var finding in Declared.Check(type, compilation)) shapes.Report(finding);
        var code = Code(node, model, cancellation);
        if (code is null) shapes.Report(Finding.Of(DiagnosticDescriptors.RejectionCodeNotConstant, place, type.Name));
        else foreach (var finding in Declared.CheckName(code, type.Name, place)) shapes.Report(finding);
        if (shapes.Sound) shapes.ReadRoot(type);

        return new Parsed<RejectionModel>(new RejectionModel(Symbols.Names(type), code ?? "", shapes.Codecs), shapes.Sound, place, shapes.Findings);
    }

    /// <summary>Of several parts of a record, the one with the base call counts, else the first one with a base list.</summary>
    private static bool IsTheDeclaration(RecordDeclarationSyntax node, INamedTypeSymbol type, CancellationToken cancellation)
    {
        if (type.DeclaringSyntaxReferences.Length == 1 || BaseCall(node) is not null) return true;
        var parts = type.DeclaringSyntaxReferences
            .Select(reference => reference.GetSyntax(cancellation))
            .OfType<RecordDeclarationSyntax>()
            .Where(part => part.BaseList is not null)
            .ToArray();
        return parts.All(part => BaseCall(part) is null) && parts[0] == node;
    }

    private static PrimaryConstructorBaseTypeSyntax? BaseCall(RecordDeclarationSyntax node) =>
        node.BaseList?.Types.OfType<PrimaryConstructorBaseTypeSyntax>().FirstOrDefault();

    private static string? Code(RecordDeclarationSyntax node, SemanticModel model, CancellationToken cancellation)
    {
        if (BaseCall(node) is not { ArgumentList.Arguments: { Count: > 0 } arguments } call) return null;
        var argument = arguments.FirstOrDefault(each => string.Equals(each.NameColon?.Name.Identifier.ValueText, "Code", StringComparison.OrdinalIgnoreCase));
        if (argument is null && model.GetSymbolInfo(call, cancellation).Symbol is IMethodSymbol constructor)
        {
            var parameter = constructor.Parameters.FirstOrDefault(each => string.Equals(each.Name, "Code", StringComparison.OrdinalIgnoreCase));
            if (parameter is not null && parameter.Ordinal < arguments.Count) argument = arguments[parameter.Ordinal];
        }

        argument ??= arguments[0];
        return model.GetConstantValue(argument.Expression, cancellation) is { HasValue: true, Value: string code } ? code : null;
    }
}
