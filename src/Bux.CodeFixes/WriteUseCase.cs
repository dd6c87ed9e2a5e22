using System.Collections.Immutable;
using System.Composition;
using Bux.Analyzers;
using Bux.Analyzers.Services;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace Bux.CodeFixes;

/// <summary>BUX1083: writes a use case for each command that has none, beside the state.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class WriteUseCase : CodeFixProvider
{
    private const string Key = "BUX1083";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ["BUX1083"];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => new FixAllAtOnce("Write the missing use cases", EditAsync);

    /// <inheritdoc/>
    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            context.RegisterCodeFix(
                CodeAction.Create(
                    "Write the missing use case",
                    cancellation => FixAllAtOnce.ApplyAsync(context.Document.Project.Solution, [diagnostic], Key, EditAsync, cancellation), Key),
                diagnostic);
        }

        return Task.CompletedTask;
    }

    private static async Task EditAsync(
        SolutionEditor editor, Document document, Diagnostic diagnostic, string key, HashSet<string> written, CancellationToken cancellation)
    {
        if (await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model || BuxSymbols.Of(model.Compilation) is not { } symbols) return;
        var root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
        var node = root?.FindNode(diagnostic.Location.SourceSpan);
        if (node is null || model.GetDeclaredSymbol(node, cancellation) is not INamedTypeSymbol reported) return;

        var service = ServiceDeclarations.Read(model.Compilation, symbols, cancellation);
        var isState = BuxSymbols.Has(reported, symbols.State);
        if ((isState ? reported : service.StateOf(reported)) is not { } state) return;
        if (state.DeclaringSyntaxReferences.FirstOrDefault() is not { } reference || document.Project.GetDocument(reference.SyntaxTree) is not { } target) return;

        var declaration = await reference.GetSyntaxAsync(cancellation).ConfigureAwait(false);
        var around = declaration.Ancestors().First(each => each is BaseNamespaceDeclarationSyntax or CompilationUnitSyntax);
        var edit = await editor.GetDocumentEditorAsync(target.Id, cancellation).ConfigureAwait(false);
        var annotated = (edit.SemanticModel.GetNullableContext(declaration.Span.End) & NullableContext.AnnotationsEnabled) != 0;
        foreach (var command in isState ? service.MissingFromReferences(model.Compilation, state, cancellation) : [reported])
        {
            var name = Free(command, state, written);
            if (Text(command, state, name, annotated, symbols) is { } text) edit.ReplaceNode(around, (current, _) => Add(current, Written.Member(text, declaration)));
        }
    }

    private static SyntaxNode Add(SyntaxNode around, MemberDeclarationSyntax member) => around switch
    {
        BaseNamespaceDeclarationSyntax space => space.AddMembers(member),
        CompilationUnitSyntax file => file.AddMembers(member),
        _ => around,
    };

    /// <summary>A name that neither the namespace nor an earlier edit has.</summary>
    private static string Free(INamedTypeSymbol command, INamedTypeSymbol state, HashSet<string> written)
    {
        var suffix = command.Name.EndsWith("Command", StringComparison.Ordinal) && command.Name.Length > "Command".Length ? "Command".Length : 0;
        var wish = command.Name.Substring(0, command.Name.Length - suffix) + "UseCase";
        var name = wish;
        for (var number = 2; !state.ContainingNamespace.GetTypeMembers(name).IsEmpty || !written.Add(name); number++) name = wish + number;
        return name;
    }

    private static string? Text(INamedTypeSymbol command, INamedTypeSymbol state, string name, bool annotated, BuxSymbols symbols)
    {
        var response = command.AllInterfaces.FirstOrDefault(each => BuxSymbols.Is(each, symbols.CommandOf))?.TypeArguments[0];
        if (response is null) return null;
        var visible = Written.IsPublic(command) && Written.IsPublic(state) ? "public" : "internal";
        // Nothing is assumed of the entity. Without annotations a question mark says nothing, so that an attribute has to.
        var isMarked = annotated || state.IsValueType;
        var expects = isMarked ? "" : "[global::Bux.Expects(global::Bux.Expectation.Any)] ";
        return $$"""
            [global::Bux.UseCase]
            {{visible}} sealed class {{name}}
            {
                {{expects}}public global::Bux.Reply<{{Written.Name(response)}}> Handle({{Written.Name(command)}} command, {{Written.Name(state)}}{{(isMarked ? "?" : "")}} state, global::Bux.UseCaseContext<{{Written.Name(state)}}> context) => {{Written.Gap}};
            }
            """;
    }
}
