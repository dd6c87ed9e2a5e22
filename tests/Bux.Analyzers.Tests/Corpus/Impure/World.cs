// Clock, chance, machine, culture, input and output, threads, statics, order, pointers, and what nobody can see into.
[StateMutator]
public static class TimeAndChance
{
    public static Thing Apply(Thing s, A01 e) => s with { Name = DateTime.Now.ToString("O") }; // BUX1002
    public static Thing Apply(Thing s, A02 e) => s with { Count = DateTimeOffset.UtcNow.Year }; // BUX1002
    public static Thing Apply(Thing s, A03 e) => s with { Count = DateTime.Today.Day }; // BUX1002
    public static Thing Apply(Thing s, A04 e) => s with { Name = Guid.NewGuid().ToString() }; // BUX1002
    public static Thing Apply(Thing s, A05 e) => s with { Name = Guid.CreateVersion7(e.Source.At).ToString() }; // BUX1002
    public static Thing Apply(Thing s, A06 e) => s with { Count = new Random(1).Next() }; // BUX1002
    public static Thing Apply(Thing s, A07 e) => s with { Count = Random.Shared.Next() }; // BUX1002
    public static Thing Apply(Thing s, A08 e) => s with { Count = Environment.TickCount }; // BUX1002
    public static Thing Apply(Thing s, A09 e) => s with { Name = Environment.GetEnvironmentVariable("X") ?? "" }; // BUX1002
    public static Thing Apply(Thing s, A10 e) => s with { Count = e.Source.Id.GetHashCode() }; // BUX1002
    public static Thing Apply(Thing s, A11 e) => s with { Count = HashCode.Combine(s.Id, 1) }; // BUX1002
    public static Thing Apply(Thing s, A12 e) => s with { Count = s.GetHashCode() }; // BUX1002
    public static Thing Apply(Thing s, A13 e) => s with { Count = (int)System.Diagnostics.Stopwatch.GetTimestamp() }; // BUX1002
    public static Thing Apply(Thing s, A14 e) => s with { Name = TimeZoneInfo.Local.Id }; // BUX1002
    public static Thing Apply(Thing s, A15 e) => s with { Count = e.Source.At.ToLocalTime().Hour }; // BUX1002
    public static Thing Apply(Thing s, A16 e) => s with { Count = e.Source.At.LocalDateTime.Hour }; // BUX1002
    public static Thing Apply(Thing s, A17 e) => s with { Count = System.Security.Cryptography.RandomNumberGenerator.GetInt32(6) }; // BUX1002
    public static Thing Apply(Thing s, A18 e) => s with { Count = TimeProvider.System.GetUtcNow().Year }; // BUX1002
    public static Thing Apply(Thing s, A19 e) { Func<DateTime> now = () => DateTime.UtcNow; return s with { Count = now().Year }; } // BUX1002
    public static Thing Apply(Thing s, A20 e) => s with { Name = new Stamped("x").Key.ToString() }; // BUX1002
    public static Thing Apply(Thing s, A21 e) => s with { Count = new Ticking().At.Year }; // BUX1002
    public static Thing Apply(Thing s, A22 e) => s with { Name = World.Started.ToString() }; // BUX1002
    public static Thing Apply(Thing s, A23 e) => s with { Count = World.Begun.Year }; // BUX1002
    public static Thing Apply(Thing s, A24 e) => s with { Count = World.Cores }; // BUX1002
    public static Thing Apply(Thing s, A25 e) { IClock clock = new MachineClock(); return s with { Count = clock.Now.Year }; } // BUX1002
    public static Thing Apply(Thing s, A26 e) { Rule rule = new RandomRule(); return s with { Amount = rule.Apply(1) }; } // BUX1002
    public static Thing Apply(Thing s, A27 e) => s with { Kept = [.. s.Kept.OrderBy(_ => Guid.NewGuid())] }; // BUX1002
    public static Thing Apply(Thing s, A28 e) { Money money = 5m; return s with { Amount = money.Value }; } // BUX1002
    public static Thing Apply(Thing s, A29 e) => s with { Kept = [.. s.Kept.Select(Fresh)] };
    public static Thing Apply(Thing s, A30 e) { return s with { Count = Nested() }; int Nested() { int Deeper() => DateTime.Now.Day; return Deeper(); } } // BUX1002
    private static string Fresh(string old) => old + Guid.NewGuid().ToString("N"); // BUX1002
}

[StateMutator]
public static class Cultures
{
    public static Thing Apply(Thing s, A01 e) => s with { Name = e.Source.Amount.ToString() }; // BUX1003
    public static Thing Apply(Thing s, A02 e) => s with { Name = e.Source.Amount.ToString("N2") }; // BUX1003
    public static Thing Apply(Thing s, A03 e) => s with { Name = $"{e.Source.Amount}" }; // BUX1003
    public static Thing Apply(Thing s, A04 e) => s with { Name = string.Format("{0}", e.Source.Amount) }; // BUX1003
    public static Thing Apply(Thing s, A05 e) => s with { Name = "x" + e.Source.Number }; // BUX1003
    public static Thing Apply(Thing s, A06 e) => s with { Amount = decimal.Parse(e.Source.Id) }; // BUX1003
    public static Thing Apply(Thing s, A07 e) => s with { Count = int.TryParse(e.Source.Id, out var n) ? n : 0 }; // BUX1003
    public static Thing Apply(Thing s, A08 e) => s with { Name = s.Name.ToUpper() }; // BUX1003
    public static Thing Apply(Thing s, A09 e) => s with { Count = string.Compare(s.Name, s.Id) }; // BUX1003
    public static Thing Apply(Thing s, A10 e) => s with { Count = s.Name.StartsWith("x") ? 1 : 0 }; // BUX1003
    public static Thing Apply(Thing s, A11 e) => s with { Kept = [.. s.Kept.OrderBy(each => each)] }; // BUX1003
    public static Thing Apply(Thing s, A12 e) => s with { Kept = [.. s.Kept.Order()] }; // BUX1003
    public static Thing Apply(Thing s, A13 e) => s with { Name = string.Join(",", e.Source.Numbers) }; // BUX1003
    public static Thing Apply(Thing s, A14 e) => s with { Name = new StringBuilder().Append(e.Source.Amount).ToString() }; // BUX1003
    public static Thing Apply(Thing s, A15 e) => s with { Name = CultureInfo.CurrentCulture.Name }; // BUX1003
    public static Thing Apply(Thing s, A16 e) => s with { Count = s.Name.Equals("x", StringComparison.CurrentCulture) ? 1 : 0 }; // BUX1003
    public static Thing Apply(Thing s, A17 e) => s with { Name = Convert.ToString(e.Source.Amount) }; // BUX1003
    public static Thing Apply(Thing s, A18 e) => s with { Name = e.Source.At.ToString() }; // BUX1003
    public static Thing Apply(Thing s, A19 e) => s with { Count = s.Kept.IndexOf(s.Kept.Max()!) }; // BUX1003
    public static Thing Apply(Thing s, A20 e) => s with { Kept = [.. s.Counts.ToImmutableSortedDictionary().Keys] }; // BUX1003
    public static Thing Apply(Thing s, A21 e) => s with { Count = new SortedSet<string>(s.Kept).Count }; // BUX1003
    public static Thing Apply(Thing s, A22 e) => s with { Name = new Money(1).ToString() }; // BUX1003
    public static Thing Apply(Thing s, A23 e) { var text = new StringBuilder(); text.Append($"{e.Source.Amount:N2}"); return s with { Name = text.ToString() }; } // BUX1003
}

[StateMutator]
public static class InputAndOutput
{
    public static Thing Apply(Thing s, A01 e) { Console.WriteLine("x"); return s; } // BUX1004
    public static Thing Apply(Thing s, A02 e) { File.AppendAllText("x", "y"); return s; } // BUX1004
    public static Thing Apply(Thing s, A03 e) => s with { Name = File.ReadAllText("x") }; // BUX1004
    public static Thing Apply(Thing s, A04 e) => s with { Name = new HttpClient().GetStringAsync("x").Result }; // BUX1004
    public static Thing Apply(Thing s, A05 e) { Thread.Sleep(1); return s; } // BUX1004
    public static Thing Apply(Thing s, A06 e) { Task.Run(() => { }); return s; } // BUX1004
    public static Thing Apply(Thing s, A07 e) { Parallel.ForEach(s.Kept, each => { }); return s; } // BUX1004
    public static Thing Apply(Thing s, A08 e) { lock (s) { } return s; } // BUX1004
    public static Thing Apply(Thing s, A09 e) { System.Diagnostics.Debug.WriteLine("x"); return s; } // BUX1004
    public static Thing Apply(Thing s, A10 e) => s with { Name = new Parrot().Voice() }; // BUX1004
    public static Thing Apply(Thing s, A11 e) { Animal animal = new Parrot(); return s with { Name = animal.Voice() }; } // BUX1004
    public static Thing Apply(Thing s, A12 e) { Fire(); return s; async void Fire() => await Task.Delay(1); } // BUX1004
    public static Thing Apply(Thing s, A13 e) { Log(null!); return s; }
    public static Thing Apply(Thing s, A14 e) { _ = Later(); return s; }
    private static void Log(ILogger logger) => logger.LogInformation("x"); // BUX1004
    private static async Task Later() => await Task.Yield(); // BUX1004
}

[StateMutator]
public static class StaticsAndOrder
{
    public static Thing Apply(Thing s, A01 e) => s with { Count = World.Counter }; // BUX1005
    public static Thing Apply(Thing s, A02 e) => s with { Name = World.Mode }; // BUX1005
    public static Thing Apply(Thing s, A03 e) => s with { Name = World.Names[0] }; // BUX1005
    public static Thing Apply(Thing s, A04 e) => s with { Amount = World.Rates["EUR"] }; // BUX1005
    public static Thing Apply(Thing s, A05 e) => s with { Count = World.Next() }; // BUX1001
    public static Thing Apply(Thing s, A06 e) => s with { Kept = [.. s.Labels] }; // BUX1006
    public static Thing Apply(Thing s, A07 e) => s with { Name = s.Labels.First() }; // BUX1006
    public static Thing Apply(Thing s, A08 e) => s with { Name = string.Join(",", s.Counts.Keys) }; // BUX1006
    public static Thing Apply(Thing s, A09 e) => s with { Kept = s.Labels.Where(each => each != "").ToImmutableList() }; // BUX1006
    public static Thing Apply(Thing s, A10 e) { var list = new List<string>(); foreach (var label in s.Labels) list.Add(label); return s with { Kept = [.. list] }; } // BUX1006
    public static Thing Apply(Thing s, A11 e) { var last = ""; foreach (var (key, _) in s.Counts) last = key; return s with { Name = last }; } // BUX1006
    public static Thing Apply(Thing s, A12 e) { var alias = s.Labels.Select(each => each); return s with { Kept = alias.ToImmutableList() }; } // BUX1006
    public static Thing Apply(Thing s, A13 e) { foreach (var label in s.Labels) return s with { Name = label }; return s; } // BUX1006
    public static Thing Apply(Thing s, A14 e) => s with { Kept = [.. from label in s.Labels where label != "" select label] }; // BUX1006
    public static Thing Apply(Thing s, A15 e) { var text = ""; foreach (var label in s.Labels) text += label; return s with { Name = text }; } // BUX1006
    public static Thing Apply(Thing s, A16 e) => s with { Tags = new List<string>(s.Labels) }; // BUX1006
    public static unsafe Thing Apply(Thing s, A17 e) { fixed (int* first = s.Numbers) { *first = 1; } return s; } // BUX1007
    public static Thing Apply(Thing s, A18 e) { System.Runtime.InteropServices.CollectionsMarshal.AsSpan(s.Tags); return s; } // BUX1007
    public static Thing Apply(Thing s, A19 e) { IUnknown ask = null!; return s with { Count = ask.Ask() }; } // BUX1008
    public static Thing Apply(Thing s, A20 e) => s with { Count = World.Now().Year }; // BUX1002
    public static Thing Apply(Thing s, A21 e) { dynamic d = s; return s with { Count = d.Count }; } // BUX1008
    public static Thing Apply(Thing s, A22 e) => s with { Name = System.Reflection.Assembly.GetExecutingAssembly().FullName! }; // BUX1008
    public static Thing Apply(Thing s, A23 e) => s with { Name = (string)Activator.CreateInstance(typeof(string))! }; // BUX1008
    public static Thing Apply(Thing s, A24 e) => s with { Amount = (new Money(1) + new Money(2)).Value }; // BUX1001
    public static Thing Apply(Thing s, A25 e) { Bag<List<string>> bag = new(); bag.Put(s.Tags); bag.Items[0].Add("x"); return s; } // BUX1001
}
