// The model of the impure corpus: a state that can be changed in every way there is, so that every way can be tried.
[assembly: ServiceContracts("corpus")]

[DomainEvent(1)]
public sealed record Happened(string Id, int Number, decimal Amount, DateTimeOffset At, List<string> Tags, int[] Numbers, Dictionary<string, int> Counts)
{
    public string Note { get; set; } = "";
}

[State("corpus")]
public sealed record Thing(string Id, decimal Amount, List<string> Tags, ImmutableList<string> Kept, HashSet<string> Labels, Dictionary<string, int> Counts, Inner Inner)
{
    public int Count;
    public string Name { get; set; } = "";
    public int[] Numbers { get; init; } = [];
    public Point Place;
    public event Action? Changed;
    public string this[int index] { get => Tags[index]; set => Tags[index] = value; }
    public void Rename(string name) => Name = name;
    public void Raise() => Changed?.Invoke();
}

public sealed class Inner
{
    public List<string> Lines { get; } = [];
    public Inner? Next { get; set; }
    public int Value;
}

public struct Point
{
    public int X;
    public int Y { get; set; }
    public void Move(int by) => X += by;
}

public static class World
{
    public static int Counter;
    public static readonly List<string> Seen = [];
    public static readonly string[] Names = ["a", "b"];
    public static readonly Dictionary<string, decimal> Rates = new() { ["EUR"] = 1m };
    public static string Mode { get; set; } = "test";
    public static readonly Guid Started = Guid.NewGuid();
    public static readonly DateTime Begun = DateTime.UtcNow;
    public static readonly Func<DateTimeOffset> Now = () => DateTimeOffset.UtcNow;
    public static Lazy<int> Late = new(() => 1);
    public static readonly int Cores = Environment.ProcessorCount;
    public static int Next() => ++Counter;
}

public sealed class Bag<T>
{
    private readonly List<T> _items = [];
    public void Put(T item) => _items.Add(item);
    public IReadOnlyList<T> Items => _items;
}

public interface IClock { DateTimeOffset Now { get; } }

public sealed class MachineClock : IClock { public DateTimeOffset Now => DateTimeOffset.UtcNow; }

public interface IUnknown { int Ask(); }

public abstract class Rule { public abstract decimal Apply(decimal amount); }

public sealed class RandomRule : Rule { public override decimal Apply(decimal amount) => amount * Random.Shared.Next(); }

public static class Extensions
{
    public static Thing Tag(this Thing thing, string tag) { thing.Tags.Add(tag); return thing; }
    public static void Fill<T>(this ICollection<T> target, IEnumerable<T> items) { foreach (var item in items) target.Add(item); }
    public static T Same<T>(this T value) => value;
    public static ref int Slot(this int[] numbers, int index) => ref numbers[index];
}

public sealed record Stamped(string Id)
{
    public Guid Key { get; } = Guid.NewGuid();
}

public sealed class Ticking
{
    public Ticking() => At = DateTime.Now;
    public DateTime At { get; }
}

public class Animal { public virtual string Voice() => "none"; }

public sealed class Parrot : Animal { public override string Voice() => Console.ReadLine() ?? ""; }

public readonly record struct Money(decimal Value)
{
    public static Money operator +(Money one, Money other) { World.Counter++; return new(one.Value + other.Value); }
    public static implicit operator Money(decimal value) => new(value * Environment.TickCount);
    public override string ToString() => Value.ToString();
}
