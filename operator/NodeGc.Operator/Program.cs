using Microsoft.Extensions.Hosting;
using NodeGc.Kubernetes.Configuration;
using NodeGc.Kubernetes.Connection;
using NodeGc.Operator.Hosting;
using NodeGc.Telemetry;

// Exit codes: 0 stopped on request, 1 unexpected failure, 2 invalid configuration or no API server configured.
try
{
    var settings = Settings.Read(args, Environment.GetEnvironmentVariable);
    var connection = ConnectionSource.Process.Connect();
    var options = settings.ToOptions(connection.Namespace);
    var otlp = OtlpSettings.Read(Environment.GetEnvironmentVariable);
    using var host = OperatorHost.Build(connection, options);
    using var export = OperatorHost.StartExport(host, otlp, options.Election.Identity);
    await host.StartAsync();
    await host.WaitForShutdownAsync();
    return OperatorHost.HasFailed(host) ? 1 : 0;
}
catch (Exception failure) when (failure is KubernetesConfigurationException or FormatException)
{
    await Console.Error.WriteLineAsync($"{OperatorOptions.Name}: {failure.Message}");
    return 2;
}
