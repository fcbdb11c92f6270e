using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Cronos;
using NodeGc.Api.Cleanups;
using NodeGc.Api.Rules;

namespace NodeGc.Operator.Scheduling;

/// <summary>All rules of a cleanup's spec, with those of its schedule: whether an expression and a time zone are
/// understood depends on this process.</summary>
internal static class ScheduleRules
{
    /// <summary>What is wrong with a spec whenever it is looked at: each node is planned often.</summary>
    private static readonly ConditionalWeakTable<NodeStorageCleanupSpec, Problems> Known = new();

    /// <summary>Everything that is wrong with the spec.</summary>
    public static ImmutableArray<SpecProblem> Check(NodeStorageCleanupSpec spec, DateTimeOffset now)
    {
        var problems = Known.GetValue(spec, static one => new Problems([
            .. CleanupSpecRules.Check(one),
            .. CheckSchedule(one),
        ]));
        return problems.All.IsEmpty && spec.Schedule is { } text && CleanupSchedule.FindNext(spec, now) is null
            ? [new SpecProblem("spec.schedule", $"'{text}' is never due{DescribeDays(spec)}")]
            : problems.All;
    }

    private static IEnumerable<SpecProblem> CheckSchedule(NodeStorageCleanupSpec spec)
    {
        if (CleanupSchedule.FindZone(spec.TimeZone) is null)
        {
            yield return new SpecProblem(
                "spec.timeZone",
                $"'{spec.TimeZone}' is not a time zone of the IANA database, such as Europe/Berlin or Etc/UTC; "
                    + "if it is one, the operator's image lacks the package tzdata"
            );
        }
        if (spec.Schedule is { } text && FindProblem(text) is { } problem)
            yield return new SpecProblem("spec.schedule", problem);
    }

    private static string? FindProblem(string text)
    {
        try
        {
            CronExpression.Parse(text);
            return null;
        }
        catch (CronFormatException fault)
        {
            return $"'{text}' is not a schedule: {fault.Message.TrimEnd('.')}; "
                + "write five fields, minute, hour, day of month, month and day of week, such as 0 3 * * *";
        }
    }

    private static string DescribeDays(NodeStorageCleanupSpec spec) =>
        spec.Days.IsEmpty ? "" : $" on {string.Join(", ", spec.Days)}";

    private sealed record Problems(ImmutableArray<SpecProblem> All);
}
