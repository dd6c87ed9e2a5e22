using System.Text.Json.Nodes;

namespace Bux.Codecs.Tests;

/// <summary>Makes documents wrong in one place: a member is gone, a value is null, of another type, or a name that nobody knows.</summary>
internal static class Spoiling
{
    private static readonly Func<JsonNode?>[] Others =
    [
        () => null, () => JsonValue.Create("no such name"), () => JsonValue.Create(true), () => JsonNode.Parse("-10000000000000000000000000000"), () => JsonValue.Create(0.5), () => new JsonArray(), () => new JsonObject(),
    ];

    /// <summary>The text of the spoiled document, or null where this way of spoiling leaves it as it was.</summary>
    /// <param name="document">A sound document; it is changed.</param>
    /// <param name="place">Chooses the place.</param>
    /// <param name="how">Chooses what becomes of it.</param>
    public static string? Spoil(JsonNode document, int place, int how)
    {
        var before = document.ToJsonString();
        var places = Places(document).ToArray();
        if (places.Length == 0) return null;
        var (around, name, index) = places[place % places.Length];
        var way = how % (Others.Length + 1);
        if (way == Others.Length) Remove(around, name, index);
        else if (around is JsonObject members) members[name!] = Others[way]();
        else around.AsArray()[index] = Others[way]();
        var after = document.ToJsonString();
        return after == before ? null : after;
    }

    private static void Remove(JsonNode around, string? name, int index)
    {
        if (around is JsonObject members) members.Remove(name!);
        else around.AsArray().RemoveAt(index);
    }

    private static IEnumerable<(JsonNode Around, string? Name, int Index)> Places(JsonNode? node)
    {
        var children = node switch
        {
            JsonObject members => members.Select(member => (Around: node, (string?)member.Key, Index: 0, Child: member.Value)),
            JsonArray items => items.Select((item, index) => (Around: node, (string?)null, Index: index, Child: item)),
            _ => [],
        };
        foreach (var (around, name, index, child) in children.ToArray())
        {
            yield return (around, name, index);
            foreach (var inner in Places(child)) yield return inner;
        }
    }
}
