using Microsoft.Extensions.Logging.Abstractions;
using NodeGc.Kubernetes.Client;
using NodeGc.Kubernetes.Leadership;
using NodeGc.Operator.Hosting;
using NodeGc.Operator.Notifications;
using NodeGc.Operator.Telemetry;

namespace NodeGc.Operator.Tests.Scenes;

/// <summary>An operator at work, with all its parts and without a process of its own.</summary>
internal sealed class RunningOperator : IAsyncDisposable
{
    private readonly CancellationTokenSource end = new();
    private readonly KubernetesClient client;
    private readonly ClusterOperator subject;
    private readonly Task running;

    public RunningOperator(
        KubernetesClient client,
        string identity,
        bool readsKubelets = false,
        ListOptions? agentPods = null,
        WebhookOptions? webhook = null,
        TimeSpan? heartbeatBound = null
    )
    {
        this.client = client;
        var options = new OperatorOptions
        {
            Election = new LeaderElectionOptions(OperatorRights.Lease, identity)
            {
                LeaseDuration = TimeSpan.FromSeconds(3),
                RenewDeadline = TimeSpan.FromSeconds(2),
                RetryPeriod = TimeSpan.FromMilliseconds(100),
            },
            StatusDelay = TimeSpan.FromMilliseconds(20),
            HeartbeatBound = heartbeatBound ?? TimeSpan.FromSeconds(90),
            ReadsKubelets = readsKubelets,
            AgentPods = agentPods,
            Notifications = webhook,
            DefinitionsTtl = TimeSpan.FromMilliseconds(200),
            StatusInterval = TimeSpan.FromMilliseconds(500),
        };
        subject = new ClusterOperator(
            client,
            options,
            new OperatorMetrics(),
            TimeProvider.System,
            NullLoggerFactory.Instance
        );
        running = subject.RunAsync(end.Token);
    }

    public bool IsReady => subject.IsReady;

    public OperatorMetrics Metrics => subject.Metrics;

    /// <summary>Ends it in order; a failure of the operator surfaces here.</summary>
    public async Task StopAsync()
    {
        await end.CancelAsync();
        await running;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        subject.Dispose();
        end.Dispose();
        client.Dispose();
    }
}
