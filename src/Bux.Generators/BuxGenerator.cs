using System.Text;
using Bux.Generators.Composing;
using Bux.Generators.Emitting;
using Bux.Generators.Locking;
using Bux.Generators.Model;
using Bux.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Bux.Generators;

/// <summary>
/// Writes the codecs, contracts, dispatch and registration of an assembly. The whole pipeline: declarations are read into facts, the
/// facts are composed into files, the files are written. Places in the source travel apart, towards the diagnostics alone.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class BuxGenerator : IIncrementalGenerator
{
    private static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var declarations = new DeclarationSteps(context);

        var facts = declarations.Facts();
        Write(context, facts.SelectMany(static (all, _) => Composer.Codecs(all)).WithTrackingName("Codecs"), file => file.Name, CodecEmitter.Emit);
        Write(context, facts.Select(static (all, _) => Composer.Catalogue(all)).WithTrackingName("Catalogue"), _ => "Contracts", CatalogueEmitter.Emit);
        Write(context, facts.Select(static (all, _) => Composer.Announcements(all)).WithTrackingName("Announcements"), _ => "Announcements", AnnouncementEmitter.Emit);
        var service = facts.Select(static (all, _) => Composer.Service(all)).WithTrackingName("Service");
        Write(context, service, file => file.Name + "State", file => new StateEmitter(file).Emit());
        Write(context, service, file => file.Name + "UseCases", file => new UseCasesEmitter(file).Emit());
        Write(context, facts.SelectMany(static (all, _) => Composer.Projections(all)).WithTrackingName("ProjectionFiles"), file => file.Name, ProjectionEmitter.Emit);
        Write(context, facts.Select(static (all, _) => Composer.Registration(all)).WithTrackingName("Registration"), _ => "Registration", RegistrationEmitter.Emit);
        Propose(context, facts);

        var findings = declarations.Placed().SelectMany(static (all, _) => Judge.Findings(all)).WithTrackingName("Findings");
        // A finding gets its tree back at the end, because `#pragma warning disable` looks at trees. Where nothing is wrong, nothing is done.
        context.RegisterSourceOutput(findings.Combine(context.CompilationProvider), static (output, pair) => output.ReportDiagnostic(Diagnostic.Create(
            DiagnosticDescriptors.Of(pair.Left.Id), pair.Left.At?.In(pair.Right) ?? Location.None, pair.Left.Arguments.Cast<object>().ToArray())));
    }

    /// <summary>An accepting build gets proposals for files that only a task can write; any other build does nothing for it.</summary>
    private static void Propose(IncrementalGeneratorInitializationContext context, IncrementalValueProvider<AssemblyDeclarations> facts)
    {
        var accepting = context.AnalyzerConfigOptionsProvider.Select(static (options, _) => LockSettings.IsAccepting(options.GlobalOptions));
        var locks = context.AdditionalTextsProvider.Where(static file => LockSettings.IsLock(file.Path)).Collect();
        var proposal = facts.Combine(accepting.Combine(locks)).Select(static (pair, cancellation) => pair.Right.Left
            ? ContractProposal.Of(pair.Left, pair.Right.Right.FirstOrDefault()?.GetText(cancellation)?.ToString()) : null);
        Write(context, proposal, static _ => ProposalEmitter.Prefix + "Contracts", ProposalEmitter.Emit);
    }

    private static void Write<T>(
        IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<T> files, Func<T, string> name, Func<T, string> emit) =>
        context.RegisterSourceOutput(files, (output, file) => Add(output, name(file), emit(file)));

    private static void Write<T>(
        IncrementalGeneratorInitializationContext context, IncrementalValueProvider<T?> single, Func<T, string> name, Func<T, string> emit)
        where T : class =>
        context.RegisterSourceOutput(single, (output, file) =>
        {
            if (file is not null) Add(output, name(file), emit(file));
        });

    private static void Add(SourceProductionContext output, string name, string text) =>
        output.AddSource(name + ".g.cs", SourceText.From(text, Utf8));
}
