using System.Collections.Immutable;
using System.Composition;
using Bux.Analyzers;
using Bux.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace Bux.CodeFixes;

/// <summary>BUX1080: writes the missing Create or Apply into the mutator, or says there that the event changes nothing.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class WriteFold : CodeFixProvider
{
    private const string Method = "BUX1080.method";
    private const string NoChange = "BUX1080.no-change";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ["BUX1080"];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => new FixAllAtOnce("Write what is missing in the mutator", EditAsync);

    /// <inheritdoc/>
    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            if (!diagnostic.Properties.TryGetValue(EventsAreHandled.MethodKey, out var method) || method is null) continue;
            Register(context, diagnostic, $"Write the missing {method}", Method);
            // An entity cannot begin with an event that makes no state.
            if (method == "Apply") Register(context, diagnostic, "The event leaves the state as it is: add [NoStateChange]", NoChange);
        }

        return Task.CompletedTask;
    }

    private static void Register(CodeFixContext context, Diagnostic diagnostic, string title, string key) => context.RegisterCodeFix(
        CodeAction.Create(title, cancellation => FixAllAtOnce.ApplyAsync(context.Document.Project.Solution, [diagnostic], key, EditAsync, cancellation), key), diagnostic);

    private static async Task EditAsync(
        SolutionEditor editor, Document document, Diagnostic diagnostic, string key, HashSet<string> written, CancellationToken cancellation)
    {
        if (await document.Project.GetCompilationAsync(cancellation).ConfigureAwait(false) is not { } compilation) return;
        if (Find(compilation, diagnostic, EventsAreHandled.EventKey) is not { } domainEvent) return;
        if (Find(compilation, diagnostic, EventsAreHandled.StateKey) is not { } state) return;
        if (Find(compilation, diagnostic, EventsAreHandled.MutatorKey) is not { } mutator) return;
        if (mutator.DeclaringSyntaxReferences.FirstOrDefault() is not { } reference || document.Project.GetDocument(reference.SyntaxTree) is not { } target) return;

        var method = diagnostic.Properties[EventsAreHandled.MethodKey]!;
        var isNoChange = key == NoChange && method == "Apply";
        if (!written.Add($"{(isNoChange ? "" : method)} {Written.Name(domainEvent)}")) return;
        var declaration = (TypeDeclarationSyntax)await reference.GetSyntaxAsync(cancellation).ConfigureAwait(false);
        var edit = await editor.GetDocumentEditorAsync(target.Id, cancellation).ConfigureAwait(false);
        if (isNoChange) edit.AddAttribute(declaration, Attribute(edit.Generator, compilation, domainEvent));
        else edit.AddMember(declaration, Written.Member(Text(method, domainEvent, state, mutator), declaration));
    }

    private static SyntaxNode Attribute(SyntaxGenerator generator, Compilation compilation, INamedTypeSymbol domainEvent)
    {
        var type = compilation.GetTypeByMetadataName("Bux.NoStateChangeAttribute`1")!.Construct(domainEvent);
        return generator.Attribute(generator.TypeExpression(type)).WithAdditionalAnnotations(Formatter.Annotation, Simplifier.Annotation);
    }

    private static string Text(string method, INamedTypeSymbol domainEvent, INamedTypeSymbol state, INamedTypeSymbol mutator)
    {
        var visible = (Written.IsPublic(domainEvent) && Written.IsPublic(state)) || !Written.IsPublic(mutator) ? "public" : "internal";
        // The names that the mutator has already for the two.
        var like = mutator.GetMembers().OfType<IMethodSymbol>().Where(each => each.Name is "Create" or "Apply" && each.Parameters.Length > 0)
            .OrderByDescending(each => each.Parameters.Length).FirstOrDefault()?.Parameters ?? [];
        var s = like.Length == 2 ? like[0].Name : "s";
        var e = like.Length > 0 && like[like.Length - 1].Name != s ? like[like.Length - 1].Name : "e";
        var parameters = method == "Create" ? $"{Written.Name(domainEvent)} {e}" : $"{Written.Name(state)} {s}, {Written.Name(domainEvent)} {e}";
        return $"{visible} static {Written.Name(state)} {method}({parameters}) => {Written.Gap};";
    }

    private static INamedTypeSymbol? Find(Compilation compilation, Diagnostic diagnostic, string key) =>
        diagnostic.Properties.TryGetValue(key, out var id) && id is not null ? DocumentationCommentId.GetFirstSymbolForDeclarationId(id, compilation) as INamedTypeSymbol : null;
}
