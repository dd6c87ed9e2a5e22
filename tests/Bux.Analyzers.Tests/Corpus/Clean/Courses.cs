using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Bux;
using Microsoft.Extensions.Logging;

[assembly: ServiceContracts("courses")]

namespace Corpus.Courses;

public readonly record struct StudentId(Guid Value);

[Command]
public sealed record PlanCourse([EntityKey] string Course, int Seats, ImmutableArray<string> Requires) : ICommand;

[Command]
[Rejects<TwiceEnrolled>]
[Rejects<RequirementMissing>]
public sealed record Enrol([EntityKey] string Course, StudentId Student, int Priority, ImmutableHashSet<string> Passed) : ICommand<int>;

[Command]
[Rejects<NotEnrolled>]
public sealed record Withdraw([EntityKey] string Course, StudentId Student) : ICommand<ImmutableArray<StudentId>>;

[Command]
public sealed record ResizeCourse([EntityKey] string Course, int Seats) : ICommand<ImmutableArray<StudentId>>;

[Command]
[Rejects<NotEnrolled>]
public sealed record GradeExam([EntityKey] string Course, ImmutableDictionary<Guid, double> Scores) : ICommand<ImmutableDictionary<Guid, int>>;

[DomainEvent(version: 1)]
public sealed record CoursePlanned(string Course, int Seats, ImmutableArray<string> Requires);

[DomainEvent(version: 1)]
public sealed record StudentEnrolled(StudentId Student);

[DomainEvent(version: 1)]
public sealed record StudentWaits(StudentId Student, int Priority);

[DomainEvent(version: 1)]
public sealed record StudentWithdrew(StudentId Student);

[DomainEvent(version: 1)]
public sealed record CourseResized(int Seats);

[DomainEvent(version: 1)]
public sealed record ExamGraded(ImmutableDictionary<Guid, int> Grades);

public sealed record RequirementMissing(ImmutableArray<string> Courses) : Rejection("requirement-missing", "Other courses must be passed first.");

public sealed record NotEnrolled(StudentId Student) : Rejection("not-enrolled", "The student takes no part.");

public sealed record TwiceEnrolled(StudentId Student) : Rejection("twice-enrolled", "The student takes part already.");

public sealed record Waiting(StudentId Student, int Priority);

[State("courses")]
public sealed record Course
{
    public string Id { get; init; } = "";

    public int Seats { get; init; }

    public ImmutableArray<string> Requires { get; init; } = [];

    public ImmutableList<StudentId> Enrolled { get; init; } = [];

    public ImmutableList<Waiting> Waiting { get; init; } = [];

    public ImmutableDictionary<Guid, int> Grades { get; init; } = ImmutableDictionary<Guid, int>.Empty;

    public bool HasSeat => Enrolled.Count < Seats;

    public bool Knows(StudentId student) => Enrolled.Contains(student) || Waiting.Exists(each => each.Student == student);
}

[StateMutator]
public static class CourseMutator
{
    private static readonly Comparer<Waiting> MostUrgentFirst = Comparer<Waiting>.Create(static (one, other) => other.Priority.CompareTo(one.Priority));

    public static Course Create(CoursePlanned e) => new() { Id = e.Course, Seats = e.Seats, Requires = e.Requires };

    public static Course Apply(Course s, StudentEnrolled e) => s with
    {
        Enrolled = s.Enrolled.Add(e.Student),
        Waiting = s.Waiting.RemoveAll(each => each.Student == e.Student),
    };

    public static Course Apply(Course s, StudentWaits e)
    {
        // List.Sort is not stable; a linked list keeps those of equal urgency in their order.
        var queue = new LinkedList<Waiting>(s.Waiting);
        var node = queue.First;
        while (node is not null && MostUrgentFirst.Compare(node.Value, new Waiting(e.Student, e.Priority)) <= 0) node = node.Next;
        if (node is null) queue.AddLast(new Waiting(e.Student, e.Priority));
        else queue.AddBefore(node, new Waiting(e.Student, e.Priority));
        return s with { Waiting = ImmutableList.CreateRange(queue) };
    }

    public static Course Apply(Course s, StudentWithdrew e) => s with
    {
        Enrolled = s.Enrolled.Remove(e.Student),
        Waiting = s.Waiting.RemoveAll(each => each.Student == e.Student),
    };

    public static Course Apply(Course s, CourseResized e) => s with { Seats = e.Seats };

    public static Course Apply(Course s, ExamGraded e) => s with { Grades = s.Grades.SetItems(e.Grades) };
}

public interface IGrades
{
    ImmutableDictionary<Guid, int> Of(IReadOnlyDictionary<Guid, double> scores);
}

/// <summary>Grades by the place among all: the best tenth gets a 1.</summary>
public sealed class RelativeGrades : IGrades
{
    public ImmutableDictionary<Guid, int> Of(IReadOnlyDictionary<Guid, double> scores)
    {
        var ranks = new SortedSet<double>(scores.Values);
        var grades = ImmutableDictionary.CreateBuilder<Guid, int>();
        foreach (var (student, score) in scores)
        {
            var better = ranks.GetViewBetween(score, double.MaxValue).Count - 1;
            grades[student] = Grade(better, ranks.Count);
        }

        return grades.ToImmutable();
    }

    private static int Grade(int better, int all) => (10 * better / Math.Max(1, all)) switch
    {
        0 => 1,
        <= 3 => 2,
        <= 6 => 3,
        _ => 4,
    };
}

[UseCase]
public sealed partial class Enrolment(ILogger<Enrolment> logger, IGrades grades)
{
    public void Handle(PlanCourse command, UseCaseContext<Course> context)
    {
        var requires = new HashSet<string>(command.Requires, StringComparer.Ordinal);
        requires.Remove(command.Course);
        context.Emit(new CoursePlanned(command.Course, command.Seats, [.. requires.Order(StringComparer.Ordinal)]));
    }

    public Reply<int> Handle(Enrol command, Course course, UseCaseContext<Course> context)
    {
        if (Refusal(command, course) is { } refusal)
        {
            logger.LogDebug("{Course} refuses a student: {Code}", command.Course, refusal.Code);
            return refusal;
        }

        if (!course.HasSeat)
        {
            course = context.Emit(new StudentWaits(command.Student, command.Priority));
            return course.Waiting.FindIndex(each => each.Student == command.Student) + 1;
        }

        context.Emit(new StudentEnrolled(command.Student));
        return 0;
    }

    public Reply<ImmutableArray<StudentId>> Handle(Withdraw command, Course course, UseCaseContext<Course> context)
    {
        if (!course.Knows(command.Student)) return new NotEnrolled(command.Student);
        return Reply.Accept(MoveUp(context.Emit(new StudentWithdrew(command.Student)), context));
    }

    public Reply<ImmutableArray<StudentId>> Handle(ResizeCourse command, Course course, UseCaseContext<Course> context) =>
        Reply.Accept(MoveUp(context.Emit(new CourseResized(Math.Max(command.Seats, course.Enrolled.Count))), context));

    public Reply<ImmutableDictionary<Guid, int>> Handle(GradeExam command, Course course, UseCaseContext<Course> context)
    {
        foreach (var student in command.Scores.Keys)
        {
            if (!course.Enrolled.Contains(new StudentId(student))) return new NotEnrolled(new StudentId(student));
        }

        var given = grades.Of(command.Scores);
        context.Emit(new ExamGraded(given));
        logger.LogInformation("{Count} exams graded", given.Count);
        return given;
    }
}

public sealed partial class Enrolment
{
    private static Rejection? Refusal(Enrol command, Course course)
    {
        if (course.Knows(command.Student)) return new TwiceEnrolled(command.Student);
        var missing = course.Requires.Where(required => !command.Passed.Contains(required)).ToImmutableArray();
        return missing is [] ? null : new RequirementMissing(missing);
    }

    private static ImmutableArray<StudentId> MoveUp(Course course, UseCaseContext<Course> context)
    {
        var next = new Queue<Waiting>(course.Waiting);
        var moved = ImmutableArray.CreateBuilder<StudentId>();
        while (course.HasSeat && next.TryDequeue(out var first))
        {
            course = context.Emit(new StudentEnrolled(first.Student));
            moved.Add(first.Student);
        }

        return moved.ToImmutable();
    }
}
