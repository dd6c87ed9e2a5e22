using Bux.Generators.Model;
using Bux.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Bux.Generators;

/// <summary>The first steps of the pipeline: one for each kind of declaration.</summary>
internal sealed class DeclarationSteps
{
    private readonly IncrementalValuesProvider<Parsed<CommandModel>> _commands;
    private readonly IncrementalValuesProvider<Parsed<EventModel>> _events;
    private readonly IncrementalValuesProvider<Parsed<UpcasterModel>> _upcasters;
    private readonly IncrementalValuesProvider<Parsed<RejectionModel>> _rejections;
    private readonly IncrementalValuesProvider<Parsed<StateDeclaration>> _states;
    private readonly IncrementalValuesProvider<Parsed<MutatorModel>> _mutators;
    private readonly IncrementalValuesProvider<Parsed<UseCaseModel>> _useCases;
    private readonly IncrementalValuesProvider<Parsed<ProjectionDeclaration>> _projections;
    private readonly IncrementalValueProvider<string> _assembly;
    private readonly IncrementalValueProvider<ReferencedContracts> _references;
    private readonly IncrementalValueProvider<EquatableArray<AnnouncedContract>> _announced;

    public DeclarationSteps(IncrementalGeneratorInitializationContext context)
    {
        _commands = Read(context, Declared.Command, "Commands", CommandReader.Read);
        _events = Read(context, Declared.Event, "Events", EventReader.Read);
        _states = Read(context, Declared.State, "States", StateReader.Read);
        _mutators = Read(context, Declared.Mutator, "Mutators", MutatorReader.Read);
        _useCases = Read(context, Declared.UseCase, "UseCases", UseCaseReader.Read);
        _projections = Read(context, Declared.Projection, "Projections", ProjectionReader.Read);
        _rejections = context.SyntaxProvider.CreateSyntaxProvider(
                RejectionReader.IsCandidate, static (found, cancellation) => DeclarationMemory.Read(found, "Rejections", RejectionReader.Read, cancellation))
            .Where(static rejection => rejection is not null)
            .Select(static (rejection, _) => rejection!)
            .WithTrackingName("Rejections");
        _upcasters = context.SyntaxProvider.ForAttributeWithMetadataName(
                Declared.Upcaster, static (node, _) => node is MethodDeclarationSyntax, UpcasterReader.Read)
            .WithTrackingName("Upcasters");
        _assembly = context.CompilationProvider.Select(static (compilation, _) => compilation.AssemblyName ?? "").WithTrackingName("Assembly");
        _references = context.CompilationProvider.Select(ReferenceReader.Read).WithTrackingName("References");
        _announced = context.CompilationProvider.Select(ReferenceReader.Announced).WithTrackingName("Announced");
    }

    /// <summary>The facts without places: what the source depends on.</summary>
    public IncrementalValueProvider<AssemblyDeclarations> Facts() => Combine(
        Placeless(_commands), Placeless(_events), Placeless(_upcasters), Placeless(_rejections), Placeless(_states), Placeless(_mutators), Placeless(_useCases), Placeless(_projections))
        .WithTrackingName("Facts");

    /// <summary>The facts with places: what the diagnostics depend on.</summary>
    public IncrementalValueProvider<AssemblyDeclarations> Placed() =>
        Combine(_commands, _events, _upcasters, _rejections, _states, _mutators, _useCases, _projections).WithTrackingName("Placed");

    private static IncrementalValuesProvider<Parsed<T>> Read<T>(
        IncrementalGeneratorInitializationContext context, string attribute, string step,
        Func<GeneratorAttributeSyntaxContext, CancellationToken, Parsed<T>> read) where T : IEquatable<T> => context.SyntaxProvider
        .ForAttributeWithMetadataName(attribute, static (node, _) => node is TypeDeclarationSyntax, (found, cancellation) => DeclarationMemory.Read(found, step, read, cancellation))
        .WithTrackingName(step);

    private static IncrementalValuesProvider<Parsed<T>> Placeless<T>(IncrementalValuesProvider<Parsed<T>> parsed) where T : IEquatable<T> =>
        parsed.Select(static (each, _) => each.Placeless());

    private IncrementalValueProvider<AssemblyDeclarations> Combine(
        IncrementalValuesProvider<Parsed<CommandModel>> commands,
        IncrementalValuesProvider<Parsed<EventModel>> events,
        IncrementalValuesProvider<Parsed<UpcasterModel>> upcasters,
        IncrementalValuesProvider<Parsed<RejectionModel>> rejections,
        IncrementalValuesProvider<Parsed<StateDeclaration>> states,
        IncrementalValuesProvider<Parsed<MutatorModel>> mutators,
        IncrementalValuesProvider<Parsed<UseCaseModel>> useCases,
        IncrementalValuesProvider<Parsed<ProjectionDeclaration>> projections) => _assembly
        .Combine(_references)
        .Select(static (pair, _) => new AssemblyDeclarations(pair.Left, pair.Right, default, default, default, default, default, default, default, default))
        .Combine(commands.Collect()).Select(static (pair, _) => pair.Left with { Commands = pair.Right.ToEquatableArray() })
        .Combine(events.Collect()).Select(static (pair, _) => pair.Left with { Events = pair.Right.ToEquatableArray() })
        .Combine(upcasters.Collect()).Select(static (pair, _) => pair.Left with { Upcasters = pair.Right.ToEquatableArray() })
        .Combine(rejections.Collect()).Select(static (pair, _) => pair.Left with { Rejections = pair.Right.ToEquatableArray() })
        .Combine(states.Collect()).Select(static (pair, _) => pair.Left with { States = pair.Right.ToEquatableArray() })
        .Combine(mutators.Collect()).Select(static (pair, _) => pair.Left with { Mutators = pair.Right.ToEquatableArray() })
        .Combine(useCases.Collect()).Select(static (pair, _) => pair.Left with { UseCases = pair.Right.ToEquatableArray() })
        .Combine(projections.Collect()).Select(static (pair, _) => pair.Left with { Projections = pair.Right.ToEquatableArray() })
        .Combine(_announced).Select(static (pair, _) => pair.Left with { Announced = pair.Right });
}
