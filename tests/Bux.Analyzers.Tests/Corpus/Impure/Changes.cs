// Every way to change what was passed in or what is static.
[StateMutator]
public static class Changes
{
    public static Thing Apply(Thing s, Happened e) { s.Name = e.Id; return s; } // BUX1001
}

[StateMutator]
public static class Assignments
{
    public static Thing Apply(Thing s, A01 e) { s.Count = 1; return s; } // BUX1001
    public static Thing Apply(Thing s, A02 e) { s.Count += 1; return s; } // BUX1001
    public static Thing Apply(Thing s, A03 e) { s.Count++; return s; } // BUX1001
    public static Thing Apply(Thing s, A04 e) { s.Numbers[0] = 1; return s; } // BUX1001
    public static Thing Apply(Thing s, A05 e) { s.Numbers[^1]--; return s; } // BUX1001
    public static Thing Apply(Thing s, A06 e) { s[0] = "x"; return s; } // BUX1001
    public static Thing Apply(Thing s, A07 e) { (s.Name, s.Count) = ("x", 1); return s; } // BUX1001 BUX1001
    public static Thing Apply(Thing s, A08 e) { s.Place.X = 1; return s; } // BUX1001
    public static Thing Apply(Thing s, A09 e) { s.Place.Y = 1; return s; } // BUX1001
    public static Thing Apply(Thing s, A10 e) { s.Place.Move(1); return s; } // BUX1001
    public static Thing Apply(Thing s, A11 e) { s.Inner.Value = 3; return s; } // BUX1001
    public static Thing Apply(Thing s, A12 e) { s.Inner.Next!.Next!.Value = 3; return s; } // BUX1001
    public static Thing Apply(Thing s, A13 e) { s.Inner.Next ??= new Inner(); return s; } // BUX1001
    public static Thing Apply(Thing s, A14 e) { e.Source.Note = "seen"; return s; } // BUX1001
    public static Thing Apply(Thing s, A15 e) { World.Counter = 1; return s; } // BUX1001
    public static Thing Apply(Thing s, A16 e) { World.Mode = "live"; return s; } // BUX1001
    public static Thing Apply(Thing s, A17 e) => s with { Count = World.Counter++ }; // BUX1001
    public static Thing Apply(Thing s, A18 e) { s.Changed += () => { }; return s; } // BUX1001
    public static Thing Apply(Thing s, A19 e) { World.Seen.Add("x"); return s; } // BUX1001 BUX1005
    public static Thing Apply(Thing s, A20 e) { s?.Inner?.Lines?.Add("x"); return s!; } // BUX1001
}

[StateMutator]
public static class Collections
{
    public static Thing Apply(Thing s, A01 e) { s.Tags.Add("x"); return s; } // BUX1001
    public static Thing Apply(Thing s, A02 e) { s.Tags.Clear(); return s; } // BUX1001
    public static Thing Apply(Thing s, A03 e) { s.Labels.Remove("x"); return s; } // BUX1001
    public static Thing Apply(Thing s, A04 e) { s.Counts["x"] = 1; return s; } // BUX1001
    public static Thing Apply(Thing s, A05 e) { s.Counts.TryAdd("x", 1); return s; } // BUX1001
    public static Thing Apply(Thing s, A06 e) { Array.Sort(s.Numbers); return s; } // BUX1001
    public static Thing Apply(Thing s, A07 e) { Array.Fill(s.Numbers, 1); return s; } // BUX1001
    public static Thing Apply(Thing s, A08 e) { s.Numbers.AsSpan().Reverse(); return s; } // BUX1001
    public static Thing Apply(Thing s, A09 e) { s.Tags.Sort(StringComparer.Ordinal); return s; } // BUX1001
    public static Thing Apply(Thing s, A10 e) { ((IList<string>)s.Tags).Insert(0, "x"); return s; } // BUX1001
    public static Thing Apply(Thing s, A11 e) { ((ICollection<string>)s.Labels).Add("x"); return s; } // BUX1001
    public static Thing Apply(Thing s, A12 e) { s.Tags.ForEach(tag => s.Labels.Add(tag)); return s; } // BUX1001
    public static Thing Apply(Thing s, A13 e) { s.Kept.CopyTo(s.Tags.ToArray()); s.Tags.CopyTo(e.Source.Tags.ToArray()); s.Tags.RemoveAll(each => each == ""); return s; } // BUX1001
    public static Thing Apply(Thing s, A14 e) { s.Inner.Lines.AddRange(["a", "b"]); return s; } // BUX1001
    public static Thing Apply(Thing s, A15 e) { e.Source.Tags.Reverse(); return s; } // BUX1001
    public static Thing Apply(Thing s, A16 e) { var span = s.Numbers.AsSpan(); span[0] = 1; return s; } // BUX1001
    public static Thing Apply(Thing s, A17 e) { s.Labels.UnionWith(["x"]); return s; } // BUX1001
    public static Thing Apply(Thing s, A18 e) { Array.Copy(e.Source.Numbers, s.Numbers, 1); return s; } // BUX1001
    public static Thing Apply(Thing s, A19 e) { foreach (var inner in new[] { s.Inner }) inner.Value = 1; return s; } // BUX1001
    public static Thing Apply(Thing s, A20 e) { s.Counts.Remove("x", out _); return s; } // BUX1001
}

[StateMutator]
public static class Bypasses
{
    public static Thing Apply(Thing s, A01 e) { var alias = s; alias.Count = 1; return s; } // BUX1001
    public static Thing Apply(Thing s, A02 e) { var tags = s.Tags; var more = tags; more.Add("x"); return s; } // BUX1001
    public static Thing Apply(Thing s, A03 e) { Action add = () => s.Tags.Add("x"); add(); return s; } // BUX1001
    public static Thing Apply(Thing s, A04 e) { Add(); return s; void Add() => s.Tags.Add("x"); } // BUX1001
    public static Thing Apply(Thing s, A05 e) { Add(s); return s; static void Add(Thing t) => t.Tags.Add("x"); } // BUX1001
    public static Thing Apply(Thing s, A06 e) { ref var slot = ref s.Numbers[0]; slot = 1; return s; } // BUX1001
    public static Thing Apply(Thing s, A07 e) { ref var count = ref s.Count; count++; return s; } // BUX1001
    public static Thing Apply(Thing s, A08 e) { var copy = s with { Amount = 1 }; copy.Tags.Add("x"); return copy; } // BUX1001
    public static Thing Apply(Thing s, A09 e) { var copy = s with { }; copy.Inner.Value = 1; return copy; } // BUX1001
    public static Thing Apply(Thing s, A10 e) { if (s is { Tags: var tags }) tags.Add("x"); return s; } // BUX1001
    public static Thing Apply(Thing s, A11 e) { if (s is { Inner.Lines: { Count: 0 } lines }) lines.Add("x"); return s; } // BUX1001
    public static Thing Apply(Thing s, A12 e) { var (_, _, tags, _, _, _, _) = s; tags.Add("x"); return s; } // BUX1001
    public static Thing Apply(Thing s, A13 e) => s.Tag("x"); // BUX1001
    public static Thing Apply(Thing s, A14 e) { s.Tags.Fill(["x"]); return s; } // BUX1001
    public static Thing Apply(Thing s, A15 e) { s.Same().Same().Count = 1; return s; } // BUX1001
    public static Thing Apply(Thing s, A16 e) { s.Rename("x"); return s; } // BUX1001
    public static Thing Apply(Thing s, A17 e) { var pair = (s, e); pair.s.Tags.Add("x"); return s; } // BUX1001
    public static Thing Apply(Thing s, A18 e) { var list = new List<Inner> { s.Inner }; list[0].Value = 1; return s; } // BUX1001
    public static Thing Apply(Thing s, A19 e) { var each = s.Amount > 0 ? s.Tags : []; each.Add("x"); return s; } // BUX1001
    public static Thing Apply(Thing s, A20 e) { List<string> none = null!; var each = none ?? s.Tags; each.Add("x"); return s; } // BUX1001
    public static Thing Apply(Thing s, A21 e) { foreach (var line in new[] { s }.Select(t => t.Inner.Lines)) line.Add("x"); return s; } // BUX1001
    public static Thing Apply(Thing s, A22 e) { s.Numbers.Slot(0) = 1; return s; } // BUX1001
    public static Thing Apply(Thing s, A23 e) { Swap(ref s.Count); return s; static void Swap(ref int x) => x = 1; } // BUX1001
    public static Thing Apply(Thing s, A24 e) { Interlocked.Increment(ref s.Count); return s; } // BUX1001 BUX1004
    public static Thing Apply(Thing s, A25 e) { Helper.Deep(s, 3); return s; } // BUX1001
    public static Thing Apply(Thing s, A26 e) { Action<string> add = s.Tags.Add; add("x"); return s; } // BUX1001
    public static Thing Apply(Thing s, A27 e) { Helper.Each(s.Tags, s.Tags.Add); return s; } // BUX1001
    public static Thing Apply(Thing s, A31 e) { Span<int> view = s.Numbers; view[0] = 1; return s; } // BUX1001
    public static Thing Apply(Thing s, A32 e) { var view = s.Numbers.AsSpan(1); view.Fill(3); return s; } // BUX1001
    public static Thing Apply(Thing s, A33 e) { Zero(s.Numbers); return s; static void Zero(Span<int> view) => view.Clear(); } // BUX1001
    public static Thing Apply(Thing s, A34 e) { var held = new List<Inner>(); held.Add(s.Inner); held[0].Value = 1; return s; } // BUX1001
    public static Thing Apply(Thing s, A35 e) { Helper.Zero(s.Numbers); return s; } // BUX1001
    public static Thing Apply(Thing s, A28 e) { var tags = e switch { { Number: > 1 } => s.Tags, _ => new List<string>() }; tags.Add("x"); return s; } // BUX1001
    public static Thing Apply(Thing s, A29 e) { Inner[] all = [s.Inner, .. new[] { s.Inner.Next! }]; all[1].Value = 1; return s; } // BUX1001
    public static Thing Apply(Thing s, A30 e) { s.Counts.TryGetValue("x", out var n); Helper.Out(s, out var tags); tags.Add("x"); return s; } // BUX1001
}

public static class Helper
{
    public static void Zero(Span<int> view) => view[^1] = 0;
    public static void Deep(Thing thing, int depth) { if (depth == 0) thing.Name = "deep"; else Deeper(thing, depth - 1); }
    public static void Deeper(Thing thing, int depth) => Deep(thing, depth);
    public static void Each(IEnumerable<string> items, Action<string> act) { foreach (var item in items.ToList()) act(item); }
    public static void Out(Thing thing, out List<string> tags) => tags = thing.Tags;
}
