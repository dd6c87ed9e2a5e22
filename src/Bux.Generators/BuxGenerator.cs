using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Bux.Generators.Emitting;
using Bux.Generators.Model;
using Bux.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Bux.Generators;

/// <summary>
/// From annotated declarations to codecs, contracts, services and projections. Declarations are parsed one by one into values without
/// symbols, so that an edit elsewhere changes nothing; what concerns several of them is put together in <see cref="Composition"/>.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class BuxGenerator : IIncrementalGenerator
{
    private static readonly System.Text.Encoding Utf8 = new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var commands = Declared(context, "CommandAttribute", ContractParser.Command);
        var events = Declared(context, "DomainEventAttribute", ContractParser.Event);
        var rejections = context.SyntaxProvider
            .CreateSyntaxProvider((node, _) => ContractParser.MayBeRejection(node), ContractParser.Rejection)
            .Where(parsed => parsed is not null).Select((parsed, _) => parsed!).WithTrackingName("Rejection");
        var states = Declared(context, "StateAttribute", ServiceParser.State);
        var mutators = Declared(context, "StateMutatorAttribute", ServiceParser.Mutator);
        var useCases = Declared(context, "UseCaseAttribute", UseCaseParser.UseCase);
        var projections = Declared(context, "ProjectionAttribute", ProjectionParser.Projection);

        ReportAll(context, commands, events, rejections);
        Report(context, states);
        Report(context, mutators);
        Report(context, useCases);
        Report(context, projections);

        var contracts = Values(commands).Collect().Combine(Values(events).Collect()).Combine(Values(rejections).Collect())
            .Select((all, _) => all.Left.Left.AddRange(all.Left.Right).AddRange(all.Right).ToEquatableArray()).WithTrackingName("Contracts");
        var assembly = context.CompilationProvider.Select(AssemblyParser.Assembly).WithTrackingName("Assembly");
        var composition = contracts.Combine(assembly).Combine(Values(states).Collect()).Combine(Values(mutators).Collect())
            .Combine(Values(useCases).Collect()).Combine(Values(projections).Collect())
            .Select((all, _) => new Composition(
                all.Left.Left.Left.Left.Right, all.Left.Left.Left.Left.Left, all.Left.Left.Left.Right.ToEquatableArray(), all.Left.Left.Right.ToEquatableArray(),
                all.Left.Right.ToEquatableArray(), all.Right.ToEquatableArray()))
            .WithTrackingName("Composition");

        var codecs = contracts.Combine(Values(states).Collect())
            .SelectMany((all, _) => DistinctCodecs(all.Left, all.Right)).WithTrackingName("Codec");
        context.RegisterSourceOutput(codecs, static (output, codec) => output.AddSource(codec.HintName, Text(CodecEmitter.Emit(codec))));

        var sources = composition.SelectMany((whole, cancellation) => whole.Sources(cancellation)).WithTrackingName("Source");
        context.RegisterSourceOutput(sources, static (output, source) => output.AddSource(source.HintName, Text(source.Content)));
        context.RegisterSourceOutput(
            composition.SelectMany((whole, _) => whole.Findings()).WithTrackingName("CompositionFinding"), static (output, finding) => output.ReportDiagnostic(ToDiagnostic(finding)));
    }

    private static IncrementalValuesProvider<Parsed<T>> Declared<T>(
        IncrementalGeneratorInitializationContext context, string attribute, Func<GeneratorAttributeSyntaxContext, CancellationToken, Parsed<T>> parse)
        where T : class, IEquatable<T> =>
        context.SyntaxProvider.ForAttributeWithMetadataName("Bux." + attribute, static (_, _) => true, parse).WithTrackingName(attribute);

    private static IncrementalValuesProvider<T> Values<T>(IncrementalValuesProvider<Parsed<T>> parsed) where T : class, IEquatable<T> =>
        parsed.Where(declaration => declaration.Value is not null).Select((declaration, _) => declaration.Value!);

    private static void ReportAll(IncrementalGeneratorInitializationContext context, params IncrementalValuesProvider<Parsed<ContractModel>>[] all)
    {
        foreach (var parsed in all) Report(context, parsed);
    }

    private static void Report<T>(IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<Parsed<T>> parsed)
        where T : class, IEquatable<T> =>
        context.RegisterSourceOutput(
            parsed.SelectMany((declaration, _) => declaration.Findings), static (output, finding) => output.ReportDiagnostic(ToDiagnostic(finding)));

    private static IEnumerable<CodecModel> DistinctCodecs(EquatableArray<ContractModel> contracts, ImmutableArray<StateModel> states) =>
        contracts.SelectMany(contract => contract.Codecs).Concat(states.SelectMany(state => state.Codecs))
            .GroupBy(codec => codec.HintName, StringComparer.Ordinal).Select(group => group.First()).OrderBy(codec => codec.HintName, StringComparer.Ordinal);

    private static SourceText Text(string source) => SourceText.From(source, Utf8);

    private static Diagnostic ToDiagnostic(Finding finding)
    {
        var location = finding.Place is { } place
            ? Location.Create(place.Path, new TextSpan(place.Start, place.Length), new LinePositionSpan(
                new LinePosition(place.StartLine, place.StartColumn), new LinePosition(place.EndLine, place.EndColumn)))
            : Location.None;
        return Diagnostic.Create(Rules.Of(finding.Id), location, [.. finding.Arguments]);
    }
}
