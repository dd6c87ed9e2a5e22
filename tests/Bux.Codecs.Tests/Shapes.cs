using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Bux;

[assembly: ServiceContracts("shapes")]

namespace Bux.Codecs.Tests;

/// <summary>Every scalar.</summary>
[DomainEvent(1)]
public sealed record Scalars(
    bool Boolean, byte Byte, sbyte SByte, short Int16, ushort UInt16, int Int32, uint UInt32, long Int64, ulong UInt64, float Single, double Double,
    decimal Decimal, char Char, string String, Guid Guid, DateTime DateTime, DateTimeOffset DateTimeOffset, DateOnly DateOnly, TimeOnly TimeOnly,
    TimeSpan TimeSpan, Uri Uri, byte[] Bytes, Colour Colour);

/// <summary>Every kind of null.</summary>
[DomainEvent(1)]
public sealed record Nullables(
    int? Int32, string? String, Guid? Guid, DateOnly? DateOnly, Colour? Colour, AccountId? Id, Details? Details, string?[]? Strings, List<int?> Numbers, byte[]? Bytes);

/// <summary>Every list.</summary>
[DomainEvent(1)]
public sealed record Lists(
    int[] Array, List<string> List, IReadOnlyList<Details> ReadOnlyList, IReadOnlyCollection<int> Collection, IEnumerable<Colour> Enumerable,
    IList<int> IList, ICollection<int> ICollection, ImmutableArray<string> ImmutableArray, ImmutableList<int> ImmutableList, int[][] Nested);

/// <summary>Every dictionary.</summary>
[DomainEvent(1)]
public sealed record Maps(
    Dictionary<string, int> Strings, IReadOnlyDictionary<Guid, string> Guids, ImmutableDictionary<long, Details> Numbers, IDictionary<Colour, int> Colours,
    Dictionary<AccountId, int> Ids);

/// <summary>Sets, which have no order.</summary>
[DomainEvent(1)]
public sealed record Sets(HashSet<string> Strings, IReadOnlySet<int> Numbers, ImmutableHashSet<Guid> Guids, ISet<Colour> Colours);

/// <summary>A type of its own kind inside.</summary>
[DomainEvent(1)]
public sealed record Tree(string Name, IReadOnlyList<Tree> Children, Page<Tree>? Page, Page<int> Numbers);

/// <summary>A generic part.</summary>
public sealed record Page<T>(T[] Items, int Number = 1);

/// <summary>A class with properties of every role.</summary>
[DomainEvent(1)]
public sealed class Settable
{
    public required string Required { get; init; }

    public string Settled { get; set; } = "default";

    public int? Number { get; set; }

    public int Computed => Settled.Length;
}

/// <summary>A record with an init property that has a default.</summary>
[DomainEvent(1)]
public sealed record Initialised(string Id)
{
    public string Name { get; init; } = "unnamed";
}

/// <summary>Defaults of constructor parameters.</summary>
[DomainEvent(1)]
public sealed record Defaults(
    string Id, int Number = -5, string Text = "a\"b", double Double = 1.5, decimal Decimal = 2.50m, Colour Colour = Colour.DarkBlue, char Char = '\'', Guid Guid = default);

/// <summary>A part.</summary>
public sealed record Details(string Name, int Age);

/// <summary>A strongly typed id.</summary>
public readonly record struct AccountId(string Value);

/// <summary>An enum.</summary>
[JsonConverter(typeof(CamelCase))]
public enum Colour
{
    Red,
    DarkBlue,
}

/// <summary>How System.Text.Json writes it as the codecs do.</summary>
public sealed class CamelCase() : JsonStringEnumConverter<Colour>(System.Text.Json.JsonNamingPolicy.CamelCase);

/// <summary>A rejection.</summary>
public sealed record Refused(string AccountId, int Limit) : Rejection("refused", $"Account {AccountId} is over {Limit}.");

/// <summary>A command with an id as key.</summary>
[Command]
public sealed record Move([property: EntityKey] AccountId Id, Colour To) : ICommand<ImmutableArray<Details>>;
