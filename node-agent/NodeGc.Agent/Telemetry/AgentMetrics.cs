using NodeGc.Api.Formats;
using NodeGc.Api.Nodes;
using Prometheus;

namespace NodeGc.Agent.Telemetry;

/// <summary>
/// The metrics of the agent, in their own registry. Label values are bounded: never names, paths or digests.
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
    private readonly Counter scanFailures;
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
            "Bytes moved into quarantine by ended runs, by class.",
            ["class"]
        );
        reclaimed = Make.CreateCounter(
            "nodegc_agent_reclaimed_bytes_total",
            "Bytes deleted by ended runs, as measured on disk, by class.",
            ["class"]
        );
        refusals = Make.CreateCounter(
            "nodegc_agent_refusals_total",
            "Orders and status updates that were rejected, by reason.",
            ["reason"]
        );
        scanFailures = Make.CreateCounter(
            "nodegc_agent_scan_failures_total",
            "Failed scans between orders, by reason.",
            ["reason"]
        );
        scans = Make.CreateHistogram(
            "nodegc_agent_scan_duration_seconds",
            "Duration of scans of a data root.",
            Durations
        );
        plans = Make.CreateHistogram(
            "nodegc_agent_plan_duration_seconds",
            "Duration of computing the plan of an order.",
            Durations
        );
        sweeps = Make.CreateHistogram("nodegc_agent_sweep_duration_seconds", "Duration of sweeps.", Durations);
        foreach (var outcome in Enum.GetValues<RunOutcome>())
            runs.WithLabels(FieldWord.For(outcome));
        foreach (var reason in Enum.GetValues<RefusalReason>())
            refusals.WithLabels(reason.ToString());
    }

    public CollectorRegistry Registry { get; } = Metrics.NewCustomRegistry();

    /// <summary>Creates further metrics in the same registry.</summary>
    public IMetricFactory Make { get; }

    /// <summary>When the API server last accepted this node's status; null before the first time.</summary>
    public DateTimeOffset? StatusAcceptedAt { get; private set; }

    /// <summary>The API server accepted this node's status.</summary>
    public void StatusAccepted(DateTimeOffset now) => StatusAcceptedAt = now;

    /// <summary>A run has ended with <paramref name="report"/>.</summary>
    public void RunEnded(OrderReport report)
    {
        runs.WithLabels(FieldWord.For(OutcomeOf(report))).Inc();
        foreach (var totals in report.ByClass)
        {
            quarantined.WithLabels(FieldWord.For(totals.Class)).Inc(totals.Quarantined.Bytes);
            reclaimed.WithLabels(FieldWord.For(totals.Class)).Inc(totals.Reclaimed.Bytes);
        }
    }

    /// <summary>A run has ended without a report because its order was withdrawn.</summary>
    public void RunWithdrawn() => runs.WithLabels(FieldWord.For(RunOutcome.Withdrawn)).Inc();

    public void Refused(RefusalReason reason) => refusals.WithLabels(reason.ToString()).Inc();

    /// <param name="reason">One of <see cref="NodeReasons"/>.</param>
    public void ScanFailed(string reason) => scanFailures.WithLabels(reason).Inc();

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
