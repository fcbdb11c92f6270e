using Microsoft.Extensions.Hosting;

namespace NodeGc.Operator.Hosting;

/// <summary>Lets the host start and stop the operator; a failure that nothing below expected stops the host.</summary>
internal sealed class OperatorService(ClusterOperator subject) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => subject.RunAsync(stoppingToken);
}
