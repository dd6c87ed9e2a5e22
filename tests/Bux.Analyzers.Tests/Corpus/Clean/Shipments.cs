using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using Bux;

[assembly: ServiceContracts("shipments")]

namespace Corpus.Shipments;

/// <summary>A tracking number with a check digit, such as AB123456785CH.</summary>
public readonly record struct TrackingNumber(string Value)
{
    private static readonly Regex Form = new("^[A-Z]{2}[0-9]{9}[A-Z]{2}$", RegexOptions.CultureInvariant | RegexOptions.Compiled, TimeSpan.FromSeconds(1));

    public bool IsWellFormed => Form.IsMatch(Value) && Value[10] - '0' == CheckDigit(Value.AsSpan(2, 8));

    private static int CheckDigit(ReadOnlySpan<char> digits)
    {
        ReadOnlySpan<int> weights = [8, 6, 4, 2, 3, 5, 9, 7];
        var sum = 0;
        for (var i = 0; i < digits.Length; i++) sum += weights[i] * (digits[i] - '0');
        return (11 - sum % 11) switch { 10 => 0, 11 => 5, var digit => digit };
    }
}

public enum Stage
{
    Announced,
    InTransit,
    InCustoms,
    OutForDelivery,
    Delivered,
    Returned,
}

public sealed record Position(double Latitude, double Longitude)
{
    /// <summary>Kilometres on the sphere.</summary>
    public double DistanceTo(Position other)
    {
        var (a, b) = (Radians(Latitude), Radians(other.Latitude));
        var cosine = Math.Sin(a) * Math.Sin(b) + Math.Cos(a) * Math.Cos(b) * Math.Cos(Radians(other.Longitude - Longitude));
        return 6371.0 * Math.Acos(Math.Clamp(cosine, -1.0, 1.0));

        static double Radians(double degrees) => degrees * Math.PI / 180.0;
    }
}

public sealed record Scan(string Facility, Stage Stage, Position Position, DateTimeOffset At);

[Command]
[Rejects<MalformedNumber>]
public sealed record Announce([EntityKey] TrackingNumber Number, string Declaration, Position To) : ICommand<string>;

[Command]
[Rejects<MalformedLine>]
[Rejects<NotPossible>]
public sealed record RecordScans([EntityKey] TrackingNumber Number, string Lines) : ICommand<int>;

[Command]
[Rejects<NotPossible>]
public sealed record Deliver([EntityKey] TrackingNumber Number, ReadOnlyMemory<byte> Signature) : ICommand;

[Command]
[Rejects<NotPossible>]
public sealed record ReturnToSender([EntityKey] TrackingNumber Number, string Reason) : ICommand;

[DomainEvent(version: 1)]
public sealed record ShipmentAnnounced(TrackingNumber Number, ImmutableDictionary<string, decimal> Content, Position To);

[DomainEvent(version: 1)]
public sealed record ShipmentScanned(Scan Scan);

[DomainEvent(version: 1)]
public sealed record ShipmentDelivered(ReadOnlyMemory<byte> Signature, DateTimeOffset At);

[DomainEvent(version: 1)]
public sealed record ShipmentReturned(string Reason);

public sealed record MalformedNumber(string Number) : Rejection("malformed-number", $"'{Number}' is no tracking number.");

public sealed record MalformedLine(int Line) : Rejection("malformed-line", "A line cannot be read.");

public sealed record NotPossible(Stage From, Stage To) : Rejection("not-possible", $"What is {From} cannot become {To}.");

[State("shipments")]
public sealed record Shipment(
    TrackingNumber Number, Stage Stage, ImmutableDictionary<string, decimal> Content, Position To, ImmutableArray<Scan> Scans, string? Proof, int? EtaHours);

internal static class Stages
{
    public static bool CanBecome(Stage from, Stage to) => (from, to) switch
    {
        (Stage.Delivered or Stage.Returned, _) => false,
        (_, Stage.Announced) => false,
        (Stage.Announced, Stage.Delivered) => false,
        (Stage.InCustoms, Stage.OutForDelivery) => false,
        (_, Stage.Returned) => from is not Stage.Announced,
        _ => true,
    };
}

[StateMutator]
public static class ShipmentMutator
{
    public static Shipment Create(ShipmentAnnounced e) => new(e.Number, Stage.Announced, e.Content, e.To, ImmutableArray<Scan>.Empty, null, null);

    public static Shipment Apply(Shipment s, ShipmentScanned e)
    {
        var scans = new List<Scan>(s.Scans.Length + 1);
        scans.AddRange(s.Scans);
        var at = scans.FindLastIndex(scan => scan.At <= e.Scan.At);
        scans.Insert(at + 1, e.Scan);
        return s with { Scans = scans.ToImmutableArray(), Stage = scans[^1].Stage, EtaHours = Eta(scans, s.To) };
    }

    public static Shipment Apply(Shipment s, ShipmentDelivered e)
    {
        var bytes = e.Signature.ToArray();
        bytes.AsSpan().Reverse();
        Array.Resize(ref bytes, Math.Min(bytes.Length, 16));
        return s with { Stage = Stage.Delivered, Proof = Convert.ToHexString(bytes), EtaHours = null };
    }

    public static Shipment Apply(Shipment s, ShipmentReturned e) => s with { Stage = Stage.Returned, Proof = $"returned: {e.Reason}", EtaHours = null };

    private static int? Eta(IReadOnlyList<Scan> scans, Position to)
    {
        if (scans is not [.., var before, var last]) return null;
        var hours = (last.At - before.At).TotalHours;
        var speed = hours > 0 ? before.Position.DistanceTo(last.Position) / hours : 0.0;
        return speed < 0.1 ? null : (int)Math.Ceiling(last.Position.DistanceTo(to) / speed);
    }
}

/// <summary>Reads lines such as <c>2025-03-01T10:00:00Z;ZRH;InTransit;47.46;8.55</c>.</summary>
internal static class ScanReader
{
    public static IEnumerable<(int Line, Scan? Scan)> Read(string text)
    {
        var line = 0;
        foreach (var each in text.Split('\n'))
        {
            line++;
            if (!string.IsNullOrWhiteSpace(each)) yield return (line, Parse(each.Trim()));
        }
    }

    private static Scan? Parse(string line) => line.Split(';') is [var at, { Length: 3 } facility, var stage, var latitude, var longitude]
        && DateTimeOffset.TryParse(at, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var time)
        && Enum.TryParse<Stage>(stage, ignoreCase: true, out var parsed)
        && TryNumber(latitude, out var north)
        && TryNumber(longitude, out var east)
        ? new Scan(facility.ToUpperInvariant(), parsed, new Position(north, east), time)
        : null;

    private static bool TryNumber(string text, out double value)
    {
        value = 0;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && !double.IsNaN(value);
    }
}

[UseCase]
public sealed class ShipmentUseCases
{
    private static readonly Regex Position = new(@"(?<what>\w+)\s*=\s*(?<price>[0-9.]+)", RegexOptions.CultureInvariant);

    public Reply<string> Handle(Announce command, UseCaseContext<Shipment> context)
    {
        if (!command.Number.IsWellFormed) return new MalformedNumber(command.Number.Value);

        var content = Position.Matches(command.Declaration)
            .Select(match => (What: match.Groups["what"].Value, Price: decimal.Parse(match.Groups["price"].Value, CultureInfo.InvariantCulture)))
            .GroupBy(each => each.What, StringComparer.Ordinal)
            .ToImmutableDictionary(group => group.Key, group => group.Sum(each => each.Price), StringComparer.Ordinal);
        return Label(context.Emit(new ShipmentAnnounced(command.Number, content, command.To)));
    }

    public Reply<int> Handle(RecordScans command, Shipment shipment, UseCaseContext<Shipment> context)
    {
        var count = 0;
        foreach (var (line, scan) in ScanReader.Read(command.Lines))
        {
            if (scan is null) return new MalformedLine(line);
            if (!Stages.CanBecome(shipment.Stage, scan.Stage)) return new NotPossible(shipment.Stage, scan.Stage);
            shipment = context.Emit(new ShipmentScanned(scan));
            ++count;
        }

        return count;
    }

    public Reply<Done> Handle(Deliver command, Shipment shipment, UseCaseContext<Shipment> context)
    {
        if (Refusal(shipment, Stage.Delivered) is { } refusal) return refusal;
        context.Emit(new ShipmentDelivered(command.Signature, context.Now));
        return Reply.Done;
    }

    public Reply<Done> Handle(ReturnToSender command, Shipment shipment, UseCaseContext<Shipment> context)
    {
        if (Refusal(shipment, Stage.Returned) is { } refusal) return refusal;
        context.Emit(new ShipmentReturned(command.Reason));
        return Reply.Done;
    }

    private static NotPossible? Refusal(Shipment shipment, Stage to) => Stages.CanBecome(shipment.Stage, to) ? null : new NotPossible(shipment.Stage, to);

    private static string Label(Shipment shipment)
    {
        var label = new StringBuilder().Append("to ").Append(CultureInfo.InvariantCulture, $"{shipment.To.Latitude:F2}/{shipment.To.Longitude:F2}").AppendLine();
        foreach (var (what, price) in shipment.Content.OrderBy(each => each.Key, StringComparer.Ordinal)) label.Append(what).Append(": ").AppendLine(price.ToString("0.00", CultureInfo.InvariantCulture));
        return label.ToString();
    }
}
