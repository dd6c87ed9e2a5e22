[assembly: Bux.ServiceContracts("doors")]

namespace Bux.Runtime.Evolution;

/// <summary>A service whose events have changed over the years.</summary>
[State("doors")]
public sealed record Door(string Id, string Colour, int Knocks, int Rings);

[Command]
public sealed record HangDoor([EntityKey] string Id) : ICommand<Door>;

[Command]
public sealed record Knock([EntityKey] string Id, int Times) : ICommand<Door>;

[DomainEvent(1)]
public sealed record DoorHungEventV1(string Id);

[DomainEvent(2)]
public sealed record DoorHungEventV2(string Id, string? Colour);

[DomainEvent(3)]
public sealed record DoorHungEventV3(string Id, string Colour);

[DomainEvent(1)]
public sealed record KnockedEventV1(int Times);

/// <summary>Once one event for both.</summary>
[DomainEvent(1)]
public sealed record UsedEventV1(int Knocks, int Rings);

[DomainEvent(1)]
public sealed record RungEventV1(int Times);

/// <summary>Once a door began with its order.</summary>
[DomainEvent(1)]
public sealed record DoorOrderedEventV1(string Id);

public static class Upcasters
{
    [Upcaster]
    public static DoorHungEventV2 Up(DoorHungEventV1 e) => new(e.Id, null);

    [Upcaster]
    public static DoorHungEventV3 Up(DoorHungEventV2 e) => new(e.Id, e.Colour ?? "brown");

    [Upcaster]
    public static Upcast<DoorHungEventV3> Up(DoorOrderedEventV1 e) => Upcast.Drop($"{e.Id} was ordered elsewhere");

    [Upcaster]
    public static Upcast<KnockedEventV1, RungEventV1> Up(UsedEventV1 e)
    {
        if (e.Knocks + e.Rings == 0) return Upcast.Drop("nothing happened");
        if (e.Knocks < 0) return new();
        var parts = new Upcast<KnockedEventV1, RungEventV1>();
        for (var knock = 0; knock < e.Knocks; knock++) parts.Add(new KnockedEventV1(1));
        if (e.Rings > 0) parts.Add(new RungEventV1(e.Rings));
        return parts;
    }
}

[UseCase]
public static class DoorUseCases
{
    public static Door Handle(HangDoor command, UseCaseContext<Door> context) => context.Emit(new DoorHungEventV3(command.Id, "red"));

    public static Door Handle(Knock command, Door door, UseCaseContext<Door> context) => context.Emit(new KnockedEventV1(command.Times));
}

[StateMutator]
public static class DoorMutator
{
    public static Door Create(DoorHungEventV3 e) => new(e.Id, e.Colour, 0, 0);

    public static Door Apply(Door s, KnockedEventV1 e) => s with { Knocks = s.Knocks + e.Times };

    public static Door Apply(Door s, RungEventV1 e) => s with { Rings = s.Rings + e.Times };
}

/// <summary>What happened at a door, in words.</summary>
public sealed record DoorBook(string Text);

[Projection("door-book")]
public static class DoorBooks
{
    public static DoorBook On(DoorHungEventV3 e, EventContext context) => new($"{context.Version}: {context.EventName} {context.EventVersion} {e.Colour}");

    public static DoorBook On(KnockedEventV1 e, DoorBook row, EventContext context) => new($"{row.Text}, {context.Version}.{context.Part}: {e.Times} knocks");

    public static DoorBook On(RungEventV1 e, DoorBook row, EventContext context) => new($"{row.Text}, {context.Version}.{context.Part}: {e.Times} rings");
}
