using NodeGc.Agent.Sweeps;
using NodeGc.Api.Nodes;
using NodeGc.Collector.Accounting;
using NodeGc.Collector.Planning;
using NodeGc.Collector.Pressure;

namespace NodeGc.Agent.Orders;

/// <summary>Builds what an order says of its <c>when</c>. Pure.</summary>
internal static class PressureReports
{
    /// <summary>Says why it began; an order without <c>when</c> stays as it is.</summary>
    public static OrderReport WithStart(this OrderReport report, PressureEntry entry) =>
        entry.StartReason is null
            ? report
            : report with
            {
                Pressure = new PressureReport { StartReason = entry.StartReason },
            };

    /// <summary>What a plan that is not carried out would come to.</summary>
    public static OrderReport WouldStop(this OrderReport report, PressureEntry entry, SweepPlan plan, Fullness now)
    {
        if (entry.When is not { } when || plan.Missing is not { } missing)
            return report;
        var expected = now.Without(when.Evictable + new Extent(plan.Reclaimable, 0));
        return report.Stop(
            $"by estimate {when.AgainstLow(expected)}{(missing.IsMet ? "" : " even if all went that may")}",
            !missing.IsMet
        );
    }

    /// <summary>What a sweep has come to, as measured.</summary>
    /// <param name="report">What else is known of the order.</param>
    /// <param name="entry">Why it began.</param>
    /// <param name="endedEarly">Why the sweep ended before all was spent; null where it did not.</param>
    /// <param name="now">How full it is.</param>
    public static OrderReport Stopped(this OrderReport report, PressureEntry entry, string? endedEarly, Fullness now)
    {
        if (entry.When is not { } when)
            return report;
        var isSpent = !when.IsLow(now) && endedEarly is null;
        return report.Stop($"{when.AgainstLow(now)}{(isSpent ? "; all that may go has gone" : "")}", isSpent);
    }

    private static OrderReport Stop(this OrderReport report, string because, bool aboveLow) =>
        report with
        {
            Pressure = report.Pressure! with { StopReason = because, AboveLow = aboveLow },
            Message = $"{report.Message}; began since {report.Pressure.StartReason}; now {because}",
        };
}
