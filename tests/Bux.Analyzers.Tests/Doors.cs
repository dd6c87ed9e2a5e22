namespace Bux.Analyzers.Tests;

/// <summary>A service of doors, to which tests of handling add their own.</summary>
internal static class Doors
{
    /// <summary>Its contracts, state and mutator; no use case.</summary>
    public const string Service = """
        [assembly: ServiceContracts("doors")]
        [State("doors")] public sealed record Door(string Id, int Knocks);
        [DomainEvent(1)] public sealed record Hung(string Id);
        [DomainEvent(1)] public sealed record Knocked(int Times);
        [DomainEvent(1)] public sealed record Painted(string Colour);
        [DomainEvent(1)] public sealed record Sold(decimal Price);
        [Command] public sealed record Hang([EntityKey] string Id) : ICommand;
        [Command] public sealed record Knock([EntityKey] string Id) : ICommand;

        """;

    /// <summary>Creates of Hung, applies Knocked.</summary>
    public const string Mutator = """
        [StateMutator] public static class DoorMutator
        {
            public static Door Create(Hung e) => new(e.Id, 0);
            public static Door Apply(Door s, Knocked e) => s with { Knocks = s.Knocks + e.Times };
        }

        """;

    /// <summary>Emits what the mutator folds, and handles both commands.</summary>
    public const string UseCases = """
        [UseCase] public static class HangDoor { public static void Handle(Hang command, UseCaseContext<Door> context) => context.Emit(new Hung(command.Id)); }
        [UseCase] public static class KnockAtDoor { public static void Handle(Knock command, Door door, UseCaseContext<Door> context) => context.Emit(new Knocked(1)); }

        """;

    /// <summary>Everything, and members that another class with a context has.</summary>
    public static string With(string members) => $"{Service}{Mutator}{UseCases}public static class Rules {{ {members} }}";
}
