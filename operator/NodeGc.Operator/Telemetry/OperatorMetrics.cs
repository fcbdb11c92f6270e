using System.Diagnostics;
using System.Reflection;
using NodeGc.Api.Cleanups;
using NodeGc.Api.Formats;
using NodeGc.Kubernetes.Client;
using NodeGc.Kubernetes.Controllers;
using NodeGc.Kubernetes.Informers;
using NodeGc.Telemetry;
using Prometheus;

namespace NodeGc.Operator.Telemetry;

/// <summary>The operator's metrics. Labels are bounded: never names or digests.</summary>
internal sealed class OperatorMetrics
{
    private static readonly double[] Buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

    private const string OperatorName = "nodegc-operator";

    private readonly Counter reconciles;
    private readonly DurationHistogram durations;
    private readonly Counter runs;
    private readonly Counter requests;
    private readonly Counter watchRestarts;
    private readonly Gauge leader;

    public OperatorMetrics()
    {
        Set.CreateGauge("nodegc_operator_build_info", "The operator's version; always 1.", "version")
            .WithLabels(Version)
            .Set(1);
        reconciles = Set.CreateCounter(
            "nodegc_operator_reconciles_total",
            "Reconciliations, by controller and result.",
            "controller",
            "result"
        );
        durations = Set.CreateDurations(
            "nodegc_operator_reconcile_duration_seconds",
            "Duration of reconciliations, by controller.",
            Buckets,
            "controller"
        );
        runs = Set.CreateCounter("nodegc_operator_runs_total", "Completed runs of cleanups, by outcome.", "outcome");
        requests = Set.CreateCounter(
            "nodegc_operator_api_requests_total",
            "Requests to the API server, by verb and status code.",
            "verb",
            "code"
        );
        watchRestarts = Set.CreateCounter(
            "nodegc_operator_watch_restarts_total",
            "Watches that ended and were started again, by resource and how they ended.",
            "resource",
            "reason"
        );
        leader = Set.CreateGauge("nodegc_operator_leader", "1 while this process holds the lease, otherwise 0.");
        foreach (var outcome in Enum.GetValues<RunOutcome>())
            runs.WithLabels(FieldWord.For(outcome));
    }

    /// <summary>All metrics of the process.</summary>
    public MetricSet Set { get; } = new(OperatorName);

    /// <summary>Whether this process holds the lease.</summary>
    public bool IsLeader => leader.Value > 0;

    public static string Version =>
        typeof(OperatorMetrics)
            .Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()
            ?.InformationalVersion
        ?? "unknown";

    /// <summary>Reports this process as the leader until the result is disposed.</summary>
    public IDisposable TrackLeadership() => leader.TrackInProgress();

    public void RunEnded(CleanupRun run) => runs.WithLabels(FieldWord.For(OutcomeOf(run))).Inc();

    public void RequestCompleted(CompletedRequest request) =>
        requests.WithLabels(FieldWord.For(request.Verb), StatusLabel.For(request.Status)).Inc();

    /// <param name="resource">The plural of the resource.</param>
    /// <param name="end">How the watch ended.</param>
    public void WatchRestarted(string resource, WatchEnd end) =>
        watchRestarts.WithLabels(resource, FieldWord.For(end)).Inc();

    /// <summary>Counts and times a reconciliation. One that is postponed, because of a conflict or because the server
    /// is unavailable, is not an error.</summary>
    public async Task<ReconcileResult> MeasureAsync(string controller, Func<Task<ReconcileResult>> reconcile)
    {
        var begun = Stopwatch.GetTimestamp();
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
        finally
        {
            durations.Observe(Stopwatch.GetElapsedTime(begun), controller);
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
