using Microsoft.Extensions.Hosting;
using NodeGc.Kubernetes.Client;
using NodeGc.Kubernetes.Configuration;
using NodeGc.Kubernetes.Connection;
using NodeGc.Operator.Hosting;
using NodeGc.Telemetry;

// Exit codes: 0 stopped on request, 1 unexpected failure, 2 invalid configuration or no API server configured.
try
{
    var isCheck = args is [InstallationCheck.Command, ..];
    var settings = Settings.Read(isCheck ? args.Skip(1) : args, Environment.GetEnvironmentVariable);
    var connection = ConnectionSource.Process.Connect();
    var options = settings.ToOptions(connection.Namespace);
    if (isCheck)
    {
        using var client = new KubernetesClient(connection, OperatorOptions.Name, TimeProvider.System);
        return await new InstallationCheck(client, options, TimeProvider.System).RunAsync(
            Console.Out,
            CancellationToken.None
        );
    }
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
