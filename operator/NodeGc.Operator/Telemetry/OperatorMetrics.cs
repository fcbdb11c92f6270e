using System.Reflection;
using NodeGc.Api.Cleanups;
using NodeGc.Api.Formats;
using NodeGc.Kubernetes.Client;
using NodeGc.Kubernetes.Controllers;
using Prometheus;

namespace NodeGc.Operator.Telemetry;

/// <summary>The operator's metrics, in a registry of their own. Labels are bounded: never names or digests.</summary>
internal sealed class OperatorMetrics
{
    private static readonly HistogramConfiguration Durations = new()
    {
        LabelNames = ["controller"],
        Buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    };

    private readonly Counter reconciles;
    private readonly Histogram durations;
    private readonly Counter runs;
    private readonly Gauge leader;

    public OperatorMetrics()
    {
        Factory = Metrics.WithCustomRegistry(Registry);
        Factory
            .CreateGauge("nodegc_operator_build_info", "The operator's version; always 1.", ["version"])
            .WithLabels(Version)
            .Set(1);
        reconciles = Factory.CreateCounter(
            "nodegc_operator_reconciles_total",
            "Reconciliations, by controller and result.",
            ["controller", "result"]
        );
        durations = Factory.CreateHistogram(
            "nodegc_operator_reconcile_duration_seconds",
            "Duration of reconciliations, by controller.",
            Durations
        );
        runs = Factory.CreateCounter(
            "nodegc_operator_runs_total",
            "Completed runs of cleanups, by outcome.",
            ["outcome"]
        );
        leader = Factory.CreateGauge("nodegc_operator_leader", "1 while this process holds the lease, otherwise 0.");
        foreach (var outcome in Enum.GetValues<RunOutcome>())
            runs.WithLabels(FieldWord.For(outcome));
    }

    public CollectorRegistry Registry { get; } = Metrics.NewCustomRegistry();

    /// <summary>Creates further metrics in the same registry.</summary>
    public IMetricFactory Factory { get; }

    private static string Version =>
        typeof(OperatorMetrics)
            .Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()
            ?.InformationalVersion
        ?? "unknown";

    /// <summary>Reports this process as the leader until the result is disposed.</summary>
    public IDisposable TrackLeadership() => leader.TrackInProgress();

    public void RunEnded(CleanupRun run) => runs.WithLabels(FieldWord.For(OutcomeOf(run))).Inc();

    /// <summary>Counts and times a reconciliation. One that is postponed, because of a conflict or because the server
    /// is unavailable, is not an error.</summary>
    public async Task<ReconcileResult> MeasureAsync(string controller, Func<Task<ReconcileResult>> reconcile)
    {
        using var timer = durations.WithLabels(controller).NewTimer();
        try
        {
            var result = await reconcile();
            Count(controller, ReconcileOutcome.Success);
            return result;
        }
        catch (KubernetesException failure) when (failure.Kind == KubernetesErrorKind.Conflict || failure.IsTransient)
        {
            Count(controller, ReconcileOutcome.Postponed);
            throw;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            Count(controller, ReconcileOutcome.Error);
            throw;
        }
    }

    /// <summary>Creates the controller's counters at 0, so that rates are defined from the start.</summary>
    public void InitializeController(string controller)
    {
        foreach (var outcome in Enum.GetValues<ReconcileOutcome>())
            reconciles.WithLabels(controller, FieldWord.For(outcome));
    }

    private void Count(string controller, ReconcileOutcome outcome) =>
        reconciles.WithLabels(controller, FieldWord.For(outcome)).Inc();

    private static RunOutcome OutcomeOf(CleanupRun run) =>
        run.Nodes switch
        {
            { Failed: > 0 } => RunOutcome.Failed,
            { Succeeded: > 0 } => RunOutcome.Succeeded,
            _ => RunOutcome.Skipped,
        };
}
