namespace Bux.Generators.Model;

/// <summary>Everything that an assembly declares, and what it references.</summary>
internal sealed record AssemblyDeclarations(
    string Assembly,
    ReferencedContracts References,
    EquatableArray<Parsed<CommandModel>> Commands,
    EquatableArray<Parsed<EventModel>> Events,
    EquatableArray<Parsed<UpcasterModel>> Upcasters,
    EquatableArray<Parsed<RejectionModel>> Rejections,
    EquatableArray<Parsed<StateDeclaration>> States,
    EquatableArray<Parsed<MutatorModel>> Mutators,
    EquatableArray<Parsed<UseCaseModel>> UseCases,
    EquatableArray<Parsed<ProjectionDeclaration>> Projections)
{
    /// <summary>What the referenced assemblies announce.</summary>
    public EquatableArray<AnnouncedContract> Announced { get; init; }

    /// <summary>The assembly's one state; of several, which is an error, the first in ordinal order.</summary>
    public Parsed<StateDeclaration>? State => States.OrderBy(each => each.Model.Names.Type, StringComparer.Ordinal).FirstOrDefault();

    public string? ServiceOf(string? declared) => declared ?? State?.Model.Service;
}
