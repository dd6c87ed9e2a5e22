using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Text;
using Bux;

[assembly: ServiceContracts("timesheets")]

namespace Corpus.Timesheets;

[Command]
public sealed record StartSheet([EntityKey] string Employee, int WeeklyHours) : ICommand;

[Command]
[Rejects<ApprovedAlready>]
[Rejects<LongDay>]
public sealed record LogWork([EntityKey] string Employee, string Project, DateOnly Day, TimeSpan Duration) : ICommand<TimeSpan>;

[Command]
[Rejects<UnknownProject>]
public sealed record MoveWork([EntityKey] string Employee, string From, string To) : ICommand<int>;

[Command]
[Rejects<ApprovedAlready>]
public sealed record ApproveWeek([EntityKey] string Employee, int Year, int Week) : ICommand<string>;

[DomainEvent(version: 1)]
public sealed record SheetStarted(string Employee, int WeeklyHours);

[DomainEvent(version: 1)]
public sealed record WorkLogged(string Project, DateOnly Day, TimeSpan Duration);

[DomainEvent(version: 1)]
public sealed record WorkMoved(string From, string To);

[DomainEvent(version: 1)]
public sealed record WeekApproved(int Year, int Week, TimeSpan Overtime);

public sealed record LongDay(TimeSpan Total) : Rejection("long-day", "A day has not as many hours.");

public sealed record UnknownProject(string Project) : Rejection("unknown-project", $"Nothing was logged for {Project}.");

public sealed record ApprovedAlready(int Year, int Week) : Rejection("approved-already", "The week is approved.");

/// <summary>A day as the key of a dictionary.</summary>
public readonly record struct Day(int Number)
{
    public static implicit operator Day(DateOnly date) => new(date.DayNumber);

    public DateTime ToDateTime() => DateOnly.FromDayNumber(Number).ToDateTime(TimeOnly.MinValue);
}

/// <summary>A week by ISO 8601.</summary>
public readonly record struct IsoWeek(int Year, int Number)
{
    public static IsoWeek Of(Day day) => new(ISOWeek.GetYear(day.ToDateTime()), ISOWeek.GetWeekOfYear(day.ToDateTime()));
}

[State("timesheets")]
public sealed record Timesheet(
    string Employee, int WeeklyHours, ImmutableDictionary<string, ImmutableDictionary<Day, TimeSpan>> Projects, ImmutableArray<WeekApproved> Approved, string Balance)
{
    public IEnumerable<KeyValuePair<Day, TimeSpan>> Days => Projects.Values.SelectMany(days => days);

    public TimeSpan OfWeek(IsoWeek week)
    {
        var sum = TimeSpan.Zero;
        foreach (var (day, duration) in Days)
        {
            if (IsoWeek.Of(day) == week) sum += duration;
        }

        return sum;
    }

    public Day LastDay()
    {
        var last = 0;
        foreach (var project in Projects.Values)
        {
            foreach (var day in project.Keys)
            {
                if (day.Number > last) last = day.Number;
            }
        }

        return new Day(last);
    }

    public bool Equals(Timesheet? other) => other is not null
        && (Employee, WeeklyHours, Balance) == (other.Employee, other.WeeklyHours, other.Balance)
        && Approved.SequenceEqual(other.Approved)
        && Projects.Count == other.Projects.Count
        && Projects.All(each => other.Projects.TryGetValue(each.Key, out var days) && days.Count == each.Value.Count && days.All(day => each.Value.Contains(day)));

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(Employee, StringComparer.Ordinal);
        foreach (var week in Approved) hash.Add(week);
        return HashCode.Combine(hash.ToHashCode(), Balance.GetHashCode(StringComparison.Ordinal));
    }
}

[StateMutator]
public static class TimesheetMutator
{
    public static Timesheet Create(SheetStarted e) => e.WeeklyHours is > 0 and <= 60
        ? new Timesheet(e.Employee, e.WeeklyHours, ImmutableDictionary<string, ImmutableDictionary<Day, TimeSpan>>.Empty, [], "")
        : throw new InvalidOperationException($"A week of {e.WeeklyHours} hours was started.");

    public static Timesheet Apply(Timesheet s, WorkLogged e)
    {
        if (e.Duration < TimeSpan.Zero) throw new InvalidOperationException("Work of " + e.Duration.Ticks + " ticks was logged on " + e.Day + ".");
        var days = s.Projects.GetValueOrDefault(e.Project, ImmutableDictionary<Day, TimeSpan>.Empty);
        return Balanced(s with { Projects = s.Projects.SetItem(e.Project, days.SetItem(e.Day, days.GetValueOrDefault(e.Day) + e.Duration)) });
    }

    public static Timesheet Apply(Timesheet s, WorkMoved e)
    {
        var moved = s.Projects[e.From];
        Func<Day, TimeSpan, TimeSpan> sum = (day, duration) => duration + moved.GetValueOrDefault(day);
        var target = s.Projects.GetValueOrDefault(e.To, moved.Clear());
        var both = target.ToDictionary(each => each.Key, each => sum(each.Key, each.Value));
        foreach (var (day, duration) in moved) both.TryAdd(day, duration);
        return Balanced(s with { Projects = s.Projects.Remove(e.From).SetItem(e.To, both.ToImmutableDictionary()) });
    }

    public static Timesheet Apply(Timesheet s, WeekApproved e)
    {
        var index = s.Approved.IndexOf(e);
        return index >= 0 ? throw new InvalidOperationException(string.Format("Week {0} is approved at {1}.", e.Week, index)) : s with { Approved = s.Approved.Add(e) };
    }

    private static Timesheet Balanced(Timesheet sheet)
    {
        var weeks = new Dictionary<IsoWeek, TimeSpan>();
        foreach (var (day, duration) in sheet.Days)
        {
            var week = IsoWeek.Of(day);
            weeks[week] = weeks.GetValueOrDefault(week) + duration;
        }

        var lines = new List<string>();
        foreach (var (week, worked) in weeks)
        {
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"{week.Year}-W{week.Number:00} {worked.TotalHours - sheet.WeeklyHours:+0.0;-0.0}"));
        }

        lines.Sort(StringComparer.Ordinal);
        var text = new StringBuilder();
        foreach (var line in lines) text.Append(' ', 2).Append(line, 0, Math.Min(line.Length, 20)).Append('\n');
        return sheet with { Balance = text.Insert(0, sheet.Employee + "\n").ToString() };
    }
}

[UseCase]
public sealed class Timekeeping
{
    private static readonly TimeSpan LongestDay = TimeSpan.FromHours(16);

    public void Handle(StartSheet command, UseCaseContext<Timesheet> context) => context.Emit(new SheetStarted(command.Employee, Math.Clamp(command.WeeklyHours, 1, 60)));

    public Reply<TimeSpan> Handle(LogWork command, Timesheet sheet, UseCaseContext<Timesheet> context)
    {
        var week = IsoWeek.Of((Day)command.Day);
        if (IsApproved(sheet, week)) return new ApprovedAlready(week.Year, week.Number);
        var total = command.Duration + new TimeSpan(sheet.Days.Where(day => day.Key == command.Day).Sum(day => day.Value.Ticks));
        if (total > LongestDay) return new LongDay(total);
        return context.Emit(new WorkLogged(command.Project, command.Day, command.Duration)).OfWeek(week);
    }

    public Reply<int> Handle(MoveWork command, Timesheet sheet, UseCaseContext<Timesheet> context) => sheet.Projects.ContainsKey(command.From)
        ? context.Emit(new WorkMoved(command.From, command.To)).Projects.Count
        : new UnknownProject(command.From);

    public Reply<string> Handle(ApproveWeek command, Timesheet sheet, UseCaseContext<Timesheet> context)
    {
        IsoWeek week = new(command.Year, command.Week);
        if (IsApproved(sheet, week)) return new ApprovedAlready(command.Year, command.Week);
        var overtime = sheet.OfWeek(week) - TimeSpan.FromHours(sheet.WeeklyHours);
        return context.Emit(new WeekApproved(week.Year, week.Number, overtime)).Balance;
    }

    private static bool IsApproved(Timesheet sheet, IsoWeek week) => sheet.Approved.Any(each => new IsoWeek(each.Year, each.Week) == week);
}

/// <summary>Who works for a project, and for how long.</summary>
public sealed record ProjectEffort(string Project, ImmutableDictionary<string, TimeSpan> Employees)
{
    public TimeSpan Total => Employees.Values.Aggregate(TimeSpan.Zero, (sum, each) => sum + each);
}

[Projection("project-efforts")]
public static class ProjectEfforts
{
    public static string Key(WorkLogged e) => e.Project.ToLowerInvariant();

    public static ProjectEffort On(WorkLogged e, ProjectEffort? row, EventContext context)
    {
        row ??= new ProjectEffort(e.Project, ImmutableDictionary<string, TimeSpan>.Empty);
        return row with { Employees = row.Employees.SetItem(context.EntityKey, row.Employees.GetValueOrDefault(context.EntityKey) + e.Duration) };
    }
}
