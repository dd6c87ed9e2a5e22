namespace Bux.Analyzers.Tests;

/// <summary>BUX1060: a use case goes on only with states that events made.</summary>
public sealed class StateChangesByEventsTests
{
    private const string Built = "door with { Knocks = 1 }";

    [Theory]
    [InlineData("door = door with { Knocks = 1 }; return 0;")]
    [InlineData("door = (door with { Knocks = 1 })!; return 0;")]
    [InlineData("return (door with { Knocks = 1 }).Knocks;")]
    [InlineData("return (b ? door with { Knocks = 1 } : door).Knocks;")]
    [InlineData("return (b switch { true => door with { Knocks = 1 }, _ => door }).Knocks;")]
    [InlineData("return door with { Knocks = 1 } is { Knocks: 3 } ? 1 : 2;")]
    [InlineData("return (door with { Knocks = 1 }) switch { { Knocks: 3 } => 1, _ => 2 };")]
    [InlineData("var next = door with { Knocks = 1 }; return next.Knocks;")]
    [InlineData("var next = door with { Knocks = 1 }; var other = next; return other?.Knocks ?? 0;")]
    [InlineData("Door next; next = door with { Knocks = 1 }; return Count(next);")]
    [InlineData("var next = door; next = door with { Knocks = 1 }; return 0;")]
    [InlineData("Door? next = null; next = door with { Knocks = 1 }; return next.Knocks;")]
    [InlineData("ref var view = ref door; view = door with { Knocks = 1 }; return 0;")]
    [InlineData("(door, var n) = (door with { Knocks = 1 }, 2); return n;")]
    [InlineData("var (next, n) = (door with { Knocks = 1 }, 2); return next.Knocks + n;")]
    [InlineData("door ??= door with { Knocks = 1 }; return 0;")]
    [InlineData("return Count(door with { Knocks = 1 });")]
    [InlineData("return (door with { Knocks = 1 }).Loudness();")]
    [InlineData("Func<Door> make = () => door with { Knocks = 1 }; return make().Knocks;")]
    [InlineData("Func<int> make = () => { var d = door with { Knocks = 1 }; return d.Knocks; }; return make();")]
    [InlineData("int Local() { door = door with { Knocks = 1 }; return 0; } return Local();")]
    [InlineData("return new Door(\"d\", 1).Knocks;", "new Door(\"d\", 1)")]
    [InlineData("door = new(door.Id, 1); return 0;", "new(door.Id, 1)")]
    [InlineData("door = DoorMutator.Apply(door, new Knocked(1)); return 0;", "DoorMutator.Apply(door, new Knocked(1))")]
    [InlineData("return DoorMutator.Create(new Hung(\"d\")).Knocks;", "DoorMutator.Create(new Hung(\"d\"))")]
    [InlineData("foreach (var x in new[] { 1, 2 }) door = door with { Knocks = 1 }; return 0;")]
    public async Task A_built_state_that_the_use_case_goes_on_with_is_reported(string body, string mark = Built) =>
        Assert.Equal(["BUX1060: " + mark], await MarksAsync(Source(body)));

    [Theory]
    [InlineData("return door == door with { Knocks = 1 } ? 1 : 2;")]
    [InlineData("return door.Equals(door with { Knocks = 1 }) ? 1 : 2;")]
    [InlineData("return (door with { Knocks = 1 }).Equals(door) ? 1 : 2;")]
    [InlineData("return EqualityComparer<Door>.Default.Equals(door, door with { Knocks = 1 }) ? 1 : 2;")]
    [InlineData("return Equals(door, door with { Knocks = 1 }) ? 1 : 2;")]
    [InlineData("var same = door with { Knocks = 1 }; return same != door ? 1 : 2;")]
    [InlineData("var same = b ? door with { Knocks = 1 } : door with { Knocks = 2 }; return same != door ? 1 : 2;")]
    [InlineData("return Changed(door) == door ? 1 : 2;")]
    [InlineData("var reply = new View(door with { Knocks = 1 }, 3); return reply.N;")]
    [InlineData("var reply = new View(door, 3) { Door = door with { Knocks = 1 } }; return reply.N;")]
    [InlineData("var list = new List<Door> { door with { Knocks = 1 } }; list.Add(door with { Knocks = 2 }); return list.Count;")]
    [InlineData("return $\"{door with { Knocks = 1 }}\".Length;")]
    [InlineData("door = c.Emit(new Knocked(1)); return door.Knocks;")]
    [InlineData("door = Require(door); return door.Knocks;")]
    [InlineData("door = Shouted(c); return door.Knocks;")]
    [InlineData("var view = new View(door, 3); view = view with { N = 4 }; return view.N;")]
    public async Task Comparisons_and_data_are_silent(string body) => Assert.Empty(await MarksAsync(Source(body)));

    [Theory]
    [InlineData("door = Changed(door); return 0;", "Changed(door)")]
    [InlineData("return Changed(door).Knocks;", "Changed(door)")]
    [InlineData("door = ChangedLater(door); return 0;", "ChangedLater(door)")]
    [InlineData("door = door.Knocked(); return 0;", "door.Knocked()")]
    [InlineData("static Door Local(Door d) => d with { Knocks = 1 }; door = Local(door); return 0;", "Local(door)")]
    [InlineData("return Deciding(door);", "door with { Knocks = 7 }")]
    [InlineData("return DecidingLater(door);", "door with { Knocks = 7 }")]
    [InlineData("return new[] { door }.Select(Deciding).Sum();", "door with { Knocks = 7 }")]
    [InlineData("Replace(ref door); return 0;", "door with { Knocks = 8 }")]
    public async Task What_a_function_builds_is_reported_where_a_use_case_goes_on_with_it(string body, string mark) =>
        Assert.Equal(["BUX1060: " + mark], await MarksAsync(Source(body)));

    [Fact]
    public async Task What_only_the_mutator_and_other_code_calls_is_silent() => Assert.Empty(await MarksAsync(Source("return 0;")
        .Replace("s with { Knocks = s.Knocks + e.Times }", "Rules.Changed(s) is var next && Rules.Deciding(s) > 0 ? next : s.Knocked()", StringComparison.Ordinal)));

    [Theory]
    [InlineData("box.Items.Add(1);", "box.Items.Add(1)")]
    [InlineData("box.Items[0] = 1;", "box.Items[0] = 1")]
    [InlineData("box.Items.Sort();", "box.Items.Sort()")]
    [InlineData("box.Items?.Clear();", ".Clear()")]
    [InlineData("box?.Items.Clear();", ".Items.Clear()")]
    [InlineData("box.Array[0]++;", "box.Array[0]++")]
    [InlineData("Array.Sort(box.Array);", "Array.Sort(box.Array)")]
    [InlineData("Interlocked.Increment(ref box.Field);", "ref box.Field")]
    [InlineData("box.Name = \"x\";", "box.Name = \"x\"")]
    [InlineData("box.Name += \"x\";", "box.Name += \"x\"")]
    [InlineData("box.Name ??= \"x\";", "box.Name ??= \"x\"")]
    [InlineData("box.Inner.Name = \"x\";", "box.Inner.Name = \"x\"")]
    [InlineData("box!.Map[\"k\"] = 1;", "box!.Map[\"k\"] = 1")]
    [InlineData("((ICollection<int>)box.Items).Remove(1);", "((ICollection<int>)box.Items).Remove(1)")]
    [InlineData("var items = box.Items; items.Add(1);", "items.Add(1)")]
    [InlineData("var copy = box; var items = copy.Items; items.Add(1);", "items.Add(1)")]
    [InlineData("foreach (var each in box.Inners) each.Name = \"x\";", "each.Name = \"x\"")]
    [InlineData("Action later = () => box.Items.Add(1); later();", "box.Items.Add(1)")]
    [InlineData("void Local() => box.Items.Add(1); Local();", "box.Items.Add(1)")]
    [InlineData("Filling.Fill(box);", "b.Items.Add(7)")]
    public async Task What_a_state_holds_is_not_changed_in_place(string body, string mark) =>
        Assert.Equal(["BUX1060: " + mark], await MarksAsync(Boxes(body)));

    [Theory]
    [InlineData("var items = box.Items.ToList(); items.Add(1);")]
    [InlineData("var n = box.Items.Count; n++; Console.WriteLine(n);")]
    [InlineData("var next = box.Frozen.Add(1); Console.WriteLine(next);")]
    [InlineData("var items = new List<int>(box.Items) { 1 }; items[0] = 2;")]
    [InlineData("var inner = new Inner { Name = box.Name }; inner.Name = \"y\";")]
    [InlineData("box.Items.CopyTo(new int[9]); _ = box.Items.Contains(1); _ = box.Array.Reverse();")]
    [InlineData("foreach (var each in box.Items) Console.WriteLine(each);")]
    public async Task Copies_readings_and_immutable_collections_are_silent(string body) => Assert.Empty(await MarksAsync(Boxes(body)));

    private static string Source(string body) => Doors.Service.Replace("Door(string Id, int Knocks);", "Door(string Id, int Knocks) { public Door Knocked() => this with { Knocks = 1 }; }", StringComparison.Ordinal)
        + Doors.Mutator + Doors.UseCases + $$"""
        public sealed record View(Door Door, int N);
        public static class Asking
        {
            static int Ask(Door door, UseCaseContext<Door> c, bool b) { {{body}} }
            static Door Shouted(UseCaseContext<Door> c) => c.Emit(new Knocked(9));
            static int Count(Door door) => Rules.Count(door);
            static Door Changed(Door door) => Rules.Changed(door);
            static Door ChangedLater(Door door) { var next = Changed(door); return next; }
            static Door Require(Door? door) => Rules.Require(door);
            static int Deciding(Door door) => Rules.Deciding(door);
            static int DecidingLater(Door door) => Deciding(door);
            static void Replace(ref Door door) => Rules.Replace(ref door);
        }
        public static class Rules
        {
            public static int Count(Door door) => door.Knocks;
            public static int Loudness(this Door door) => door.Knocks;
            public static Door Changed(Door door) => door with { Knocks = 5 };
            public static Door Require(Door? door) => door ?? throw new InvalidOperationException();
            public static int Deciding(Door door) => (door with { Knocks = 7 }).Knocks;
            public static void Replace(ref Door door) => door = door with { Knocks = 8 };
        }
        """;

    private static string Boxes(string body) => $$"""
        [assembly: ServiceContracts("boxes")]
        public sealed class Inner { public string? Name { get; set; } }
        [State("boxes")] public sealed class Box
        {
            public Box() => Name = "new";
            public string? Name { get; set; }
            public int Field;
            public List<int> Items { get; } = [];
            public int[] Array { get; init; } = [];
            public Inner Inner { get; } = new();
            public List<Inner> Inners { get; } = [];
            public Dictionary<string, int> Map { get; } = [];
            public ImmutableList<int> Frozen { get; } = [];
        }
        [DomainEvent(1)] public sealed record Made(string Id);
        [StateMutator] public static class BoxMutator { public static Box Create(Made e) => new() { Name = e.Id, Items = { 1 } }; }
        [Command] public sealed record Make([EntityKey] string Id) : ICommand;
        [UseCase] public static class MakeBox
        {
            public static void Handle(Make command, UseCaseContext<Box> context) => context.Emit(new Made(command.Id));
            static void Change(Box box, UseCaseContext<Box> context) { {{body}} }
        }
        static class Filling { public static void Fill(Box b) => b.Items.Add(7); }
        """;

    private static Task<string[]> MarksAsync(string source) => Analysis.MarksAsync(source, "BUX106");
}
