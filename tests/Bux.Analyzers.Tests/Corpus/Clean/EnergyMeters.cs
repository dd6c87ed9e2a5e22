using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Numerics;
using System.Runtime.InteropServices;
using Bux;

[assembly: ServiceContracts("energy-meters")]

namespace Corpus.EnergyMeters;

public sealed record Reading(DateTimeOffset At, long WattHours);

public sealed record MonthBill(int Year, int Month, decimal Amount);

[Command]
public sealed record InstallMeter([EntityKey] string Meter, long Start) : ICommand;

[Command]
[Rejects<RunsBackwards>]
public sealed record ReportReadings([EntityKey] string Meter, ImmutableArray<Reading> Readings) : ICommand<long>;

[Command]
[Rejects<NoReading>]
public sealed record CorrectReading([EntityKey] string Meter, DateTimeOffset At, long WattHours) : ICommand;

[Command]
[Rejects<BilledAlready>]
[Rejects<NoReading>]
public sealed record BillMonth([EntityKey] string Meter, int Year, int Month) : ICommand<decimal>;

[Command]
public sealed record ReplaceMeter([EntityKey] string Meter, long Last, long Start) : ICommand;

[DomainEvent(version: 1)]
public sealed record MeterInstalled(string Meter, long Start, DateTimeOffset At);

[DomainEvent(version: 1)]
public sealed record ReadingsTaken(ImmutableArray<Reading> Readings);

[DomainEvent(version: 1)]
public sealed record ReadingCorrected(DateTimeOffset At, long WattHours);

[DomainEvent(version: 1)]
public sealed record MonthBilled(MonthBill Bill);

[DomainEvent(version: 1)]
public sealed record MeterReplaced(long Last, long Start, DateTimeOffset At);

public sealed record RunsBackwards(DateTimeOffset At) : Rejection("runs-backwards", "A meter does not count down.");

public sealed record NoReading(DateTimeOffset At) : Rejection("no-reading", "Nothing was read at that time.");

public sealed record BilledAlready(int Year, int Month) : Rejection("billed-already", "The month is billed.");

/// <summary>What a day used, hour by hour.</summary>
public sealed record Profile(ImmutableArray<long> Hours, double Mean, double Deviation, int Peak)
{
    public static Profile Empty { get; } = new([.. Enumerable.Repeat(0L, 24)], 0.0, 0.0, 0);
}

[State("energy-meters")]
public sealed record Meter(string Id, long Offset, ImmutableArray<Reading> Readings, Profile Profile, ImmutableArray<MonthBill> Bills);

internal static class Statistics
{
    public static (double Mean, double Deviation) Of<T>(ReadOnlySpan<T> values) where T : INumber<T>
    {
        if (values.IsEmpty) return default;
        var mean = 0.0;
        foreach (var value in values) mean += double.CreateChecked(value);
        mean /= values.Length;
        double squares = 0;
        foreach (var value in values) squares += Math.Pow(double.CreateChecked(value) - mean, 2);
        return (mean, Math.Sqrt(squares / values.Length));
    }

    public static T Largest<T>(ReadOnlySpan<T> values, T smallest) where T : INumber<T>
    {
        var largest = smallest;
        for (var i = values.Length - 1; i >= 0; i--) largest = T.Max(largest, values[i]);
        return largest;
    }

    public static void Smooth(Span<long> values)
    {
        for (var i = 1; i < values.Length - 1; i++)
        {
            ref var value = ref values[i];
            if (value < 0) value = (values[i - 1] + values[i + 1]) / 2;
        }
    }
}

[StateMutator]
public static class MeterMutator
{
    private const int KeptReadings = 24 * 366;

    public static Meter Create(MeterInstalled e) => new(e.Meter, 0, [new Reading(e.At, e.Start)], Profile.Empty, []);

    public static Meter Apply(Meter s, ReadingsTaken e)
    {
        var readings = Merged(s.Readings, e.Readings, s.Offset);
        return s with { Readings = readings, Profile = Profiled(readings) };
    }

    public static Meter Apply(Meter s, ReadingCorrected e)
    {
        var index = s.Readings.BinarySearch(new Reading(e.At, 0), Comparer<Reading>.Create((a, b) => a.At.CompareTo(b.At)));
        return index < 0 ? s : s with { Readings = s.Readings.SetItem(index, s.Readings[index] with { WattHours = e.WattHours }) };
    }

    public static Meter Apply(Meter s, MonthBilled e) => s with { Bills = s.Bills.Insert(0, e.Bill) };

    public static Meter Apply(Meter s, MeterReplaced e)
    {
        checked
        {
            return s with { Offset = s.Offset + e.Last - e.Start };
        }
    }

    /// <summary>Two sorted sequences become one; of equal times the newer value counts.</summary>
    private static ImmutableArray<Reading> Merged(ImmutableArray<Reading> known, ImmutableArray<Reading> taken, long offset)
    {
        var fresh = taken.ToArray();
        Array.Sort(fresh, static (a, b) => a.At.CompareTo(b.At));
        foreach (ref var reading in fresh.AsSpan()) reading = reading with { WattHours = reading.WattHours + offset };

        var merged = new Reading[known.Length + fresh.Length];
        var (i, j, count) = (0, 0, 0);
        while (i < known.Length || j < fresh.Length)
        {
            if (j == fresh.Length || (i < known.Length && known[i].At < fresh[j].At)) merged[count++] = known[i++];
            else
            {
                if (i < known.Length && known[i].At == fresh[j].At) i++;
                merged[count++] = fresh[j++];
            }
        }

        var kept = merged[Math.Max(0, count - KeptReadings)..count];
        return ImmutableCollectionsMarshal.AsImmutableArray(kept);
    }

    private static Profile Profiled(ImmutableArray<Reading> readings)
    {
        var hours = new long[24];
        var table = new int[24, 2];
        foreach (var (before, after) in readings.Zip(readings.Skip(1)))
        {
            var used = after.WattHours - before.WattHours;
            hours[after.At.Hour] += used;
            table[after.At.Hour, 0]++;
            table[after.At.Hour, 1] |= BitOperations.Log2((ulong)Math.Max(1, used));
        }

        Statistics.Smooth(hours);
        var (mean, deviation) = Statistics.Of<long>(hours);
        var peak = Array.IndexOf(hours, Statistics.Largest<long>(hours, 0));
        return new Profile([.. hours], mean, deviation, table[peak, 0] > 0 ? peak : 0);
    }
}

public sealed record Price(decimal Base, decimal PerKilowattHour);

public interface ITariffs
{
    Price In(int year);
}

public sealed class Tariffs : ITariffs
{
    private readonly ImmutableSortedDictionary<int, Price> _prices = ImmutableSortedDictionary<int, Price>.Empty
        .Add(2020, new Price(90m, 0.21m))
        .Add(2024, new Price(96m, 0.27m));

    public Price In(int year) => _prices.Last(each => each.Key <= year || each.Key == 2020).Value;
}

[UseCase]
public sealed class MeterUseCases(ITariffs tariffs)
{
    public Reply<Done> Handle(InstallMeter command, UseCaseContext<Meter> context)
    {
        _ = context.Emit(new MeterInstalled(command.Meter, command.Start, context.Now));
        return Reply.Done;
    }

    public Reply<long> Handle(ReportReadings command, Meter meter, UseCaseContext<Meter> context)
    {
        var last = meter.Readings[^1].WattHours - meter.Offset;
        foreach (var reading in command.Readings.OrderBy(reading => reading.At))
        {
            if (reading.WattHours < last) return new RunsBackwards(reading.At);
            last = reading.WattHours;
        }

        foreach (var day in command.Readings.GroupBy(reading => reading.At.Date).OrderBy(day => day.Key)) meter = context.Emit(new ReadingsTaken([.. day]));
        return meter.Readings[^1].WattHours;
    }

    public Rejection? Handle(CorrectReading command, Meter meter, UseCaseContext<Meter> context)
    {
        if (meter.Readings.All(reading => reading.At != command.At)) return new NoReading(command.At);
        context.Emit(new ReadingCorrected(command.At, command.WattHours));
        return null;
    }

    public Reply<decimal> Handle(BillMonth command, Meter meter, UseCaseContext<Meter> context)
    {
        var (_, year, month) = command;
        if (meter.Bills.Any(bill => (bill.Year, bill.Month) == (year, month))) return new BilledAlready(year, month);

        var inMonth = meter.Readings.Where(reading => reading.At.Year == year && reading.At.Month == month).ToList();
        if (inMonth.Count < 2) return new NoReading(new DateTimeOffset(year, month, 1, 0, 0, 0, TimeSpan.Zero));
        var (fixedPart, perKilowattHour) = tariffs.In(year);
        var amount = Math.Round(fixedPart / 12 + (inMonth[^1].WattHours - inMonth[0].WattHours) / 1000m * perKilowattHour, 2);
        context.Emit(new MonthBilled(new MonthBill(year, month, amount)));
        return amount;
    }

    public void Handle(ReplaceMeter command, Meter _, UseCaseContext<Meter> context) => context.Emit(new MeterReplaced(command.Last, command.Start, context.Now));
}
