using Microsoft.Extensions.Hosting;
using NodeGc.Kubernetes.Connection;
using NodeGc.Operator.Hosting;

// 0: stopped as asked. 1: an unexpected failure. 2: a setting is wrong, or there is no API server to talk to.
try
{
    var settings = Settings.Read(args, Environment.GetEnvironmentVariable);
    var connection = ConnectionSource.Process.Connect();
    using var host = OperatorHost.Build(connection, settings.ToOptions(connection.Namespace));
    await host.StartAsync();
    await host.WaitForShutdownAsync();
    return OperatorHost.HasFailed(host) ? 1 : 0;
}
catch (Exception failure) when (failure is KubernetesConfigurationException or FormatException)
{
    await Console.Error.WriteLineAsync($"{OperatorOptions.Name}: {failure.Message}");
    return 2;
}
