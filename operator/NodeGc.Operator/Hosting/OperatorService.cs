using Microsoft.Extensions.Hosting;

namespace NodeGc.Operator.Hosting;

/// <summary>Runs the operator inside the host; an unexpected failure stops the host.</summary>
internal sealed class OperatorService(ClusterOperator clusterOperator) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => clusterOperator.RunAsync(stoppingToken);
}
