using NodeGc.Api.Formats;
using NodeGc.Api.Nodes;
using NodeGc.Telemetry;
using Prometheus;

namespace NodeGc.Agent.Telemetry;

/// <summary>The metrics of the agent. Label values are bounded: never names, paths or digests.</summary>
internal sealed class AgentMetrics
{
    private static readonly double[] Buckets = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3600];

    private readonly Counter runs;
    private readonly TallyCounters quarantined;
    private readonly TallyCounters reclaimed;
    private readonly Counter refusals;
    private readonly Counter scanFailures;
    private readonly DurationHistogram scans;
    private readonly DurationHistogram plans;
    private readonly DurationHistogram sweeps;

    public AgentMetrics(AgentInfo agent)
    {
        Set.CreateGauge("nodegc_agent_build_info", "The agent's version; always 1.", "version")
            .WithLabels(agent.Version)
            .Set(1);
        runs = Set.CreateCounter("nodegc_agent_runs_total", "Runs that ended on this node, by outcome.", "outcome");
        quarantined = new TallyCounters(Set, "quarantined", "moved into quarantine by ended runs");
        reclaimed = new TallyCounters(Set, "reclaimed", "deleted by ended runs, as measured on disk");
        refusals = Set.CreateCounter(
            "nodegc_agent_refusals_total",
            "Orders and status updates that were rejected, by reason.",
            "reason"
        );
        scanFailures = Set.CreateCounter(
            "nodegc_agent_scan_failures_total",
            "Failed scans between orders, by reason.",
            "reason"
        );
        scans = Duration("scan", "Duration of scans of a data root.");
        plans = Duration("plan", "Duration of computing the plan of an order.");
        sweeps = Duration("sweep", "Duration of sweeps.");
        foreach (var outcome in Enum.GetValues<RunOutcome>())
            runs.WithLabels(FieldWord.For(outcome));
        foreach (var reason in Enum.GetValues<RefusalReason>())
            refusals.WithLabels(reason.ToString());
    }

    /// <summary>All metrics of the process.</summary>
    public MetricSet Set { get; } = new("nodegc-agent");

    /// <summary>When the API server last accepted this node's status; null before the first time.</summary>
    public DateTimeOffset? StatusAcceptedAt { get; private set; }

    /// <summary>When this node's lease was last renewed; null before the first time.</summary>
    public DateTimeOffset? LeaseRenewedAt { get; private set; }

    /// <summary>The API server accepted this node's status.</summary>
    public void StatusAccepted(DateTimeOffset now) => StatusAcceptedAt = now;

    /// <summary>The API server accepted a renewal of this node's lease.</summary>
    public void LeaseRenewed(DateTimeOffset now) => LeaseRenewedAt = now;

    /// <summary>A run has ended with <paramref name="report"/>.</summary>
    public void RunEnded(OrderReport report)
    {
        runs.WithLabels(FieldWord.For(OutcomeOf(report))).Inc();
        foreach (var totals in report.ByClass)
        {
            quarantined.Add(totals.Class, totals.Quarantined);
            reclaimed.Add(totals.Class, totals.Reclaimed);
        }
    }

    /// <summary>A run has ended without a report because its order was withdrawn.</summary>
    public void RunWithdrawn() => runs.WithLabels(FieldWord.For(RunOutcome.Withdrawn)).Inc();

    public void Refused(RefusalReason reason) => refusals.WithLabels(reason.ToString()).Inc();

    /// <param name="reason">One of <see cref="NodeReasons"/>.</param>
    public void ScanFailed(string reason) => scanFailures.WithLabels(reason).Inc();

    public void Scanned(TimeSpan duration) => scans.Observe(duration);

    public void Planned(TimeSpan duration) => plans.Observe(duration);

    public void Swept(TimeSpan duration) => sweeps.Observe(duration);

    private DurationHistogram Duration(string what, string help) =>
        Set.CreateDurations($"nodegc_agent_{what}_duration_seconds", help, Buckets);

    private static RunOutcome OutcomeOf(OrderReport report) =>
        report switch
        {
            { RefusalReason: not null } => RunOutcome.Refused,
            { Phase: OrderPhase.Succeeded } => RunOutcome.Succeeded,
            { Phase: OrderPhase.Skipped } => RunOutcome.Skipped,
            _ => RunOutcome.Failed,
        };
}
