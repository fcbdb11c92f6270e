using NodeGc.Api.Formats;
using NodeGc.Api.Nodes;
using Prometheus;

namespace NodeGc.Agent.Telemetry;

/// <summary>
/// What an agent counts, in a registry of its own. Labels are bounded: never names, paths or digests.
/// </summary>
internal sealed class AgentMetrics
{
    private static readonly HistogramConfiguration Durations = new()
    {
        Buckets = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3600],
    };

    private readonly Counter runs;
    private readonly Counter quarantined;
    private readonly Counter reclaimed;
    private readonly Counter refusals;
    private readonly Counter failedLooks;
    private readonly Histogram scans;
    private readonly Histogram plans;
    private readonly Histogram sweeps;

    public AgentMetrics(AgentInfo agent)
    {
        Make = Metrics.WithCustomRegistry(Registry);
        Make.CreateGauge("nodegc_agent_build_info", "The agent's version; always 1.", ["version"])
            .WithLabels(agent.Version)
            .Set(1);
        runs = Make.CreateCounter("nodegc_agent_runs_total", "Runs that ended on this node, by outcome.", ["outcome"]);
        quarantined = Make.CreateCounter(
            "nodegc_agent_quarantined_bytes_total",
            "Bytes that ended runs moved into the quarantine, by class.",
            ["class"]
        );
        reclaimed = Make.CreateCounter(
            "nodegc_agent_reclaimed_bytes_total",
            "Bytes that ended runs deleted, as measured on disk, by class.",
            ["class"]
        );
        refusals = Make.CreateCounter(
            "nodegc_agent_refusals_total",
            "Orders and reports that were refused, by reason.",
            ["reason"]
        );
        failedLooks = Make.CreateCounter(
            "nodegc_agent_scan_failures_total",
            "Scans between orders that failed, by reason.",
            ["reason"]
        );
        scans = Make.CreateHistogram(
            "nodegc_agent_scan_duration_seconds",
            "How long a scan of a store took.",
            Durations
        );
        plans = Make.CreateHistogram(
            "nodegc_agent_plan_duration_seconds",
            "How long the plan of an order took.",
            Durations
        );
        sweeps = Make.CreateHistogram("nodegc_agent_sweep_duration_seconds", "How long a sweep took.", Durations);
        foreach (var outcome in Enum.GetValues<RunOutcome>())
            runs.WithLabels(FieldWord.Of(outcome));
        foreach (var reason in Enum.GetValues<RefusalReason>())
            refusals.WithLabels(reason.ToString());
    }

    public CollectorRegistry Registry { get; } = Metrics.NewCustomRegistry();

    /// <summary>Makes further metrics of the same registry.</summary>
    public IMetricFactory Make { get; }

    /// <summary>When the API server last took this node's status; null before it first did.</summary>
    public DateTimeOffset? HeardAt { get; private set; }

    /// <summary>The API server took this node's status.</summary>
    public void Heard(DateTimeOffset now) => HeardAt = now;

    /// <summary>A run has ended, and <paramref name="report"/> is what was reported of it.</summary>
    public void RunEnded(OrderReport report)
    {
        runs.WithLabels(FieldWord.Of(OutcomeOf(report))).Inc();
        foreach (var totals in report.ByClass)
        {
            quarantined.WithLabels(FieldWord.Of(totals.Class)).Inc(totals.Quarantined.Bytes);
            reclaimed.WithLabels(FieldWord.Of(totals.Class)).Inc(totals.Reclaimed.Bytes);
        }
    }

    /// <summary>A run has ended because its order was withdrawn; nothing is reported of it.</summary>
    public void RunWithdrawn() => runs.WithLabels(FieldWord.Of(RunOutcome.Withdrawn)).Inc();

    public void Refused(RefusalReason reason) => refusals.WithLabels(reason.ToString()).Inc();

    /// <param name="reason">One of <see cref="NodeReasons"/>.</param>
    public void LookFailed(string reason) => failedLooks.WithLabels(reason).Inc();

    public void Scanned(TimeSpan duration) => scans.Observe(duration.TotalSeconds);

    public void Planned(TimeSpan duration) => plans.Observe(duration.TotalSeconds);

    public void Swept(TimeSpan duration) => sweeps.Observe(duration.TotalSeconds);

    private static RunOutcome OutcomeOf(OrderReport report) =>
        report switch
        {
            { RefusalReason: not null } => RunOutcome.Refused,
            { Phase: OrderPhase.Succeeded } => RunOutcome.Succeeded,
            { Phase: OrderPhase.Skipped } => RunOutcome.Skipped,
            _ => RunOutcome.Failed,
        };
}
