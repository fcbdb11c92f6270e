using NodeGc.Agent.Sweeps;
using NodeGc.Api.Nodes;
using NodeGc.Collector;
using NodeGc.Collector.Planning;
using NodeGc.Collector.Pressure;

namespace NodeGc.Agent.Orders;

/// <summary>Builds the part of an order report about <c>when</c>. Pure.</summary>
internal static class PressureReports
{
    /// <summary>Adds why the run started; unchanged without <c>when</c>.</summary>
    public static OrderReport WithStart(this OrderReport report, ThresholdResult entry) =>
        entry.StartReason is null
            ? report
            : report with
            {
                Pressure = new PressureReport { StartReason = entry.StartReason },
            };

    /// <summary>The expected result of a plan that is not applied.</summary>
    public static OrderReport WouldStop(this OrderReport report, ThresholdResult entry, SweepPlan plan, Fullness now)
    {
        if (entry.When is not { } when || plan.Missing is not { } missing)
            return report;
        var expected = now.Without(when.Evictable + new Extent(plan.Reclaimable, 0));
        return report.Stop(
            $"estimated: {when.AgainstLow(expected)}"
                + (missing.IsMet ? "" : " even if everything eligible were removed"),
            !missing.IsMet
        );
    }

    /// <summary>The measured result of a sweep.</summary>
    /// <param name="report">The report so far.</param>
    /// <param name="entry">Why the run started.</param>
    /// <param name="endedEarly">Why the sweep stopped early; null if it did not.</param>
    /// <param name="now">The current usage.</param>
    public static OrderReport Stopped(this OrderReport report, ThresholdResult entry, string? endedEarly, Fullness now)
    {
        if (entry.When is not { } when)
            return report;
        var isSpent = !when.IsLow(now) && endedEarly is null;
        return report.Stop($"{when.AgainstLow(now)}{(isSpent ? "; everything eligible was removed" : "")}", isSpent);
    }

    private static OrderReport Stop(this OrderReport report, string because, bool aboveLow) =>
        report with
        {
            Pressure = report.Pressure! with { StopReason = because, AboveLow = aboveLow },
            Message = $"{report.Message}; started: {report.Pressure.StartReason}; now: {because}",
        };
}
